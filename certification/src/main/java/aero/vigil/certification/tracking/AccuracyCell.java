package aero.vigil.certification.tracking;

import aero.vigil.airspace.geometry.GeodeticPosition;
import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.SensorSite;
import java.util.List;

/**
 * One row of table (b): which radars, what is flown, and the reference figures.
 *
 * @param radars on a circle about the reference point, at right angles
 * @param turn degrees a second
 * @param reference RMS: straight along, across, turn along, across, speed change along, recovery in
 *     metres; heading straight, turn in degrees
 */
record AccuracyCell(
        String name,
        int radars,
        double periodSeconds,
        double miles,
        double knots,
        double turn,
        double feet,
        List<Double> reference) {

    private static final double LATITUDE = 46.9;
    private static final double LONGITUDE = 8.2;
    private static final double NAUTICAL_MILE = 1_852;

    static List<AccuracyCell> all() {
        return List.of(
                enRoute("1 radar of 8 s, 100 NM", 1, 100, 92, 95, 153, 294, 118, 226, 0.9, 12),
                enRoute("1 radar of 8 s, 60 NM", 1, 60, 63, 64, 106, 241, 93, 172, 0.7, 11),
                enRoute("2 radars of 8 s, 100 NM", 2, 100, 43, 47, 62, 156, 67, 122, 0.5, 9),
                enRoute("4 radars of 8 s, 100 NM", 4, 100, 28, 27, 33, 93, 44, 71, 0.5, 6.5),
                terminal("1 radar of 4 s, 40 NM", 1, 34, 37, 73, 149, 67, 105, 0.9, 17),
                terminal("2 radars of 4 s, 40 NM", 2, 23, 25, 43, 97, 45, 63, 0.7, 13));
    }

    private static AccuracyCell enRoute(
            String name, int radars, double miles, double... reference) {
        return new AccuracyCell(name, radars, 8, miles, 450, 1.5, 31_000, boxed(reference));
    }

    private static AccuracyCell terminal(String name, int radars, double... reference) {
        return new AccuracyCell(name, radars, 4, 40, 250, 3, 10_000, boxed(reference));
    }

    private static List<Double> boxed(double... values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }

    double metresPerSecond() {
        return knots * NAUTICAL_MILE / 3_600;
    }

    /** A region of nothing but these radars. */
    Adaptation region() {
        SystemPlane plane = new SystemPlane(LATITUDE, LONGITUDE);
        Adaptation.Builder region =
                Adaptation.newBuilder().setLatitude(LATITUDE).setLongitude(LONGITUDE);
        for (int i = 0; i < radars; i++) {
            double angle = Math.PI / 2 * i;
            GeodeticPosition at =
                    plane.toGeodetic(
                            miles * NAUTICAL_MILE * Math.cos(angle),
                            miles * NAUTICAL_MILE * Math.sin(angle));
            region.addSensors(
                    SensorSite.newBuilder()
                            .setSac(1)
                            .setSic(i + 1)
                            .setName("radar " + (i + 1))
                            .setLatitude(at.latitudeDegrees())
                            .setLongitude(at.longitudeDegrees())
                            .setHeightMetres(600)
                            .setRangeNm(200)
                            .setPeriodSeconds(periodSeconds)
                            .setSigmaRangeMetres(30)
                            .setSigmaAzimuthDegrees(0.06)
                            .setNominalDelaySeconds(1.2)
                            .setKind("MODE_S")
                            .setAnchored(true));
        }
        return region.build();
    }
}
