package aero.vigil.replication.core;

import java.util.Arrays;

/**
 * At the primary: which version of the state machine the group may go over to (adr 0015).
 *
 * <p>Every replica says with each acknowledgement which is the newest that its build can run. When
 * all named members have said so in this view, the primary logs an UPGRADE to the newest that all
 * can; it takes effect where it is applied, so at the same op everywhere. While one member is
 * silent or of an older build, the older version stays in force, whatever the others could run.
 */
public class Upgrades {

    private final ReplicaState state;

    /** The newest that each can run, as said in this view; 0: not yet said. */
    private final int[] newest;

    protected Upgrades(ReplicaState state) {
        this.state = state;
        this.newest = new int[state.places];
    }

    /** A view begins that this replica leads: nobody has said anything in it. */
    void beginView() {
        Arrays.fill(newest, 0);
    }

    /** What a replica's build can run. */
    void reported(int replica, int newestVersion) {
        newest[replica] = newestVersion;
    }

    /** The version to go over to, or 0. */
    int due() {
        StateMachine stateMachine = state.execution.stateMachine();
        int known = Math.max(stateMachine.version(), state.execution.unapplied().lastVersion());
        if (stateMachine.newestVersion() <= known) {
            return 0;
        }
        newest[state.index] = stateMachine.newestVersion();
        int[] sorted = Arrays.copyOf(newest, state.groupSize());
        Arrays.sort(sorted);
        int possible = sorted[sorted.length - needed()];
        return possible > known ? possible : 0;
    }

    /** How many must be able to run it: all, for one that cannot would have to stop. */
    protected int needed() {
        return state.groupSize();
    }

    /** The operation of an UPGRADE. */
    static byte[] operation(int version) {
        return new Bytes().putInt(version).toArray();
    }

    /** The version that an UPGRADE names. */
    static int versionOf(LogEntry entry) {
        return new ByteReader(entry.operation()).getInt();
    }

    /**
     * Goes over to the version that an entry names, unless that is behind. All named members could
     * run it when it was logged; a build put in since may not.
     *
     * @return whether another version is in force now
     * @throws UnsupportedVersionException if this build does not run it
     */
    static boolean apply(LogEntry entry, StateMachine stateMachine) {
        int version = versionOf(entry);
        if (version > stateMachine.newestVersion()) {
            throw new UnsupportedVersionException(
                    "the log from op " + entry.opNumber() + " on", version, stateMachine);
        }
        if (version > stateMachine.version()) {
            stateMachine.activate(version);
            return true;
        }
        return false;
    }
}
