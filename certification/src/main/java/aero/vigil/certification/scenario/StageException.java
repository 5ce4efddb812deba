package aero.vigil.certification.scenario;

/** The group did not do in time what a scenario waits for: that is a failure of the group. */
public final class StageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StageException(String what) {
        super(what);
    }
}
