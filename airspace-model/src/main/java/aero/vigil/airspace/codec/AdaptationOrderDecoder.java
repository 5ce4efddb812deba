package aero.vigil.airspace.codec;

import aero.vigil.airspace.command.AdaptationOrder;
import aero.vigil.airspace.command.Payload;
import aero.vigil.wire.airspace.ActivateAdaptation;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.StageAdaptation;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Reads the commands by which an adaptation is loaded. */
final class AdaptationOrderDecoder {

    /** The version of the state machine from which on there are such commands. */
    static final int SINCE_VERSION = 11;

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

    /** Whether a command is one of these. */
    static boolean isOne(Command.CommandCase command) {
        return command == Command.CommandCase.STAGE_ADAPTATION
                || command == Command.CommandCase.ACTIVATE_ADAPTATION;
    }

    /** The same bytes as a build reads them that does not know these commands yet. */
    static byte[] without(byte[] command) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(command.length);
        CodedInputStream in = CodedInputStream.newInstance(command);
        int from = 0;
        for (int tag = in.readTag(); tag != 0 && in.skipField(tag); tag = in.readTag()) {
            int to = in.getTotalBytesRead();
            if (!isOne(Command.CommandCase.forNumber(WireFormat.getTagFieldNumber(tag)))) {
                bytes.write(command, from, to - from);
            }
            from = to;
        }
        return bytes.toByteArray();
    }
}
