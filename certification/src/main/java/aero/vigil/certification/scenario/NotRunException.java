package aero.vigil.certification.scenario;

/** A scenario cannot be run here, or its fault had no effect: no verdict can be given. */
public final class NotRunException extends Exception {

    private static final long serialVersionUID = 1L;

    public NotRunException(String reason) {
        super(reason);
    }
}
