package aero.vigil.replication.core;

/**
 * A checkpoint as a start finds it on its disk.
 *
 * @param opNumber the last op applied
 * @param state its bytes
 * @param borrowed whether it goes back to a checkpoint taken at one replica's word (rule 16): then
 *     it is no second word for that one's, in no later life either
 */
public record StoredCheckpoint(long opNumber, byte[] state, boolean borrowed) {

    public StoredCheckpoint {
        if (opNumber < 1) {
            throw new IllegalArgumentException("a checkpoint is of op 1 or later: " + opNumber);
        }
    }
}
