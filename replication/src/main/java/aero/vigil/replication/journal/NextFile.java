package aero.vigil.replication.journal;

import aero.vigil.replication.journal.JournalFiles.AppendableFile;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A journal file that one thread makes ready and another waits for. */
final class NextFile implements Runnable {

    private final Maker maker;
    private final CountDownLatch made = new CountDownLatch(1);
    private @Nullable AppendableFile file;
    private @Nullable Throwable failure;

    /** Makes the file. */
    interface Maker {
        AppendableFile make() throws IOException;
    }

    NextFile(Maker maker) {
        this.maker = maker;
    }

    @Override
    public void run() {
        try {
            file = maker.make();
        } catch (IOException | RuntimeException | Error e) {
            failure = e; // thrown where the file is taken
        } finally {
            made.countDown();
        }
    }

    /** The file, when it is ready. */
    AppendableFile take() throws IOException {
        try {
            made.await();
        } catch (InterruptedException e) {
            throw new IOException("stopped while the next journal file was made", e);
        }
        if (file == null) {
            throw new IOException("the next journal file cannot be made: " + failure, failure);
        }
        return file;
    }
}
