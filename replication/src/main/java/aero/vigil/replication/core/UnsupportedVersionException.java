package aero.vigil.replication.core;

/**
 * Says that the log has gone over to a version of the state machine that this build cannot run: the
 * process must end, and the remedy is another build.
 */
public final class UnsupportedVersionException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public UnsupportedVersionException(String where, int version, StateMachine stateMachine) {
        super(
                where
                        + " is of state machine version "
                        + version
                        + ", and this build runs "
                        + stateMachine.oldestVersion()
                        + " to "
                        + stateMachine.newestVersion()
                        + ": start this replica with a build that runs version "
                        + version);
    }
}
