package aero.vigil.replication.core;

/**
 * A piece of a checkpoint that another replica asks for, to be read off the loop; {@link
 * Input.CheckpointPieceRead} reports it.
 *
 * @param to who asks
 * @param checkpoint which one
 * @param piece from 0; -1 for the list of pieces
 */
public record CheckpointRead(int to, CheckpointId checkpoint, int piece) {}
