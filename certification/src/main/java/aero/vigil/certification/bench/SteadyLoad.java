package aero.vigil.certification.bench;

import aero.vigil.certification.observer.Waiting;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** So many commands a second for hours, with a bound on those that wait for their answer. */
final class SteadyLoad {

    private static final int SESSIONS = 64;
    private static final int MOST_WAITING = 4_000;
    private static final long STEP_NANOS = 2_000_000;

    private final List<GroupSession> sessions = new ArrayList<>();
    private final int perSecond;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private volatile long lastAnswerNanos = System.nanoTime();
    private volatile @Nullable Stalls stalls;
    private long submitted;

    SteadyLoad(GroupClient client, int perSecond) throws InterruptedException {
        this.perSecond = perSecond;
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(Waiting.orFail(client.open(), "a session"));
        }
    }

    /** Submits what is due until that moment ({@link System#nanoTime}). */
    void until(long endNanos) {
        long start = System.nanoTime();
        long before = submitted;
        for (long now = start; now < endNanos; now = System.nanoTime()) {
            long due = before + (now - start) / 1_000 * perSecond / 1_000_000;
            while (submitted < due && submitted - ended.get() < MOST_WAITING) {
                submit();
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private void submit() {
        int session = (int) (submitted++ % sessions.size());
        sessions.get(session)
                .submit(Ping128.bytes())
                .onComplete(
                        answer -> {
                            ended.incrementAndGet();
                            if (answer.succeeded()) {
                                answered();
                            }
                        });
    }

    private synchronized void answered() {
        long now = System.nanoTime();
        Stalls silences = stalls;
        if (silences != null) {
            silences.add(lastAnswerNanos, now);
        }
        lastAnswerNanos = now;
        answered.incrementAndGet();
    }

    /** Commands answered so far. */
    long count() {
        return answered.get();
    }

    /** From now on the times without an answer are noted there. */
    void note(Stalls silences) {
        stalls = silences;
    }
}
