package aero.vigil.replication.journal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Real journal files whose forces, appends or new files fail when told to. */
final class FaultyJournalFiles implements JournalFiles {

    private final JournalFiles real;
    private volatile boolean forcesFail;
    private volatile boolean appendsFail;
    private volatile long free = -1;
    private final AtomicInteger batches = new AtomicInteger();
    private final AtomicInteger createsLeft = new AtomicInteger(Integer.MAX_VALUE);

    FaultyJournalFiles(JournalFiles real) {
        this.real = real;
    }

    void failForces() {
        forcesFail = true;
    }

    void failAppends() {
        appendsFail = true;
    }

    void allowCreates() {
        createsLeft.set(Integer.MAX_VALUE);
    }

    /** Says that so much is left on the disk. */
    void leave(long bytes) {
        free = bytes;
    }

    /** How often a batch was appended. */
    int appends() {
        return batches.get();
    }

    void failCreatesAfterTheFirst() {
        createsLeft.set(1);
    }

    @Override
    public List<Long> numbers() throws IOException {
        return real.numbers();
    }

    @Override
    public BlockFile openToRead(long number) throws IOException {
        return real.openToRead(number);
    }

    @Override
    public AppendableFile create(long number) throws IOException {
        if (createsLeft.getAndDecrement() <= 0) {
            throw new IOException("No space left on device");
        }
        AppendableFile file = real.create(number);
        return new AppendableFile() {
            @Override
            public long append(Excerpt excerpt) throws IOException {
                if (appendsFail) {
                    throw new IOException("No space left on device");
                }
                if (excerpt.kind() == Excerpt.Kind.BATCH && free >= 0) {
                    batches.incrementAndGet();
                }
                return file.append(excerpt);
            }

            @Override
            public void force() throws IOException {
                if (forcesFail) {
                    throw new IOException("Input/output error");
                }
                file.force();
            }

            @Override
            public long lengthBytes() {
                return file.lengthBytes();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    @Override
    public void remove(long number) throws IOException {
        real.remove(number);
    }

    @Override
    public void archive(long number) throws IOException {
        real.archive(number);
    }

    @Override
    public long lastWrittenMillis(long number) throws IOException {
        return real.lastWrittenMillis(number);
    }

    @Override
    public long freeBytes() throws IOException {
        return free < 0 ? real.freeBytes() : free;
    }
}
