package aero.vigil.replication.journal;

import aero.vigil.replication.codec.MalformedException;
import aero.vigil.replication.codec.RecordCodec;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Real files of a journal and a vote on a disk that stands still or fails when a seed says so, and
 * that notes what it was given, in which order, and what of it was forced.
 */
final class StressedDisk implements JournalFiles {

    private final JournalFiles real;
    private final Random random;
    private final int failAtForce;
    private int forces;
    private boolean open;
    private volatile boolean watching;
    private boolean released;
    private volatile long appendedOp = 1;
    private volatile long forcedOp = 1;
    private volatile boolean voteIsForced = true;
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    /**
     * @param failAtForce the force that fails; 0 for none
     */
    StressedDisk(JournalFiles real, Random random, int failAtForce) {
        this.real = real;
        this.random = random;
        this.failAtForce = failAtForce;
    }

    /** From now on it is watched, and stands still: the journal's start is over. */
    void watch() {
        watching = true;
    }

    /** The last op that is forced. */
    long forcedOp() {
        return forcedOp;
    }

    /** The last op that was written. */
    long appendedOp() {
        return appendedOp;
    }

    /** Whether the vote's file holds nothing that is not forced. */
    boolean voteIsForced() {
        return voteIsForced;
    }

    /** What was done in a wrong order; empty when nothing was. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** A force that stands still, or the next that would, returns. */
    synchronized void release() {
        released = true;
        notifyAll();
    }

    /** No force stands still any more. */
    synchronized void open() {
        open = true;
        notifyAll();
    }

    /** The first force stands still, so that the queue fills, and some later ones. */
    private synchronized void standStill() throws IOException {
        forces++;
        if (forces == failAtForce) {
            throw new IOException("Input/output error");
        }
        if (forces > 1 && random.nextInt(4) > 0) {
            return;
        }
        try {
            while (!open && !released) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        released = false;
    }

    private void appended(Excerpt excerpt) throws IOException {
        try {
            for (JournalRecord each : RecordCodec.decodeBatch(excerpt.payload())) {
                for (LogEntry entry : ((JournalRecord.Entries) each).entries()) {
                    if (entry.opNumber() != appendedOp + 1) {
                        wrong.add("op " + entry.opNumber() + " behind op " + appendedOp);
                    }
                    appendedOp = entry.opNumber();
                }
            }
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public AppendableFile create(long number) throws IOException {
        AppendableFile file = real.create(number);
        return new AppendableFile() {
            private boolean holdsRecords;

            @Override
            public long append(Excerpt excerpt) throws IOException {
                if (watching && excerpt.kind() == Excerpt.Kind.BATCH) {
                    holdsRecords = true;
                    appended(excerpt);
                }
                return file.append(excerpt);
            }

            @Override
            public void force() throws IOException {
                long through = appendedOp;
                if (holdsRecords) {
                    standStill();
                    file.force();
                    forcedOp = through;
                } else {
                    file.force(); // the next file's head, made on another thread
                }
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

    /** The file of the vote, in which nothing may stand before the records are forced (rule 2). */
    BlockFile vote(BlockFile file) {
        return new BlockFile() {
            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public int read(long offset, ByteBuffer into) throws IOException {
                return file.read(offset, into);
            }

            @Override
            public void write(long offset, ByteBuffer from) throws IOException {
                if (forcedOp != appendedOp) {
                    wrong.add("a vote before op " + appendedOp + " is forced");
                }
                voteIsForced = false;
                file.write(offset, from);
            }

            @Override
            public void force() throws IOException {
                file.force();
                voteIsForced = true;
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
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
    public long freeBytes() {
        return Long.MAX_VALUE / 4;
    }
}
