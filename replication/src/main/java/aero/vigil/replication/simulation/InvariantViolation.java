package aero.vigil.replication.simulation;

/** A guarantee was found broken; the simulation ends here. */
final class InvariantViolation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String invariant;

    InvariantViolation(String invariant, String facts) {
        super(invariant + ": " + facts);
        this.invariant = invariant;
    }

    InvariantViolation(String invariant, String facts, Throwable cause) {
        super(invariant + ": " + facts, cause);
        this.invariant = invariant;
    }

    /** Which guarantee, in a few words that stay the same. */
    String invariant() {
        return invariant;
    }
}
