package aero.vigil.airspace.codec;

import aero.vigil.airspace.command.AdaptationOrder;
import aero.vigil.airspace.command.Payload;
import aero.vigil.wire.airspace.ActivateAdaptation;
import aero.vigil.wire.airspace.StageAdaptation;
import com.google.protobuf.ByteString;

/** Reads the commands by which an adaptation is loaded. */
final class AdaptationOrderDecoder {

    private AdaptationOrderDecoder() {}

    static AdaptationOrder stage(StageAdaptation wire) throws MalformedCommandException {
        Payload hash = hash(wire.getSha256());
        int total =
                FieldRange.within(
                        "total_bytes",
                        Integer.toUnsignedLong(wire.getTotalBytes()),
                        1,
                        AdaptationOrder.MAX_BYTES);
        int piece =
                FieldRange.within(
                        "piece",
                        Integer.toUnsignedLong(wire.getPiece()),
                        0,
                        AdaptationOrder.pieces(total) - 1);
        int length = AdaptationOrder.lengthOf(piece, total);
        if (wire.getContent().size() != length) {
            throw new MalformedCommandException(
                    "piece "
                            + piece
                            + " has "
                            + wire.getContent().size()
                            + " bytes, not "
                            + length);
        }
        return new AdaptationOrder.StageAdaptation(
                hash, total, piece, Payload.of(wire.getContent().toByteArray()));
    }

    static AdaptationOrder activate(ActivateAdaptation wire) throws MalformedCommandException {
        return new AdaptationOrder.ActivateAdaptation(
                hash(wire.getSha256()),
                FieldRange.within(
                        "version",
                        Integer.toUnsignedLong(wire.getVersion()),
                        1,
                        Integer.MAX_VALUE));
    }

    private static Payload hash(ByteString bytes) throws MalformedCommandException {
        if (bytes.size() != AdaptationOrder.HASH_BYTES) {
            throw new MalformedCommandException("sha256 has " + bytes.size() + " bytes, not 32");
        }
        return Payload.of(bytes.toByteArray());
    }
}
