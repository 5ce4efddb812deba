package aero.vigil.certification.bench;

import aero.vigil.certification.observer.Waiting;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Sessions of which each submits its next command when its last is answered. */
final class ClosedLoop {

    private static final long LAST_ANSWER_SECONDS = 30;

    private final List<GroupSession> sessions;
    private final AtomicLong answered = new AtomicLong();

    private ClosedLoop(List<GroupSession> sessions) {
        this.sessions = sessions;
    }

    static ClosedLoop open(GroupClient client, int count) throws InterruptedException {
        List<GroupSession> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sessions.add(Waiting.orFail(client.open(), "a session"));
        }
        return new ClosedLoop(List.copyOf(sessions));
    }

    List<GroupSession> sessions() {
        return sessions;
    }

    /** Commands answered so far, in all runs; from any thread. */
    long answered() {
        return answered.get();
    }

    /** One session alone, so many commands; microseconds of each. */
    Distribution alone(int count) throws InterruptedException {
        Distribution micros = new Distribution();
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            Waiting.orFail(sessions.get(0).submit(Ping128.bytes()), "an answer");
            micros.add((System.nanoTime() - start) / 1e3);
        }
        return micros;
    }

    /** All sessions for so long; how many commands were answered. */
    long all(Duration time) throws InterruptedException {
        long before = answered.get();
        CountDownLatch done = begin(time);
        if (!done.await(time.toSeconds() + LAST_ANSWER_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(done.getCount() + " sessions got no answer");
        }
        return answered.get() - before;
    }

    /** Starts all sessions for so long; counted down by each that has ended. */
    CountDownLatch begin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        CountDownLatch done = new CountDownLatch(sessions.size());
        sessions.forEach(session -> submitUntil(end, session, done));
        return done;
    }

    private void submitUntil(long end, GroupSession session, CountDownLatch done) {
        session.submit(Ping128.bytes())
                .onComplete(
                        answer -> {
                            if (answer.succeeded()) {
                                answered.incrementAndGet();
                            }
                            if (answer.failed() || System.nanoTime() >= end) {
                                done.countDown();
                                return;
                            }
                            submitUntil(end, session, done);
                        });
    }
}
