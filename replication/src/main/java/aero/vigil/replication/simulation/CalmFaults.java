package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Input;
import java.util.ArrayList;
import java.util.List;

/**
 * What may happen to a group that is well without any view ending: one thing at a time, and none
 * that more than f replicas suffer, but for a pause of all at once and a stall of all disks.
 *
 * <p>A slow disk, a pause, a lost line, a restart of a backup, a clock set wrong: rules 1, 4, 7 and
 * 8 are there so that none of them costs a view change.
 */
final class CalmFaults {

    /** By then a calm group has found its first view. */
    private static final long SETTLED_MICROS = 2_000_000;

    private static final long BETWEEN_MICROS = 400_000;
    private static final long SLOW_MICROS = 300_000;
    private static final long STALLED_MICROS = 1_500_000;

    private static final long BETWEEN_LINES_MICROS = 100_000;

    /** More than three heartbeats and less than a timeout. */
    private static final long MOMENT_MICROS = 60_000;

    enum Kind {
        PAUSE_BACKUP,
        PAUSE_ALL,
        CUT_LINE_TO_PRIMARY,
        CUT_LINE_BETWEEN_BACKUPS,
        SLOW_BACKUP_DISK,
        STALLED_BACKUP_DISK,
        RESTART_BACKUP,
        SET_CLOCK_WRONG,
        FALSE_ALARM,
        /** f backups miss the primary for a timeout, then are well; then another for a moment. */
        CUT_LINES_IN_TURN,
        /**
         * As where all have their disks from one storage network: another primary waits as well.
         */
        STALLED_DISKS
    }

    private final EventQueue events;
    private final SeededRandom random;
    private final List<SimulatedNode> nodes;
    private final SimulatedNetwork network;
    private final Transcript transcript;
    private final Checker checker;
    private final List<Kind> kinds = new ArrayList<>();
    private int primary;
    private final Variation variation;
    private int strikes;
    private boolean over;

    CalmFaults(
            EventQueue events,
            SeededRandom random,
            Variation variation,
            List<SimulatedNode> nodes,
            SimulatedNetwork network,
            Transcript transcript,
            Checker checker) {
        this.variation = variation;
        this.events = events;
        this.random = random;
        this.nodes = nodes;
        this.network = network;
        this.transcript = transcript;
        this.checker = checker;
        while (kinds.isEmpty()) {
            for (Kind kind : Kind.values()) {
                if (random.percent(35)) {
                    kinds.add(kind);
                }
            }
        }
    }

    void begin() {
        events.after(SETTLED_MICROS, this::settled);
    }

    private void settled() {
        primary = -1;
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).isLeading()) {
                primary = i;
            }
        }
        if (primary < 0) {
            throw new InvariantViolation("a calm group forms", "after two seconds nobody leads");
        }
        checker.expectView(nodes.get(primary).status().viewNumber());
        strike();
    }

    private void strike() {
        if (over) {
            return;
        }
        Kind kind = kinds.get(random.below(kinds.size()));
        int backup = (primary + 1 + random.below(nodes.size() - 1)) % nodes.size();
        long micros = random.skewed(5_000, 1_500_000);
        if (!variation.skippedStrikes().contains(strikes++)) {
            transcript.happens(backup, kind);
            checker.count("harmless " + kind);
            make(kind, backup, micros);
        }
        events.after(micros + forceMicros(kind) + BETWEEN_MICROS, this::strike);
    }

    /** How long it lasts besides; a force takes its time that begins before the disk is well. */
    private long forceMicros(Kind kind) {
        return switch (kind) {
            case SLOW_BACKUP_DISK -> SLOW_MICROS;
            case STALLED_BACKUP_DISK, STALLED_DISKS -> STALLED_MICROS;
            case CUT_LINES_IN_TURN -> (nodes.size() / 2 + 1) * turnMicros();
            default -> 0;
        };
    }

    private void make(Kind kind, int backup, long micros) {
        SimulatedNode node = nodes.get(backup);
        switch (kind) {
            case PAUSE_BACKUP -> {
                node.pause();
                events.after(micros, node::resume);
            }
            case PAUSE_ALL -> {
                for (SimulatedNode each : nodes) {
                    each.pause();
                    events.after(micros + random.between(0, 40_000), each::resume);
                }
            }
            case CUT_LINE_TO_PRIMARY -> cutFor(primary, backup, micros);
            case CUT_LINE_BETWEEN_BACKUPS -> cutFor(otherBackup(backup), backup, micros);
            case SLOW_BACKUP_DISK -> node.disk().slowDown(SLOW_MICROS, micros);
            case STALLED_BACKUP_DISK -> node.disk().slowDown(STALLED_MICROS, micros);
            case STALLED_DISKS -> nodes.forEach(all -> all.disk().slowDown(STALLED_MICROS, micros));
            case RESTART_BACKUP -> {
                node.kill();
                events.after(micros, node::start);
            }
            case SET_CLOCK_WRONG -> {
                int victim = random.percent(50) ? primary : backup;
                long by = random.skewed(50_000, 3_600_000_000L);
                nodes.get(victim).clock().jump(random.percent(50) ? by : -by);
                events.after(micros, nodes.get(victim).clock()::correct);
            }
            case CUT_LINES_IN_TURN -> cutInTurn(backup);
            case FALSE_ALARM -> node.take(new Input.PeerLost(primary, true));
        }
    }

    private void cutInTurn(int first) {
        int most = nodes.size() / 2;
        long turn = turnMicros();
        int at = first;
        for (int i = 0; i <= most; i++) {
            int backup = at;
            long micros = i < most ? turn - BETWEEN_LINES_MICROS : MOMENT_MICROS;
            events.after(i * turn, () -> cutFor(primary, backup, micros));
            do {
                at = (at + 1) % nodes.size();
            } while (at == primary);
        }
    }

    /** A line is cut for longer than the primary's silence is borne, then well for a while. */
    private long turnMicros() {
        long timeout = 0;
        for (SimulatedNode node : nodes) {
            timeout = Math.max(timeout, node.isUp() ? node.status().timeoutMicros() : 0);
        }
        return timeout + MOMENT_MICROS + BETWEEN_LINES_MICROS;
    }

    private int otherBackup(int backup) {
        for (int i = 0; i < nodes.size(); i++) {
            if (i != primary && i != backup) {
                return i;
            }
        }
        return primary;
    }

    private void cutFor(int one, int other, long micros) {
        network.cut(one, other);
        network.cut(other, one);
        events.after(
                micros,
                () -> {
                    network.mend(one, other);
                    network.mend(other, one);
                });
    }

    int strikes() {
        return strikes;
    }

    void end() {
        over = true;
    }
}
