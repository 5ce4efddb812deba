package aero.vigil.replication.core;

import org.jspecify.annotations.Nullable;

/**
 * What became of a question.
 *
 * @param number of the {@link Query}
 * @param opNumber the last op applied when it was answered
 * @param frameNumber the last frame cut by then
 * @param answer of the state machine, to be encoded off the loop; null when there is none
 * @param text why there is none, for a person
 */
public record QueryAnswer(
        long number, long opNumber, long frameNumber, @Nullable Encodable answer, String text) {}
