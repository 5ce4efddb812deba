package aero.vigil.replication.core;

/**
 * A piece of a checkpoint that is being fetched, to be kept where a restart finds it. Nothing
 * depends on it: what is lost is fetched again.
 *
 * @param checkpoint which one
 * @param pieces the list of all its pieces
 * @param piece which of them, from 0
 * @param bytes its bytes
 */
public record KeptPiece(
        CheckpointId checkpoint, CheckpointPieces pieces, int piece, byte[] bytes) {}
