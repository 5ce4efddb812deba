package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.List;

/**
 * A checkpoint cut in pieces of one size, so that it can be sent piece by piece, from several
 * replicas, and each piece be judged as it comes.
 *
 * <p>The digest of a checkpoint is SHA-256 over its length and piece size (8 and 4 bytes,
 * big-endian) and the SHA-256 of each piece in order: who has the list of those can check it
 * against the digest, and then every piece against the list.
 *
 * @param lengthBytes of the whole
 * @param pieceBytes of each piece but the last
 * @param digests of the pieces, in order
 */
public record CheckpointPieces(long lengthBytes, int pieceBytes, List<Digest> digests) {

    public CheckpointPieces {
        digests = List.copyOf(digests);
        if (lengthBytes < 1
                || pieceBytes < 1
                || (lengthBytes + pieceBytes - 1) / pieceBytes != digests.size()) {
            throw new IllegalArgumentException(
                    lengthBytes
                            + " bytes in pieces of "
                            + pieceBytes
                            + " are not "
                            + digests.size());
        }
    }

    /** The pieces of these bytes. */
    public static CheckpointPieces of(byte[] checkpoint, int pieceBytes) {
        List<Digest> digests = new ArrayList<>();
        for (int from = 0; from < checkpoint.length; from += pieceBytes) {
            int length = Math.min(pieceBytes, checkpoint.length - from);
            digests.add(Digest.ofPart(checkpoint, from, length));
        }
        return new CheckpointPieces(checkpoint.length, pieceBytes, digests);
    }

    /** The digest of the whole, in pieces of this size. */
    public static Digest digest(byte[] checkpoint, int pieceBytes) {
        return of(checkpoint, pieceBytes).digest();
    }

    /** The digest of the whole. */
    public Digest digest() {
        Bytes bytes = new Bytes().putLong(lengthBytes).putInt(pieceBytes);
        digests.forEach(bytes::putDigest);
        return Digest.of(bytes.toArray());
    }

    /** How many pieces there are. */
    public int count() {
        return digests.size();
    }

    /** Where a piece begins. */
    public long offset(int piece) {
        return (long) piece * pieceBytes;
    }

    /** How long a piece is. */
    public int length(int piece) {
        return (int) Math.min(pieceBytes, lengthBytes - offset(piece));
    }

    /** Whether these are the bytes of a piece. */
    public boolean isPiece(int piece, byte[] bytes) {
        return piece >= 0
                && piece < count()
                && bytes.length == length(piece)
                && Digest.of(bytes).equals(digests.get(piece));
    }
}
