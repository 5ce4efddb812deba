package aero.vigil.airspace;

import aero.vigil.airspace.geometry.GeodeticPosition;
import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.airspace.surveillance.SensorSite;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Airport;
import aero.vigil.wire.airspace.Airway;
import aero.vigil.wire.airspace.CodePlan;
import aero.vigil.wire.airspace.CodePool;
import aero.vigil.wire.airspace.CodeRange;
import aero.vigil.wire.airspace.LatLon;
import aero.vigil.wire.airspace.Point;
import aero.vigil.wire.airspace.PositionDefinition;
import aero.vigil.wire.airspace.Procedure;
import aero.vigil.wire.airspace.SafetyNets;
import aero.vigil.wire.airspace.SectorElement;
import aero.vigil.wire.airspace.StcaParameters;
import aero.vigil.wire.airspace.TrackerParameters;
import aero.vigil.wire.airspace.Volume;
import java.util.List;

/**
 * A small region for tests: WEST and EAST side by side, 80 NM wide each, UPPER over both above
 * FL300, NORTH beyond them; all distances in nautical miles from the reference point.
 *
 * <pre>
 *          +---------------------------+  120
 *          |       NORTH (external)    |
 *          +-------------+-------------+   60
 *   ALPHA  | BRAVO     CENTR     DELTA |      ECHOO      airway A1 along y = 0
 *          |    WEST     |     EAST    |
 *          +-------------+-------------+  -60
 *        -80             0            80
 * </pre>
 */
public final class TestRegion {

    /** Of {@link SimulatedTraffic}. */
    public static final SystemPlane PLANE = new SystemPlane(46.9, 8.2);

    private static final double NM = 1_852;

    private TestRegion() {}

    /** The region's adaptation, to be changed by a test. */
    public static Adaptation.Builder builder() {
        return Adaptation.newBuilder()
                .setName("test region")
                .setLatitude(46.9)
                .setLongitude(8.2)
                .addSensors(site(SimulatedTraffic.WEST_RADAR))
                .addSensors(site(SimulatedTraffic.EAST_RADAR))
                .addPoints(point("ALPHA", -100, 0))
                .addPoints(point("BRAVO", -50, 0))
                .addPoints(point("CENTR", 0, 0))
                .addPoints(point("DELTA", 50, 0))
                .addPoints(point("ECHOO", 100, 0))
                .addPoints(point("FOXTR", 0, 40))
                .addPoints(point("GOLFO", 0, 90))
                .addPoints(point("DUPLI", -30, 20))
                .addPoints(point("DUPLI", 400, 0))
                .addPoints(point("FARRR", 800, 100))
                .addAirways(airway("A1", "ALPHA", "BRAVO", "CENTR", "DELTA", "ECHOO"))
                .addAirways(airway("A2", "GOLFO", "FOXTR", "CENTR"))
                .addAirports(airport("LSWW", -60, -20, 1_400))
                .addAirports(airport("LSEE", 60, 20, 800))
                .addProcedures(procedure("BRAVO2W", "LSWW", Procedure.Kind.SID, "DUPLI", "BRAVO"))
                .addProcedures(procedure("DELTA1E", "LSEE", Procedure.Kind.STAR, "DELTA", "FOXTR"))
                .addSectors(
                        sector("WEST", -80, 0, -60, 60, 0, 300, false, "EAST", "UPPER", "NORTH"))
                .addSectors(sector("EAST", 0, 80, -60, 60, 0, 300, false, "WEST", "UPPER", "NORTH"))
                .addSectors(sector("UPPER", -80, 80, -60, 60, 300, 660, false, "WEST", "EAST"))
                .addSectors(sector("NORTH", -80, 80, 60, 120, 0, 660, true, "WEST", "EAST"))
                .addPositions(position("W", "executive", "WEST"))
                .addPositions(position("E", "executive", "EAST"))
                .addPositions(position("U", "executive", "UPPER"))
                .addPositions(position("N", "executive", "NORTH"))
                .addPositions(position("P", "planner", "WEST", "EAST", "UPPER"))
                .addPositions(position("A", "assistant", "WEST"))
                .addPositions(position("F", "flight-data"))
                .addPositions(position("SUP", "supervisor"))
                .addPositions(position("OBS", "observer"))
                .setStca(
                        StcaParameters.newBuilder()
                                .setLateralNm(4.6)
                                .setVerticalFeet(750)
                                .setLookaheadSeconds(120)
                                .setWarningSeconds(90)
                                .setProximityNm(3)
                                .setProximityFeet(600))
                .setTracker(TrackerParameters.newBuilder().setDropSeconds(30))
                .setSafetyNets(SafetyNets.newBuilder().addVisualCodes("7000"));
    }

    /** The bytes of the region's adaptation. */
    public static byte[] bytes() {
        return builder().build().toByteArray();
    }

    /** The same region, allocating SSR codes. */
    public static byte[] bytesWithCodes() {
        return builder().setCodes(codes()).build().toByteArray();
    }

    /** Pools of few codes, so that they run out. */
    static CodePlan codes() {
        return CodePlan.newBuilder()
                .addPools(pool("HOME", "domestic", "", "4001", "4006"))
                .addPools(pool("EAST", "transit", "NE", "2101", "2103"))
                .addPools(pool("WEST", "transit", "SW", "2201", "2203"))
                .addRetained(range("5001", "5077"))
                .build();
    }

    private static CodePool pool(
            String name, String category, String directions, String first, String last) {
        return CodePool.newBuilder()
                .setName(name)
                .setCategory(category)
                .setDirections(directions)
                .addRanges(range(first, last))
                .build();
    }

    private static CodeRange range(String first, String last) {
        return CodeRange.newBuilder().setFirst(first).setLast(last).build();
    }

    private static aero.vigil.wire.airspace.SensorSite site(int sacSic) {
        SensorSite site = SimulatedTraffic.site(sacSic);
        return aero.vigil.wire.airspace.SensorSite.newBuilder()
                .setSac(sacSic >> 8)
                .setSic(sacSic & 0xFF)
                .setName(site.name())
                .setLatitude(site.latitudeDegrees())
                .setLongitude(site.longitudeDegrees())
                .setHeightMetres(site.heightMetres())
                .setRangeNm(site.rangeNauticalMiles())
                .setPeriodSeconds(site.periodSeconds())
                .setSigmaRangeMetres(site.sigmaRangeMetres())
                .setSigmaAzimuthDegrees(site.sigmaAzimuthDegrees())
                .setNominalDelaySeconds(site.nominalDelaySeconds())
                .setKind("MODE_S")
                .setAnchored(true)
                .build();
    }

    /** A point so many nautical miles east and north of the reference point. */
    public static Point point(String name, double east, double north) {
        GeodeticPosition at = PLANE.toGeodetic(east * NM, north * NM);
        return Point.newBuilder()
                .setName(name)
                .setLatitude(at.latitudeDegrees())
                .setLongitude(at.longitudeDegrees())
                .build();
    }

    /** A place so many nautical miles east and north of the reference point. */
    public static LatLon corner(double east, double north) {
        GeodeticPosition at = PLANE.toGeodetic(east * NM, north * NM);
        return LatLon.newBuilder()
                .setLatitude(at.latitudeDegrees())
                .setLongitude(at.longitudeDegrees())
                .build();
    }

    private static Airway airway(String name, String... points) {
        return Airway.newBuilder().setName(name).addAllPoints(List.of(points)).build();
    }

    private static Procedure procedure(
            String name, String airport, Procedure.Kind kind, String... points) {
        return Procedure.newBuilder()
                .setName(name)
                .setAirport(airport)
                .setKind(kind)
                .addAllPoints(List.of(points))
                .build();
    }

    private static Airport airport(String code, double east, double north, double feet) {
        Point at = point(code, east, north);
        return Airport.newBuilder()
                .setCode(code)
                .setLatitude(at.getLatitude())
                .setLongitude(at.getLongitude())
                .setElevationFeet(feet)
                .build();
    }

    private static SectorElement sector(
            String id,
            double west,
            double east,
            double south,
            double north,
            int floor,
            int ceiling,
            boolean external,
            String... neighbours) {
        return SectorElement.newBuilder()
                .setId(id)
                .setName(id)
                .setExternal(external)
                .addAllNeighbours(List.of(neighbours))
                .addVolumes(
                        Volume.newBuilder()
                                .addBorder(corner(west, south))
                                .addBorder(corner(east, south))
                                .addBorder(corner(east, north))
                                .addBorder(corner(west, north))
                                .setFloor(floor)
                                .setCeiling(ceiling))
                .build();
    }

    private static PositionDefinition position(String id, String role, String... sectors) {
        return PositionDefinition.newBuilder()
                .setId(id)
                .setRole(role)
                .setName(id)
                .addAllSectors(List.of(sectors))
                .build();
    }
}
