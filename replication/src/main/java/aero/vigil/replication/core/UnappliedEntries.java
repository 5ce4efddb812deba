package aero.vigil.replication.core;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stands in the log and is not applied yet: which requests, and the last tick.
 *
 * <p>A primary checks arriving requests against the client table <em>and</em> this (VRR §4.1 has
 * the table alone, and so prepares a request twice that a former primary had prepared).
 */
final class UnappliedEntries {

    /** A client's last entry; a Register has request number 0. */
    private record Last(long opNumber, long sessionOp, long requestNumber) {}

    private final Map<ClientId, Last> lastByClient = new LinkedHashMap<>();
    private long lastTickOp;
    private long lastTickMicros;
    private long lastVouchedOp;
    private int lastVersion;

    void appended(LogEntry entry) {
        if (entry.kind() == EntryKind.TICK) {
            lastTickOp = entry.opNumber();
            lastTickMicros = entry.timestampMicros();
        } else if (entry.kind() == EntryKind.CHECKPOINT_VOUCHED) {
            lastVouchedOp = CheckpointId.of(entry).opNumber();
        } else if (entry.kind() == EntryKind.UPGRADE) {
            lastVersion = Upgrades.versionOf(entry);
        } else if (!entry.clientId().isReserved()) {
            lastByClient.put(
                    entry.clientId(),
                    new Last(entry.opNumber(), entry.sessionOp(), entry.requestNumber()));
        }
    }

    void applied(LogEntry entry) {
        if (!entry.clientId().isReserved()) {
            Last last = lastByClient.get(entry.clientId());
            if (last != null && last.opNumber() == entry.opNumber()) {
                lastByClient.remove(entry.clientId());
            }
        }
    }

    /** Another log was adopted. */
    void rebuild(Log log, long appliedOp, long appliedTickOp, long appliedTickMicros) {
        lastByClient.clear();
        lastTickOp = appliedTickOp;
        lastTickMicros = appliedTickMicros;
        lastVouchedOp = 0;
        lastVersion = 0;
        for (long op = appliedOp + 1; op <= log.opNumber(); op++) {
            appended(log.required(op));
        }
    }

    boolean holdsRegisterOf(ClientId clientId) {
        Last last = lastByClient.get(clientId);
        return last != null && last.requestNumber() == 0;
    }

    /** The greatest number of this session that stands in the log unapplied, or 0. */
    long lastRequestNumber(ClientId clientId, long sessionOp) {
        Last last = lastByClient.get(clientId);
        return last != null && last.sessionOp() == sessionOp ? last.requestNumber() : 0;
    }

    /** The op of the last tick in the log, applied or not; 0 without one. */
    long lastTickOp() {
        return lastTickOp;
    }

    /** The version that the last UPGRADE appended names; 0 without one. */
    int lastVersion() {
        return lastVersion;
    }

    /** The op of the last checkpoint that an unapplied entry vouches for; 0 without one. */
    long lastVouchedOp() {
        return lastVouchedOp;
    }

    /** The stamp of that tick; 0 without one. */
    long lastTickMicros() {
        return lastTickMicros;
    }
}
