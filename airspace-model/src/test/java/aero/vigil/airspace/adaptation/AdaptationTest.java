package aero.vigil.airspace.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.ProcedureRegion;
import aero.vigil.airspace.SafetyRegion;
import aero.vigil.airspace.TestRegion;
import aero.vigil.airspace.codec.AdaptationDecoder;
import aero.vigil.wire.airspace.CodePool;
import aero.vigil.wire.airspace.MtcdParameters;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdaptationTest {

    private static final double NM = 1_852;

    private static List<String> faults(
            Consumer<aero.vigil.wire.airspace.Adaptation.Builder> change) {
        var wire = TestRegion.builder();
        change.accept(wire);
        return AdaptationChecker.faults(AdaptationDecoder.decode(wire.build().toByteArray()));
    }

    @Test
    void aSoundAdaptationHasNoFaults() {
        assertEquals(List.of(), faults(wire -> {}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"switzerland", "barcelona", "saenz-pena"})
    void theAdaptationsThatShipHaveNoFaultsAndAPlaceForEverything(String name) throws IOException {
        Path file =
                Path.of(
                        System.getProperty("vigil.root", ".."),
                        "config",
                        "adaptations",
                        name + ".json");
        var wire = aero.vigil.wire.airspace.Adaptation.newBuilder();
        JsonFormat.parser().merge(Files.readString(file), wire);

        Adaptation adaptation = AdaptationDecoder.decode(wire.build().toByteArray());

        assertEquals(List.of(), AdaptationChecker.faults(adaptation));
        Region region = new Region(adaptation);
        assertEquals(wire.getSectorsCount(), region.sectors().size());
        for (var airway : wire.getAirwaysList()) {
            assertEquals(airway.getPointsCount(), region.airway(airway.getName()).size());
        }
        for (var procedure : adaptation.procedures()) {
            assertEquals(
                    procedure.points(),
                    region.procedures(procedure.kind(), procedure.airport()).stream()
                            .filter(laid -> laid.procedure().equals(procedure))
                            .flatMap(laid -> laid.fixes().stream().map(Fix::name))
                            .toList());
        }
    }

    @Test
    void eachFaultIsNamedWithItsObject() {
        assertNamed(
                "no sensor is anchored",
                w -> {
                    w.getSensorsBuilder(0).setAnchored(false);
                    w.getSensorsBuilder(1).setAnchored(false);
                });
        assertNamed("sensor 10/1 stands twice", w -> w.addSensors(w.getSensors(0)));
        assertNamed("sensor 10/1: period", w -> w.getSensorsBuilder(0).setPeriodSeconds(0));
        assertNamed("sensor 10/1: kind 'LIDAR'", w -> w.getSensorsBuilder(0).setKind("LIDAR"));
        assertNamed("sensor 10/2: latitude", w -> w.getSensorsBuilder(1).setLatitude(Double.NaN));
        assertNamed("airway A1: point NOPE", w -> w.getAirwaysBuilder(0).addPoints("NOPE"));
        assertNamed(
                "airway A1: point ALPHA stands twice",
                w -> w.getAirwaysBuilder(0).addPoints("ALPHA"));
        assertNamed("airport LSWW stands twice", w -> w.addAirports(w.getAirports(0)));
        assertNamed("airport lsww", w -> w.getAirportsBuilder(0).setCode("lsww"));
        assertNamed(
                "procedure BRAVO2W of LSWW: point NOPE",
                w -> w.getProceduresBuilder(0).addPoints("NOPE"));
        assertNamed(
                "procedure BRAVO2W of LSXX: the airport",
                w -> w.getProceduresBuilder(0).setAirport("LSXX"));
        assertNamed("BRAVO2W of LSWW stands twice", w -> w.addProcedures(w.getProcedures(0)));
        assertNamed("BRAVO2W of LSWW: it is neither", w -> w.getProceduresBuilder(0).clearKind());
        assertNamed("BRAVO2W of LSWW has no", w -> w.getProceduresBuilder(0).clearPoints());
        assertNamed("procedure bravo of", w -> w.getProceduresBuilder(0).setName("bravo"));
        assertNamed("neighbour SOUTH", w -> w.getSectorsBuilder(0).addNeighbours("SOUTH"));
        assertNamed(
                "sector WEST: the floor",
                w -> w.getSectorsBuilder(0).getVolumesBuilder(0).setFloor(400));
        assertNamed(
                "fewer than three", w -> w.getSectorsBuilder(0).getVolumesBuilder(0).clearBorder());
        assertNamed("sector WEST has no volume", w -> w.getSectorsBuilder(0).clearVolumes());
        assertNamed("sector WEST has no executive", w -> w.removePositions(0));
        assertNamed("two executive positions", w -> w.getPositionsBuilder(1).addSectors("WEST"));
        assertNamed("position W: the role", w -> w.getPositionsBuilder(0).setRole("king"));
        assertNamed("stca: warning", w -> w.getStcaBuilder().setWarningSeconds(500));
        assertNamed("tracker: drop", w -> w.getTrackerBuilder().setDropSeconds(1e9));
        assertNamed("no name", w -> w.setName(" "));
        assertNamed("reference point: latitude", w -> w.setLatitude(91));
    }

    @Test
    void everyFaultOfRunwaysAndOfWhatServesThemIsNamed() {
        assertRunwaysNamed(
                "LSWW: departure runway '9'",
                w -> w.getAirportsBuilder(0).getDepartureRunwaysBuilder(0).setRunway("9"));
        assertRunwaysNamed(
                "LSWW: departure runway 09 stands twice",
                w -> w.getAirportsBuilder(0).getDepartureRunwaysBuilder(1).setRunway("09"));
        assertRunwaysNamed(
                "BRAVO2W of LSWW: runway 13 is no departure runway",
                w -> w.getProceduresBuilder(0).addRunways("13"));
        assertRunwaysNamed(
                "DELTA1E of LSEE: runway 13 has no approach",
                w -> w.getProceduresBuilder(1).addRunways("13"));
        assertRunwaysNamed(
                "BRAVO1E of LSWW: BRAVO2W serves runway 09 and BRAVO too",
                w -> w.getProceduresBuilder(2).addRunways("09"));
    }

    private static void assertRunwaysNamed(
            String words, Consumer<aero.vigil.wire.airspace.Adaptation.Builder> change) {
        var wire = ProcedureRegion.builder();
        change.accept(wire);
        List<String> faults =
                AdaptationChecker.faults(AdaptationDecoder.decode(wire.build().toByteArray()));
        assertTrue(
                faults.stream().anyMatch(fault -> fault.contains(words)),
                () -> "'" + words + "' is not among " + faults);
    }

    @Test
    void everyFaultOfWhatTheSafetyNetsGoByIsNamed() {
        assertNetsNamed(
                "STCA region CLOSED stands twice", w -> w.addStcaRegions(w.getStcaRegions(0)));
        assertNetsNamed(
                "STCA region TERMINAL: it has either",
                w -> w.getStcaRegionsBuilder(1).setInhibited(true));
        assertNetsNamed(
                "STCA region TERMINAL: warning",
                w -> w.getStcaRegionsBuilder(1).getParametersBuilder().setWarningSeconds(100));
        assertNetsNamed("area LSR1 stands twice", w -> w.addAreas(w.getAreas(0)));
        assertNetsNamed("area LSR1: the kind", w -> w.getAreasBuilder(0).clearKind());
        assertNetsNamed("area LSR1 has no volume", w -> w.getAreasBuilder(0).clearVolumes());
        assertNetsNamed(
                "area LSR1: permitted type 'Q'", w -> w.getAreasBuilder(0).addPermittedTypes("Q"));
        assertNetsNamed(
                "area LST2: days '8'",
                w -> w.getAreasBuilder(1).getScheduleBuilder(0).setDays("8"));
        assertNetsNamed(
                "area LST2: to", w -> w.getAreasBuilder(1).getScheduleBuilder(0).setToMinute(661));
        assertNetsNamed(
                "minimum altitude HILLS", w -> w.getMinimumAltitudesBuilder(0).setFeet(99_999));
        assertNetsNamed("QNH region WEST: a border", w -> w.getQnhRegionsBuilder(0).clearBorder());
        assertNetsNamed(
                "airport LSZZ is not in", w -> w.getApproachesBuilder(0).setAirport("LSZZ"));
        assertNetsNamed("the runway is not", w -> w.getApproachesBuilder(0).setRunway("27X"));
        assertNetsNamed(
                "LSEE 27: glide path", w -> w.getApproachesBuilder(0).setGlidePathDegrees(30));
        assertNetsNamed("LSEE 27: intercept", w -> w.getApproachesBuilder(0).setInterceptFeet(900));
        assertNetsNamed("visual code '7008'", w -> w.addVisualCodes("7008"));
        assertNetsNamed(
                "MSAW: warning",
                w ->
                        w.getParametersBuilder()
                                .setMsawLookaheadSeconds(10)
                                .setMsawWarningSeconds(20));
        assertNetsNamed(
                "RAM: deviation", w -> w.getParametersBuilder().setRamLateralNm(Double.NaN));
    }

    private static void assertNetsNamed(
            String words, Consumer<aero.vigil.wire.airspace.SafetyNets.Builder> change) {
        var wire = SafetyRegion.builder();
        assertEquals(
                List.of(),
                AdaptationChecker.faults(AdaptationDecoder.decode(wire.build().toByteArray())));
        change.accept(wire.getSafetyNetsBuilder());
        List<String> faults =
                AdaptationChecker.faults(AdaptationDecoder.decode(wire.build().toByteArray()));
        assertTrue(
                faults.stream().anyMatch(fault -> fault.contains(words)),
                () -> "'" + words + "' is not among " + faults);
    }

    @Test
    void eachFaultOfTheCodePoolsIsNamed() {
        assertNamed("code pool 'X': the category", w -> pool(w, "2101", "2177").setCategory("sea"));
        assertNamed(
                "code pool 'X': the directions", w -> pool(w, "2101", "2177").setDirections("Q"));
        assertNamed("code pool 'X': a range is two codes", w -> pool(w, "2108", "2177"));
        assertNamed("code pool 'X': a range is two codes", w -> pool(w, "2177", "2101"));
        assertNamed("it has no ranges", w -> pool(w, "2101", "2177").clearRanges());
        assertNamed("the protection", w -> pool(w, "2101", "2177").setProtectionMinutes(9_999));
        assertNamed(
                "a code is in pool 'X' already",
                w -> {
                    pool(w, "2101", "2177");
                    pool(w, "2150", "2207");
                });
        assertNamed("retained codes", w -> w.getCodesBuilder().addRetainedBuilder().setFirst("9"));
        assertEquals(List.of(), faults(w -> pool(w, "2101", "2177")));
    }

    @Test
    void theParametersOfMediumTermConflictDetectionAreWithinReason() {
        assertNamed("MTCD: look-ahead", w -> mtcd(w).setLookaheadMinutes(61));
        assertNamed("MTCD: corridor", w -> mtcd(w).setCorridorNm(0));
        assertNamed("MTCD: growth", w -> mtcd(w).setGrowthNmPerMinute(Double.NaN));
        assertNamed("MTCD: widest corridor", w -> mtcd(w).setCorridorMostNm(1));
        assertNamed("MTCD: vertical", w -> mtcd(w).setVerticalFeet(100));
        assertNamed("MTCD: vertical above FL410", w -> mtcd(w).setVerticalHighFeet(900));
        assertEquals(List.of(), faults(w -> mtcd(w)));
    }

    private static MtcdParameters.Builder mtcd(aero.vigil.wire.airspace.Adaptation.Builder region) {
        return region.getSafetyNetsBuilder()
                .getMtcdBuilder()
                .setLookaheadMinutes(20)
                .setCorridorNm(2.5)
                .setGrowthNmPerMinute(0.3)
                .setCorridorMostNm(5)
                .setVerticalFeet(1_000)
                .setVerticalHighFeet(2_000);
    }

    private static CodePool.Builder pool(
            aero.vigil.wire.airspace.Adaptation.Builder region, String first, String last) {
        CodePool.Builder pool =
                region.getCodesBuilder().addPoolsBuilder().setName("X").setCategory("transit");
        pool.addRangesBuilder().setFirst(first).setLast(last);
        return pool;
    }

    private static void assertNamed(
            String words, Consumer<aero.vigil.wire.airspace.Adaptation.Builder> change) {
        List<String> faults = faults(change);
        assertTrue(
                faults.stream().anyMatch(fault -> fault.contains(words)),
                () -> "'" + words + "' is not among " + faults);
    }

    @Test
    void aRegionWithFaultsIsRefusedWithAllOfThem() {
        var wire = TestRegion.builder();
        wire.getPositionsBuilder(0).setRole("king");
        wire.getTrackerBuilder().setDropSeconds(0);
        Adaptation adaptation = AdaptationDecoder.decode(wire.build().toByteArray());

        var thrown = assertThrows(IllegalArgumentException.class, () -> new Region(adaptation));

        assertTrue(String.valueOf(thrown.getMessage()).contains("the role"));
        assertTrue(String.valueOf(thrown.getMessage()).contains("tracker: drop"));
    }

    @Test
    void noPlaceInsideIsHeldByNoSectorOrByTwo() {
        Region region = new Region(AdaptationDecoder.decode(TestRegion.bytes()));
        long seed = 7;
        Random random = new Random(seed);

        for (int i = 0; i < 20_000; i++) {
            double x = (random.nextDouble() * 150 - 75) * NM;
            double y = (random.nextDouble() * 110 - 55) * NM;
            double feet = random.nextInt(660) * 100.0;
            int holding = 0;
            for (Region.Sector sector : region.sectors()) {
                for (PlaneVolume volume : sector.volumes()) {
                    holding += volume.contains(x, y, feet) ? 1 : 0;
                }
            }
            assertEquals(1, holding, "seed " + seed + ": " + x + " " + y + " " + feet);
        }
    }

    @Test
    void aSectorBeginsAtItsFloorAndEndsBelowItsCeiling() {
        Region region = new Region(AdaptationDecoder.decode(TestRegion.bytes()));

        assertEquals("WEST", region.sectorAt(-10 * NM, 0, 0));
        assertEquals("WEST", region.sectorAt(-10 * NM, 0, 29_999));
        assertEquals("UPPER", region.sectorAt(-10 * NM, 0, 30_000));
        assertEquals("", region.sectorAt(-10 * NM, 0, 66_000));
        assertEquals("EAST", region.sectorAt(10 * NM, 0, 10_000));
        assertEquals("NORTH", region.sectorAt(10 * NM, 70 * NM, 10_000));
        assertEquals("", region.sectorAt(300 * NM, 0, 10_000));
    }
}
