package aero.vigil.airspace;

import aero.vigil.airspace.command.AdaptationOrder;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.wire.airspace.Accepted;
import aero.vigil.wire.airspace.ActivateAdaptation;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.StageAdaptation;
import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** A supervisor who loads an adaptation into a driven model. */
final class AdaptationLoader {

    static final Submitter SUPERVISOR = new Submitter(21, "sue", List.of("supervisor"));

    private AdaptationLoader() {}

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The commands that bring all pieces of these bytes. */
    static List<Command> pieces(byte[] adaptation) {
        List<Command> pieces = new ArrayList<>();
        for (int i = 0; i < AdaptationOrder.pieces(adaptation.length); i++) {
            pieces.add(piece(adaptation, i));
        }
        return pieces;
    }

    static Command piece(byte[] adaptation, int number) {
        return Command.newBuilder()
                .setStageAdaptation(
                        StageAdaptation.newBuilder()
                                .setSha256(ByteString.copyFrom(sha256(adaptation)))
                                .setTotalBytes(adaptation.length)
                                .setPiece(number)
                                .setContent(
                                        ByteString.copyFrom(
                                                adaptation,
                                                number * AdaptationOrder.PIECE_BYTES,
                                                AdaptationOrder.lengthOf(
                                                        number, adaptation.length))))
                .build();
    }

    static Command activation(byte[] adaptation, int version) {
        return Command.newBuilder()
                .setActivateAdaptation(
                        ActivateAdaptation.newBuilder()
                                .setSha256(ByteString.copyFrom(sha256(adaptation)))
                                .setVersion(version))
                .build();
    }

    static void stage(DrivenModel driven, byte[] adaptation) {
        pieces(adaptation).forEach(piece -> driven.accepted(SUPERVISOR, piece));
    }

    /** Loads it whole, as the version that follows. */
    static Accepted load(DrivenModel driven, Adaptation.Builder adaptation) {
        byte[] bytes = adaptation.build().toByteArray();
        stage(driven, bytes);
        int version = driven.model.state().supervision.inForce().version() + 1;
        return driven.accepted(SUPERVISOR, activation(bytes, version));
    }
}
