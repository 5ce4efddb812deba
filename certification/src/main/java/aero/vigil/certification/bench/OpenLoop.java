package aero.vigil.certification.bench;

import aero.vigil.replication.client.GroupSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Commands at a steady rate, whatever becomes of those before: a latency counts from the moment its
 * command was due, so that a pause is felt by all that it holds up.
 */
final class OpenLoop {

    private static final long ANSWERED_WITHIN_SECONDS = 30;

    private OpenLoop() {}

    /** Microseconds from due to answered, of so many a second over these sessions in turn. */
    static Distribution run(
            List<GroupSession> sessions, byte[] operation, int perSecond, Duration time)
            throws InterruptedException {
        int count = (int) (perSecond * time.toSeconds());
        long interval = 1_000_000_000L / perSecond;
        Distribution micros = new Distribution();
        CountDownLatch answered = new CountDownLatch(count);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + i * interval;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            sessions.get(i % sessions.size())
                    .submit(operation)
                    .onComplete(
                            answer -> {
                                if (answer.succeeded()) {
                                    synchronized (micros) {
                                        micros.add((System.nanoTime() - due) / 1e3);
                                    }
                                }
                                answered.countDown();
                            });
        }
        if (!answered.await(ANSWERED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(answered.getCount() + " commands got no answer");
        }
        synchronized (micros) {
            return micros;
        }
    }
}
