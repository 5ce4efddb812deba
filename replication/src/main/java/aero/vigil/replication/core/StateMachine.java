package aero.vigil.replication.core;

import org.jspecify.annotations.Nullable;

/**
 * The port of what the group agrees on. Everything here is deterministic: the same calls in the
 * same order give the same bytes on every replica. Called on the loop only.
 */
public interface StateMachine {

    /**
     * Applies one operation of a session, once. Whatever the bytes, it returns a result, of at most
     * {@link Limits#MAX_RESULT_BYTES}; a longer one is dropped, and the reply says so.
     *
     * @param opNumber its place in the log
     * @param timestampMicros its stamp
     * @param session who asks
     * @param operation never to be changed
     */
    byte[] apply(long opNumber, long timestampMicros, SessionIdentity session, byte[] operation);

    /** The last op that has ordered a checkpoint of the state after it; 0: none. */
    default long checkpointOrderedAt() {
        return 0;
    }

    /**
     * Answers a question from the state as it is, by a shallow copy of immutable values, and
     * changes nothing. It takes no longer than an operation may; its encoding is done elsewhere.
     *
     * @return null when the bytes are no question
     */
    @Nullable Encodable answer(byte[] question);

    /** The session was evicted; nothing more will come of it. */
    void sessionEnded(long opNumber, long sessionOp);

    /**
     * Advances time and cuts a frame.
     *
     * @param frameNumber the number of ticks applied, this one included
     */
    Cut tick(long opNumber, long timestampMicros, long frameNumber);

    /** The whole picture after the frame just cut; called right after {@link #tick}. */
    Encodable captureKeyframe(long frameNumber);

    /** The whole state, by a shallow copy of immutable values. */
    Encodable captureState();

    /**
     * Replaces the whole state.
     *
     * @param state what {@link #captureState} encoded, here or elsewhere
     * @throws IllegalArgumentException if these bytes are no state of a version that this build
     *     runs
     */
    void restore(byte[] state);

    /** The version of the rules by which operations are applied now. */
    int version();

    /** The oldest version that this build can run. */
    default int oldestVersion() {
        return version();
    }

    /** The newest version that this build can run. */
    default int newestVersion() {
        return version();
    }

    /**
     * Goes over to a newer version: everything from here on is applied by its rules.
     *
     * @param version from {@link #oldestVersion} to {@link #newestVersion}
     */
    default void activate(int version) {
        throw new AssertionError(
                "there is no version but " + version() + ", least of all " + version);
    }
}
