package aero.vigil.airspace;

import aero.vigil.wire.airspace.ActivateArea;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.DefineArea;
import aero.vigil.wire.airspace.InhibitAlerts;
import aero.vigil.wire.airspace.LatLon;
import aero.vigil.wire.airspace.SetQnh;
import aero.vigil.wire.airspace.SetRunwaysInUse;
import java.util.Random;

/** Orders to the safety nets, right and wrong, with values no one would send. */
final class PoisonedSafetyOrders {

    private static final String[] NAMES = {
        "", "LSR1", "LST2", "OWN1", "OWN2", "WEST", "LSEE", "LSWW", "27", "é", "own", "A".repeat(99)
    };
    private static final double[] DEGREES = {
        0,
        -0.0,
        8.2,
        46.9,
        47.3,
        8.9,
        90,
        -90,
        180,
        181,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        1e300
    };

    private final Random random;
    private final DrivenModel driven;

    PoisonedSafetyOrders(Random random, DrivenModel driven) {
        this.random = random;
        this.driven = driven;
    }

    void order(Command.Builder command) {
        switch (random.nextInt(5)) {
            case 0 ->
                    command.setActivateArea(
                            ActivateArea.newBuilder()
                                    .setArea(name())
                                    .setActive(random.nextBoolean())
                                    .setUntilMicros(time())
                                    .addPermittedCallsigns("TST" + random.nextInt(40)));
            case 1 -> command.setDefineArea(area());
            case 2 ->
                    command.setSetQnh(
                            SetQnh.newBuilder()
                                    .setRegion(name())
                                    .setHectopascals(
                                            random.nextBoolean()
                                                    ? 950 + random.nextInt(100)
                                                    : random.nextInt()));
            case 3 ->
                    command.setSetRunwaysInUse(
                            SetRunwaysInUse.newBuilder()
                                    .setAirport(name())
                                    .addRunways(name())
                                    .addDepartureRunways(name()));
            default -> command.setInhibitAlerts(inhibition());
        }
    }

    private DefineArea.Builder area() {
        DefineArea.Builder area =
                DefineArea.newBuilder()
                        .setArea(name())
                        .setKindValue(random.nextInt(9))
                        .setFloor(random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(300))
                        .setCeiling(random.nextInt(700))
                        .setUntilMicros(time());
        for (int i = random.nextInt(9) == 0 ? 70 : random.nextInt(8); i > 0; i--) {
            boolean strange = random.nextInt(6) == 0;
            area.addBorder(
                    LatLon.newBuilder()
                            .setLatitude(strange ? degrees() : 46 + 2 * random.nextDouble())
                            .setLongitude(strange ? degrees() : 7 + 3 * random.nextDouble()));
        }
        return area;
    }

    private InhibitAlerts.Builder inhibition() {
        InhibitAlerts.Builder inhibition =
                InhibitAlerts.newBuilder()
                        .setKindValue(
                                random.nextInt(4) == 0
                                        ? random.nextInt(200)
                                        : 100 + random.nextInt(5))
                        .setUntilMicros(time());
        return switch (random.nextInt(4)) {
            case 0 -> inhibition.setTrack(random.nextInt(60));
            case 1 -> inhibition.setFlight(random.nextInt(60));
            case 2 -> inhibition.setArea(name());
            default -> inhibition;
        };
    }

    private String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }

    private double degrees() {
        return DEGREES[random.nextInt(DEGREES.length)];
    }

    private long time() {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
            case 2 -> driven.now() - random.nextInt(1_000_000);
            default -> driven.now() + random.nextInt(600_000) * 1_000L;
        };
    }
}
