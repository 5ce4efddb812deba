package aero.vigil.replication.codec;

import static aero.vigil.replication.codec.Fields.digest;
import static aero.vigil.replication.codec.Fields.number;

import aero.vigil.replication.codec.MalformedMessage.Reason;
import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.CheckpointPieces;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Limits;
import aero.vigil.replication.core.Message;
import aero.vigil.wire.replication.Wire;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages that carry checkpoints. */
final class CheckpointCodec {

    private CheckpointCodec() {}

    static Wire.CheckpointId encode(CheckpointId checkpoint) {
        return Wire.CheckpointId.newBuilder()
                .setOpNumber(checkpoint.opNumber())
                .setDigest(Fields.bytes(checkpoint.digest()))
                .build();
    }

    static void encode(Message.CheckpointOffer message, Wire.CheckpointOffer.Builder wire) {
        wire.setViewNumber(message.viewNumber())
                .setNormal(message.normal())
                .setVouched(encode(message.vouched()));
        message.held().forEach(each -> wire.addHeld(encode(each)));
        message.computed().forEach(each -> wire.addComputed(encode(each)));
    }

    static void encode(Message.CheckpointPiece message, Wire.CheckpointPiece.Builder wire) {
        wire.setViewNumber(message.viewNumber())
                .setCheckpoint(encode(message.checkpoint()))
                .setPieceNumber(message.piece() + 1);
        CheckpointPieces pieces = message.pieces();
        if (pieces != null) {
            Wire.CheckpointPieces.Builder list = wire.getPiecesBuilder();
            list.setLengthBytes(pieces.lengthBytes()).setPieceBytes(pieces.pieceBytes());
            pieces.digests().forEach(each -> list.addDigests(Fields.bytes(each)));
        }
        byte[] bytes = message.bytes();
        if (bytes != null) {
            wire.setBytes(Fields.bytes(bytes));
        }
    }

    static CheckpointId decode(Wire.CheckpointId wire) throws MalformedException {
        return new CheckpointId(
                number(wire.getOpNumber(), "checkpoint op_number"),
                digest(wire.getDigest(), "checkpoint digest"));
    }

    static Message decode(Wire.CheckpointOffer wire) throws MalformedException {
        return new Message.CheckpointOffer(
                number(wire.getViewNumber(), "view_number"),
                wire.getNormal(),
                list(wire.getHeldList()),
                list(wire.getComputedList()),
                decode(wire.getVouched()));
    }

    private static List<CheckpointId> list(List<Wire.CheckpointId> wire) throws MalformedException {
        if (wire.size() > Limits.MAX_CHECKPOINTS_OFFERED) {
            throw new MalformedException(Reason.ENTRY_COUNT, wire.size() + " checkpoints");
        }
        List<CheckpointId> list = new ArrayList<>(wire.size());
        for (Wire.CheckpointId each : wire) {
            list.add(decode(each));
        }
        return list;
    }

    static Message decode(Wire.GetCheckpoint wire) throws MalformedException {
        return new Message.GetCheckpoint(
                number(wire.getViewNumber(), "view_number"),
                decode(wire.getCheckpoint()),
                piece(wire.getPieceNumber()));
    }

    static Message decode(Wire.CheckpointPiece wire) throws MalformedException {
        if (wire.getBytes().size() > Limits.CHECKPOINT_PIECE_BYTES) {
            throw new MalformedException(
                    Reason.TOO_LARGE, "a piece of " + wire.getBytes().size() + " bytes");
        }
        return new Message.CheckpointPiece(
                number(wire.getViewNumber(), "view_number"),
                decode(wire.getCheckpoint()),
                piece(wire.getPieceNumber()),
                wire.hasPieces() ? pieces(wire.getPieces()) : null,
                wire.hasBytes() ? wire.getBytes().toByteArray() : null);
    }

    private static int piece(int number) throws MalformedException {
        if (number < 0 || number > Limits.MAX_CHECKPOINT_PIECES) {
            throw new MalformedException(Reason.NUMBER_OUT_OF_RANGE, "piece_number " + number);
        }
        return number - 1;
    }

    private static @Nullable CheckpointPieces pieces(Wire.CheckpointPieces wire)
            throws MalformedException {
        if (wire.getDigestsCount() > Limits.MAX_CHECKPOINT_PIECES) {
            throw new MalformedException(Reason.ENTRY_COUNT, wire.getDigestsCount() + " pieces");
        }
        List<Digest> digests = new ArrayList<>(wire.getDigestsCount());
        for (ByteString each : wire.getDigestsList()) {
            digests.add(digest(each, "piece digest"));
        }
        try {
            return new CheckpointPieces(
                    number(wire.getLengthBytes(), 1, "length_bytes"),
                    wire.getPieceBytes(),
                    digests);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(
                    Reason.NUMBER_OUT_OF_RANGE, String.valueOf(e.getMessage()));
        }
    }
}
