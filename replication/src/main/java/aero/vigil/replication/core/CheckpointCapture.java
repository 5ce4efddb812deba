package aero.vigil.replication.core;

/**
 * The whole state after an op, to be encoded and published off the loop; {@link
 * Input.CheckpointPublished} reports it. The own journal is forced through this op already (rule
 * 15).
 *
 * @param opNumber the last op applied
 * @param checkpoint its bytes to be, with sessions, frame chain and the state machine's state
 */
public record CheckpointCapture(long opNumber, Encodable checkpoint) {}
