package aero.vigil.certification.failover;

import aero.vigil.replication.client.ReplicaLink;

/** Whether a replica speaks now: its status comes ten times a second. */
final class GroupAlive {

    private static final long SILENT_MILLIS = 500;

    private GroupAlive() {}

    static boolean isLive(ReplicaLink link) {
        return link.isOpen() && link.silentMillis() < SILENT_MILLIS;
    }
}
