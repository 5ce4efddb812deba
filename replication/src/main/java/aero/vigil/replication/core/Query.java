package aero.vigil.replication.core;

/**
 * A question of a client of this replica's gateway to the state machine; it changes nothing.
 *
 * @param number grows with each question of one run of this replica, from a start that no other run
 *     has used: late answers of an earlier run are told by it
 * @param linearizable whether the answer must reflect all that was acknowledged anywhere before
 *     (rule 22); otherwise it is as old as this replica is
 * @param leastOp an op that must be applied first, 0: none; read-your-writes asks with the op of
 *     the last reply
 * @param question never changed
 */
public record Query(long number, boolean linearizable, long leastOp, byte[] question) {

    public Query {
        if (number < 1 || leastOp < 0 || question.length > Limits.MAX_QUESTION_BYTES) {
            throw new IllegalArgumentException(
                    "question " + number + " of " + question.length + " bytes at op " + leastOp);
        }
    }
}
