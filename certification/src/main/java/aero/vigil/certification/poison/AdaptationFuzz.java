package aero.vigil.certification.poison;

import aero.vigil.airspace.command.AdaptationOrder;
import aero.vigil.wire.airspace.ActivateAdaptation;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.StageAdaptation;
import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;

/**
 * Adaptations on their way into the model, piece by piece: the region with something more, with
 * something less, which may be in use, or damaged; and their activations, most of them in turn.
 */
final class AdaptationFuzz {

    private final Random random;
    private final Adaptation region;
    private final Shown shown;
    private byte[] adaptation;
    private int piece;

    AdaptationFuzz(Random random, Adaptation region, Shown shown) {
        this.random = random;
        this.region = region;
        this.shown = shown;
        adaptation = region.toByteArray();
    }

    /** The next piece, of the same adaptation until all have been sent. */
    Command stage() {
        if (piece >= AdaptationOrder.pieces(adaptation.length)) {
            adaptation = some();
            piece = 0;
        }
        int from = piece * AdaptationOrder.PIECE_BYTES;
        int length = AdaptationOrder.lengthOf(piece, adaptation.length);
        StageAdaptation.Builder stage =
                StageAdaptation.newBuilder()
                        .setSha256(hash())
                        .setTotalBytes(adaptation.length)
                        .setPiece(piece++)
                        .setContent(ByteString.copyFrom(adaptation, from, length));
        switch (random.nextInt(20)) {
            case 0 -> stage.setPiece(random.nextInt());
            case 1 -> stage.setTotalBytes(random.nextInt());
            case 2 -> stage.setSha256(ByteString.copyFrom(new byte[random.nextInt(64)]));
            default -> {}
        }
        return Command.newBuilder().setStageAdaptation(stage).build();
    }

    Command activate() {
        int version = random.nextInt(10) == 0 ? random.nextInt() : shown.adaptationVersion() + 1;
        return Command.newBuilder()
                .setActivateAdaptation(
                        ActivateAdaptation.newBuilder().setSha256(hash()).setVersion(version))
                .build();
    }

    private ByteString hash() {
        try {
            return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(adaptation));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private byte[] some() {
        Adaptation.Builder some = region.toBuilder();
        switch (random.nextInt(10)) {
            case 0 -> some.removeSensors(random.nextInt(some.getSensorsCount()));
            case 1 -> some.removeAirways(random.nextInt(some.getAirwaysCount()));
            case 2 -> some.removePositions(random.nextInt(some.getPositionsCount()));
            case 3 -> some.getSafetyNetsBuilder().removeAreas(0).removeApproaches(0);
            case 4 ->
                    some.getSectorsBuilder(random.nextInt(some.getSectorsCount()))
                            .setExternal(random.nextBoolean());
            case 5 -> some.setLongitude(some.getLongitude() + random.nextGaussian());
            case 6 -> {
                byte[] damaged = some.build().toByteArray();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                return damaged;
            }
            default ->
                    some.addPointsBuilder()
                            .setName("P" + random.nextInt(99_999))
                            .setLatitude(some.getLatitude() + random.nextGaussian())
                            .setLongitude(some.getLongitude() + random.nextGaussian());
        }
        return some.build().toByteArray();
    }
}
