package aero.vigil.replication.server;

import aero.vigil.replication.client.GroupSession;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Ping;
import aero.vigil.wire.gateway.Reply;
import com.google.protobuf.ByteString;
import java.util.concurrent.atomic.AtomicLong;

/** One session that submits the next command as soon as one is answered. */
final class CommandFlow {

    private final GroupSession session;
    private final byte[] filling;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean stopping;

    CommandFlow(GroupSession session, int bytes) {
        this.session = session;
        this.filling = new byte[bytes];
    }

    void next() {
        if (stopping) {
            return;
        }
        Command command =
                Command.newBuilder()
                        .setPing(
                                Ping.newBuilder()
                                        .setPayload(
                                                ByteString.copyFromUtf8(answered + " ")
                                                        .concat(ByteString.copyFrom(filling))))
                        .build();
        session.submit(command.toByteArray())
                .onComplete(
                        done -> {
                            if (done.succeeded()
                                    && done.result().getOutcome() == Reply.Outcome.APPLIED) {
                                answered.incrementAndGet();
                            } else {
                                refused.incrementAndGet();
                            }
                            next();
                        });
    }

    /** How many commands were applied. */
    long answered() {
        return answered.get();
    }

    /** How many were refused, or of unknown outcome. */
    long refused() {
        return refused.get();
    }

    void stop() {
        stopping = true;
    }
}
