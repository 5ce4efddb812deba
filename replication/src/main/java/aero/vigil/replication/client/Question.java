package aero.vigil.replication.client;

/**
 * A question to the state machine.
 *
 * @param bytes of the question; not changed by anybody
 * @param anyAge whether the answer may be as old as the replica asked is; otherwise it reflects all
 *     that was acknowledged to anybody before (a linearizable read)
 * @param leastOp an op that must be applied first; 0: none
 */
public record Question(byte[] bytes, boolean anyAge, long leastOp) {

    /** Greatest question, of what a gateway takes. */
    public static final int LIMIT_BYTES = 4 << 10;

    public Question {
        if (bytes.length > LIMIT_BYTES || leastOp < 0) {
            throw new IllegalArgumentException(
                    "a question of " + bytes.length + " bytes at op " + leastOp);
        }
    }

    /** One whose answer reflects all that was acknowledged before. */
    public static Question linearizable(byte[] bytes) {
        return new Question(bytes, false, 0);
    }
}
