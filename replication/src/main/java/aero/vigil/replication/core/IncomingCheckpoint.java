package aero.vigil.replication.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a start found of a checkpoint that a former life was fetching: bytes in which some pieces
 * may be right. Who uses one checks it.
 *
 * @param checkpoint which one
 * @param bytes as many as it has, or fewer
 */
public record IncomingCheckpoint(CheckpointId checkpoint, byte[] bytes) {

    /** What should be this piece, or null if it is not there. */
    byte @Nullable [] piece(CheckpointPieces pieces, int piece) {
        long from = pieces.offset(piece);
        long to = from + pieces.length(piece);
        return to > bytes.length ? null : Arrays.copyOfRange(bytes, (int) from, (int) to);
    }
}
