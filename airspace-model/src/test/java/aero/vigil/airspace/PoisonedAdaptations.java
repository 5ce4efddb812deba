package aero.vigil.airspace;

import aero.vigil.wire.airspace.ActivateAdaptation;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.StageAdaptation;
import com.google.protobuf.ByteString;
import java.util.Random;

/**
 * Adaptations that can be loaded, that cannot, and that are none, staged and activated at random.
 */
final class PoisonedAdaptations {

    private final Random random;
    private final DrivenModel driven;
    private byte[] latest = region().build().toByteArray();

    PoisonedAdaptations(Random random, DrivenModel driven) {
        this.random = random;
        this.driven = driven;
    }

    private static Adaptation.Builder region() {
        return SafetyRegion.builder().setCodes(TestRegion.codes());
    }

    void order(Command.Builder command) {
        if (random.nextBoolean()) {
            latest = random.nextInt(3) == 0 ? latest : some();
            StageAdaptation.Builder piece =
                    AdaptationLoader.piece(latest, 0).getStageAdaptation().toBuilder();
            switch (random.nextInt(12)) {
                case 0 -> piece.setTotalBytes(random.nextInt());
                case 1 -> piece.setPiece(random.nextInt(3));
                case 2 -> piece.setSha256(ByteString.copyFrom(new byte[random.nextInt(40)]));
                default -> {}
            }
            command.setStageAdaptation(piece);
        } else {
            int next = driven.model.state().supervision.inForce().version() + 1;
            ActivateAdaptation.Builder activation =
                    AdaptationLoader.activation(latest, next).getActivateAdaptation().toBuilder();
            if (random.nextInt(8) == 0) {
                activation.setVersion(random.nextInt(5));
            }
            command.setActivateAdaptation(activation);
        }
    }

    private byte[] some() {
        Adaptation.Builder region = region();
        switch (random.nextInt(9)) {
            case 0 -> region.removeSensors(random.nextInt(2));
            case 1 -> region.getSectorsBuilder(random.nextInt(4)).setExternal(random.nextBoolean());
            case 2 -> region.getSafetyNetsBuilder().removeAreas(random.nextInt(2));
            case 3 -> region.removeAirways(0).removePoints(random.nextInt(9));
            case 4 -> region.setLatitude(Double.NaN);
            case 5 -> {
                byte[] bytes = region.build().toByteArray();
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                return bytes;
            }
            case 6 -> region.removePositions(random.nextInt(9));
            default -> region.addPoints(TestRegion.point("NEWPT", random.nextInt(60), 7));
        }
        return region.build().toByteArray();
    }
}
