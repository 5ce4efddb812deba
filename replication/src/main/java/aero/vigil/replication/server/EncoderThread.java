package aero.vigil.replication.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread that turns captures into bytes, so that the loop never does.
 *
 * <p>Bounded: when it is far behind, a capture is dropped and counted; the core then encodes what
 * it needs itself, and a later checkpoint takes the place of one never written.
 */
final class EncoderThread {

    private static final int LIMIT = 16;

    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(LIMIT);
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, queue, EncoderThread::thread);
    private final Counters counters;

    EncoderThread(Counters counters) {
        this.counters = counters;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "encoder");
        thread.setDaemon(true);
        return thread;
    }

    void execute(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            counters.count("encoder.dropped");
        }
        counters.highWater("encoder.queue.most", queue.size());
    }

    void close() {
        executor.shutdown();
    }

    boolean awaitEnd(long seconds) throws InterruptedException {
        return executor.awaitTermination(seconds, TimeUnit.SECONDS);
    }
}
