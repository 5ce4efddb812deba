package aero.vigil.certification.bench;

import aero.vigil.certification.observer.Waiting;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Ping;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Fills a group's log: so many 128-byte commands, as fast as they are answered. */
final class Filling {

    static final byte[] OPERATION =
            Command.newBuilder()
                    .setPing(Ping.newBuilder().setPayload(ByteString.copyFrom(new byte[124])))
                    .build()
                    .toByteArray();

    private static final int SESSIONS = 256;
    private static final long MOST_SECONDS = 300;

    private Filling() {}

    static List<GroupSession> open(GroupClient client, int count) throws Exception {
        List<GroupSession> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sessions.add(Waiting.orFail(client.open(), "a session"));
        }
        return sessions;
    }

    static void commands(GroupClient client, long count) throws Exception {
        AtomicLong left = new AtomicLong(count);
        CountDownLatch done = new CountDownLatch(SESSIONS);
        for (GroupSession session : open(client, SESSIONS)) {
            next(session, left, done);
        }
        if (!done.await(MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(left + " commands are left after " + MOST_SECONDS);
        }
        if (left.get() > 0) {
            throw new IllegalStateException("commands failed: " + left + " are left");
        }
    }

    private static void next(GroupSession session, AtomicLong left, CountDownLatch done) {
        if (left.decrementAndGet() < 0) {
            done.countDown();
            return;
        }
        session.submit(OPERATION)
                .onSuccess(answer -> next(session, left, done))
                .onFailure(
                        cause -> {
                            left.set(Long.MAX_VALUE / 2);
                            done.countDown();
                        });
    }
}
