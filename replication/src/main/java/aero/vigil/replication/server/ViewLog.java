package aero.vigil.replication.server;

import aero.vigil.replication.core.Replica;
import aero.vigil.replication.core.ReplicaStatus;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One log line for each change of the view, of this replica's part in it, and of its peers. */
final class ViewLog {

    private static final Logger LOG = LoggerFactory.getLogger(ViewLog.class);

    private enum PeerState {
        CONNECTED,
        LOST,
        REFUSED
    }

    private final Map<Integer, PeerState> peers = new HashMap<>();
    private long viewNumber = -1;
    private ReplicaStatus.@Nullable Status status;
    private boolean leading;

    /**
     * After each step that may have changed something.
     *
     * @return whether it has: then others want to know as well
     */
    boolean see(Replica replica) {
        if (replica.viewNumber() == viewNumber
                && replica.currentStatus() == status
                && replica.isLeading() == leading) {
            return false;
        }
        viewNumber = replica.viewNumber();
        status = replica.currentStatus();
        leading = replica.isLeading();
        LOG.info(
                "view {} {}{} commit {}",
                viewNumber,
                status,
                leading ? ", leading" : "",
                replica.commitNumber());
        return true;
    }

    void connected(int peer) {
        note(peer, PeerState.CONNECTED);
    }

    void lost(int peer, boolean reconnectRefused) {
        note(peer, reconnectRefused ? PeerState.REFUSED : PeerState.LOST);
    }

    private void note(int peer, PeerState now) {
        if (peers.put(peer, now) != now) {
            LOG.info("replica {} {}", peer, now);
        }
    }
}
