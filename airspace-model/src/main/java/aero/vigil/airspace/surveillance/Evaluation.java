package aero.vigil.airspace.surveillance;

/**
 * One small piece of a tick's work about one object, to be run as a unit of work of its own.
 *
 * <p>The caller commits after {@link #run}. If that throws a RuntimeException or AssertionError it
 * rolls back, runs {@link #abandon} as another unit and marks the object: a poison that fires in a
 * tick must never stop frames.
 */
public interface Evaluation {

    /** What it is about, for a person. */
    String subject();

    /** The track to mark when it fails, 0 when it is about none. */
    int trackNumber();

    /** Does the work; changes state through tables only. */
    void run();

    /** Gives up what cannot be evaluated, so that it is not tried again for ever. */
    default void abandon() {}
}
