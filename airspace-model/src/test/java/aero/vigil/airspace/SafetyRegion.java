package aero.vigil.airspace;

import aero.vigil.wire.airspace.ActiveTime;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Approach;
import aero.vigil.wire.airspace.Area;
import aero.vigil.wire.airspace.LatLon;
import aero.vigil.wire.airspace.MinimumAltitude;
import aero.vigil.wire.airspace.QnhRegion;
import aero.vigil.wire.airspace.SafetyNets;
import aero.vigil.wire.airspace.StcaParameters;
import aero.vigil.wire.airspace.StcaRegion;
import aero.vigil.wire.airspace.Volume;
import java.util.List;

/**
 * The test region with everything that safety nets go by; nautical miles from the reference point.
 *
 * <pre>
 *   CLOSED (no STCA)        x -80..-60, y  40..60
 *   TERMINAL (TMA figures)  x  40.. 80, y -40..40, below FL150
 *   LSR1 restricted         x  20.. 40, y  10..30, FL000..200, by order
 *   LST2 reserved           x -40..-20, y -30..-10, FL100..240, Thursdays 11:01 to 11:04
 *   HILLS 9,000 ft          x -80..  0, y -60..-30; PLAIN 3,000 ft everywhere
 *   LSEE 27                 threshold at 60/20, elevation 800 ft, from the east, 3 degrees
 * </pre>
 */
public final class SafetyRegion {

    private SafetyRegion() {}

    /** The region's adaptation, to be changed by a test. */
    public static Adaptation.Builder builder() {
        Adaptation.Builder region = TestRegion.builder();
        region.getStcaBuilder().setVerticalRvsmFeet(800).setVerticalHighFeet(1_750);
        return region.setSafetyNets(
                SafetyNets.newBuilder()
                        .addVisualCodes("7000")
                        .addStcaRegions(
                                StcaRegion.newBuilder()
                                        .setName("CLOSED")
                                        .setInhibited(true)
                                        .addVolumes(box(-80, -60, 40, 60, 0, 660)))
                        .addStcaRegions(
                                StcaRegion.newBuilder()
                                        .setName("TERMINAL")
                                        .addVolumes(box(40, 80, -40, 40, 0, 150))
                                        .setParameters(terminal()))
                        .addAreas(
                                Area.newBuilder()
                                        .setName("LSR1")
                                        .setKind(Area.Kind.RESTRICTED)
                                        .addVolumes(box(20, 40, 10, 30, 0, 200))
                                        .addPermittedTypes("M"))
                        .addAreas(
                                Area.newBuilder()
                                        .setName("LST2")
                                        .setKind(Area.Kind.TRA)
                                        .addVolumes(box(-40, -20, -30, -10, 100, 240))
                                        .addSchedule(
                                                ActiveTime.newBuilder()
                                                        .setDays("4")
                                                        .setFromMinute(661)
                                                        .setToMinute(664)))
                        .addMinimumAltitudes(minimum("HILLS", -80, 0, -60, -30, 9_000))
                        .addMinimumAltitudes(minimum("PLAIN", -80, 80, -60, 60, 3_000))
                        .addQnhRegions(
                                QnhRegion.newBuilder()
                                        .setName("WEST")
                                        .addAllBorder(border(-80, 0, -60, 60)))
                        .addQnhRegions(
                                QnhRegion.newBuilder()
                                        .setName("EAST")
                                        .addAllBorder(border(0, 80, -60, 60)))
                        .addApproaches(
                                Approach.newBuilder()
                                        .setAirport("LSEE")
                                        .setRunway("27")
                                        .setThreshold(TestRegion.corner(60, 20))
                                        .setThresholdFeet(800)
                                        .setCourseDegrees(270)
                                        .setGlidePathDegrees(3)
                                        .setInterceptFeet(4_000)
                                        .setLengthNm(15)));
    }

    /** A model of the region. */
    public static AirspaceModel model() {
        return new AirspaceModel(builder().build().toByteArray(), ModelClock.utc());
    }

    private static StcaParameters.Builder terminal() {
        return StcaParameters.newBuilder()
                .setLateralNm(2.5)
                .setVerticalFeet(650)
                .setLookaheadSeconds(90)
                .setWarningSeconds(60)
                .setProximityNm(1.2)
                .setProximityFeet(400);
    }

    private static Volume box(
            double west, double east, double south, double north, int floor, int ceiling) {
        return Volume.newBuilder()
                .addAllBorder(border(west, east, south, north))
                .setFloor(floor)
                .setCeiling(ceiling)
                .build();
    }

    private static MinimumAltitude minimum(
            String name, double west, double east, double south, double north, int feet) {
        return MinimumAltitude.newBuilder()
                .setName(name)
                .addAllBorder(border(west, east, south, north))
                .setFeet(feet)
                .build();
    }

    /** A rectangle. */
    public static List<LatLon> border(double west, double east, double south, double north) {
        return List.of(
                TestRegion.corner(west, south),
                TestRegion.corner(east, south),
                TestRegion.corner(east, north),
                TestRegion.corner(west, north));
    }
}
