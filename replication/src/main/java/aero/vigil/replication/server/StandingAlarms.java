package aero.vigil.replication.server;

import aero.vigil.replication.core.Alarm;
import aero.vigil.replication.core.ReplicaStatus;
import aero.vigil.wire.gateway.GroupAlarm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What this replica has to tell supervisors: what stands, and what has ended or happened, the
 * latest {@link #CAPACITY}. It is known to this process alone and lost with it, as the trouble is;
 * what supervisors say of it is in the log (docs/adr/0040).
 */
final class StandingAlarms {

    /** Most alarms told: what has ended longest ago goes first. */
    static final int CAPACITY = 32;

    /** How long what has ended is told: a day. */
    private static final long TOLD_MICROS = 24L * 3_600_000_000L;

    private static final String QUORUM_LOST = "QUORUM_LOST";
    private static final String REPLICA_SILENT = "REPLICA_SILENT";

    /** A second: longer than a failover takes. */
    private static final long SILENCE_MICROS = 1_000_000;

    /** The group comes together before anybody is missed. */
    private static final long PATIENCE_MICROS = 5_000_000;

    /** What the end of an alarm is told as. */
    private static final Map<String, String> ENDINGS =
            Map.of(
                    "DISK_HAS_ROOM", "DISK_LOW",
                    "CONVERGED", "DIVERGED",
                    "BODIES_REPAIRED", "BODIES_LOST");

    /** What stands until the replica takes part again. */
    private static final Set<String> UNTIL_NORMAL = Set.of("RECOVERING", "LOG_LOST");

    private final Map<Name, Occurrence> alarms = new LinkedHashMap<>();

    /** When another member was last seen to be connected, by index. */
    private final Map<Integer, Long> connectedMicros = new HashMap<>();

    private long firstMicros = -1;
    private long latestMicros;
    private long observedMicros;

    /**
     * When this process last went on after a pause of its own: what it missed is not the others'.
     */
    private long awakeMicros;

    private record Name(String kind, String subject) {}

    /**
     * One occurrence.
     *
     * @param endedMicros 0: it stands
     */
    private record Occurrence(String text, long sinceMicros, long endedMicros) {
        boolean stands() {
            return endedMicros == 0;
        }
    }

    /** The core or the transport has something to say. */
    void said(Alarm alarm, ReplicaStatus status) {
        long now = later(status.clusterClockMicros());
        String ended = ENDINGS.get(alarm.code());
        if (ended != null) {
            end(new Name(ended, subject(alarm.subject())), now);
            return;
        }
        boolean stands =
                alarm.subject() == status.index()
                        && (ENDINGS.containsValue(alarm.code())
                                || UNTIL_NORMAL.contains(alarm.code()));
        Name name = new Name(alarm.code(), subject(alarm.subject()));
        Occurrence before = alarms.get(name);
        if (stands && before != null && before.stands()) {
            return;
        }
        put(name, new Occurrence(alarm.text(), now, stands ? 0 : now));
    }

    /** What can be seen at this moment: who is silent, and whether a majority is. */
    void observe(ReplicaStatus status) {
        long now = later(status.clusterClockMicros());
        firstMicros = firstMicros < 0 ? now : firstMicros;
        awakeMicros = now - observedMicros > SILENCE_MICROS ? now : awakeMicros;
        observedMicros = now;
        for (ReplicaStatus.Peer peer : status.peers()) {
            if (peer.connected()) {
                connectedMicros.put(peer.index(), now);
            }
        }
        String own = subject(status.index());
        if (status.status() == ReplicaStatus.Status.NORMAL) {
            UNTIL_NORMAL.forEach(kind -> end(new Name(kind, own), now));
        }
        if (!status.diverged()) {
            end(new Name("DIVERGED", own), now);
        }
        long silence = Math.max(SILENCE_MICROS, 4 * status.timeoutMicros());
        if (now - firstMicros < PATIENCE_MICROS || now - awakeMicros < silence) {
            return;
        }
        stands(
                new Name(QUORUM_LOST, own),
                status.sinceQuorumMicros() > silence,
                "this replica hears no majority: it takes no order and no plot",
                now);
        for (ReplicaStatus.Peer peer : status.peers()) {
            if (peer.index() >= status.groupSize()) {
                end(new Name(REPLICA_SILENT, subject(peer.index())), now); // a learner may go
                continue;
            }
            // Backups say nothing to each other: of a connection that stands the primary judges,
            // and one that is made anew is gone for a moment.
            long apart = now - connectedMicros.getOrDefault(peer.index(), firstMicros);
            boolean judges = status.leading() || apart > silence;
            stands(
                    new Name(REPLICA_SILENT, subject(peer.index())),
                    judges && peer.heardMicrosAgo() > silence,
                    peer.connected() ? "connected, and says nothing" : "no connection",
                    now);
        }
    }

    private void stands(Name name, boolean so, String text, long now) {
        Occurrence before = alarms.get(name);
        boolean stood = before != null && before.stands();
        if (so && !stood) {
            put(name, new Occurrence(text, now, 0));
        } else if (!so && stood) {
            end(name, now);
        }
    }

    private void end(Name name, long now) {
        Occurrence before = alarms.get(name);
        if (before != null && before.stands()) {
            put(name, new Occurrence(before.text(), before.sinceMicros(), now));
        }
    }

    /** What is put is the newest. */
    private void put(Name name, Occurrence occurrence) {
        alarms.remove(name);
        alarms.put(name, occurrence);
        Iterator<Occurrence> oldest = alarms.values().iterator();
        while (alarms.size() > CAPACITY && oldest.hasNext()) {
            if (!oldest.next().stands()) {
                oldest.remove();
            }
        }
        if (alarms.size() > CAPACITY) {
            alarms.remove(alarms.keySet().iterator().next());
        }
    }

    /** Occurrences of one alarm never begin before those that ended. */
    private long later(long clusterMicros) {
        latestMicros = Math.max(latestMicros + 1, clusterMicros);
        return latestMicros;
    }

    /** What is told, in the order of the last change. */
    List<GroupAlarm> told() {
        alarms.values()
                .removeIf(one -> !one.stands() && latestMicros - one.endedMicros() > TOLD_MICROS);
        List<GroupAlarm> told = new ArrayList<>();
        alarms.forEach(
                (name, one) ->
                        told.add(
                                GroupAlarm.newBuilder()
                                        .setKind(name.kind())
                                        .setSubject(name.subject())
                                        .setText(one.text())
                                        .setSinceMicros(one.sinceMicros())
                                        .setEndedMicros(one.endedMicros())
                                        .build()));
        return told;
    }

    private static String subject(int replica) {
        return "R" + replica;
    }
}
