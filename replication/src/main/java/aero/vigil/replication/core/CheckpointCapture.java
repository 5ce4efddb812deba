package aero.vigil.replication.core;

/**
 * The whole state after an op, to be encoded and published off the loop; {@link
 * Input.CheckpointPublished} reports it. The own journal is forced through this op already (rule
 * 15).
 *
 * @param opNumber the last op applied
 * @param checkpoint its bytes to be, with sessions, frame chain and the state machine's state
 * @param fetched whether it came from others: then the own log does not reach it yet, and no older
 *     one may go for it
 * @param borrowed see {@link StoredCheckpoint}
 */
public record CheckpointCapture(
        long opNumber, Encodable checkpoint, boolean fetched, boolean borrowed) {}
