package aero.vigil.ingest.adapter;

import aero.vigil.ingest.feed.CommandSink;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.wire.gateway.Reply;
import io.vertx.core.Future;

/**
 * One feed's session with the group: what it submits is applied once and in order, whichever
 * replica dies.
 */
final class GroupCommandSink implements CommandSink {

    private final Future<GroupSession> session;

    GroupCommandSink(GroupClient group) {
        this.session = group.open();
    }

    @Override
    public Future<byte[]> submit(byte[] command) {
        return session.compose(open -> open.submit(command)).compose(GroupCommandSink::result);
    }

    private static Future<byte[]> result(Reply reply) {
        if (reply.getOutcome() == Reply.Outcome.APPLIED) {
            return Future.succeededFuture(reply.getResult().toByteArray());
        }
        return Future.failedFuture(
                new IllegalStateException(reply.getOutcome() + " " + reply.getText()));
    }
}
