package aero.vigil.airspace.command;

/** What a supervisor orders to have another adaptation in force. */
public sealed interface AdaptationOrder extends Command {

    /** Largest adaptation: as much as op 1 holds. */
    int MAX_BYTES = 480 * 1024;

    /** Of all pieces but the last: a quarter of what one operation may have. */
    int PIECE_BYTES = 64 * 1024;

    /** Length of a SHA-256. */
    int HASH_BYTES = 32;

    /** Of the whole. */
    Payload sha256();

    /** How many pieces so many bytes are. */
    static int pieces(int totalBytes) {
        return (totalBytes + PIECE_BYTES - 1) / PIECE_BYTES;
    }

    /** How long a piece of so many bytes is. */
    static int lengthOf(int piece, int totalBytes) {
        return Math.min(PIECE_BYTES, totalBytes - piece * PIECE_BYTES);
    }

    /**
     * Brings one piece.
     *
     * @param totalBytes of the whole, 1 to {@link #MAX_BYTES}
     * @param piece from 0
     * @param content as long as {@link #lengthOf} says
     */
    record StageAdaptation(Payload sha256, int totalBytes, int piece, Payload content)
            implements AdaptationOrder {
        @Override
        public <R> R deliverTo(Command.Handler<R> handler) {
            return handler.stageAdaptation(this);
        }
    }

    /**
     * Puts what is staged in force.
     *
     * @param version it is to have
     */
    record ActivateAdaptation(Payload sha256, int version) implements AdaptationOrder {
        @Override
        public <R> R deliverTo(Command.Handler<R> handler) {
            return handler.activateAdaptation(this);
        }
    }
}
