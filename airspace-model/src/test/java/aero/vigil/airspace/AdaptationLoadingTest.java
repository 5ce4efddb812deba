package aero.vigil.airspace;

import static aero.vigil.airspace.AdaptationLoader.SUPERVISOR;
import static aero.vigil.airspace.AdaptationLoader.activation;
import static aero.vigil.airspace.AdaptationLoader.load;
import static aero.vigil.airspace.AdaptationLoader.piece;
import static aero.vigil.airspace.AdaptationLoader.pieces;
import static aero.vigil.airspace.AdaptationLoader.stage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.command.AdaptationOrder;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.wire.airspace.ActivateArea;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.AdaptationStatus;
import aero.vigil.wire.airspace.Area;
import aero.vigil.wire.airspace.AuditLine;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.DefineArea;
import aero.vigil.wire.airspace.EnableSensor;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Keyframe;
import aero.vigil.wire.airspace.OpenSectors;
import aero.vigil.wire.airspace.PictureQuery;
import aero.vigil.wire.airspace.PositionDefinition;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.SectorElement;
import aero.vigil.wire.airspace.SectorHolding;
import aero.vigil.wire.airspace.SetQnh;
import aero.vigil.wire.airspace.SetRunwaysInUse;
import aero.vigil.wire.airspace.TakePosition;
import aero.vigil.wire.airspace.Volume;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another adaptation comes into force while the model runs: whole, or not at all (adr 0042). */
final class AdaptationLoadingTest {

    private static final Submitter TOM = new Submitter(23, "tom", List.of("supervisor"));
    private static final Submitter EVE = new Submitter(22, "eve", List.of("executive"));

    /** Of test regions: sectors, positions and points by their place in the list. */
    private static final int WEST = 0;

    private final DrivenModel driven = new DrivenModel(SafetyRegion.model());

    private static Adaptation.Builder region() {
        return SafetyRegion.builder();
    }

    /** The western sector in two, at 40 NM west; the new half belongs to the planner's new seat. */
    private static Adaptation.Builder splitWest() {
        Adaptation.Builder region = region();
        SectorElement west = region.getSectors(WEST);
        region.getSectorsBuilder(WEST).clearVolumes().addVolumes(box(-40, 0));
        region.addSectors(
                west.toBuilder().setId("FARWEST").clearVolumes().addVolumes(box(-80, -40)));
        return region.addPositions(
                PositionDefinition.newBuilder()
                        .setId("FW")
                        .setRole("executive")
                        .addSectors("FARWEST"));
    }

    private static Volume box(double west, double east) {
        return Volume.newBuilder()
                .addAllBorder(SafetyRegion.border(west, east, -60, 60))
                .setFloor(0)
                .setCeiling(300)
                .build();
    }

    /** So many points more that it takes several pieces. */
    private static Adaptation.Builder large() {
        Adaptation.Builder region = region();
        for (int i = 0; i < 7_000; i++) {
            region.addPoints(TestRegion.point("X" + i, i % 80, i / 80.0));
        }
        return region;
    }

    private byte[] everything() {
        return driven.model.captureTraffic().encode();
    }

    /**
     * Staged and refused for this reason; the text names it, and nothing is left of the refusal.
     */
    private void refused(Adaptation.Builder adaptation, Reason reason, String word) {
        byte[] bytes = adaptation.build().toByteArray();
        stage(driven, bytes);
        refused(activation(bytes, 2), reason, word);
    }

    private void refused(Command command, Reason reason, String word) {
        byte[] before = everything();
        String text = driven.rejected(SUPERVISOR, command, reason).getText();
        assertArrayEquals(before, everything());
        assertTrue(text.contains(word), text);
    }

    private AdaptationStatus told() {
        return driven.asked(PictureQuery.newBuilder().setAdaptation(true).build()).getAdaptation();
    }

    private Keyframe keyframe() throws InvalidProtocolBufferException {
        return Keyframe.parseFrom(driven.model.captureKeyframe(driven.frame()).encode());
    }

    private Submitter at(String position, int session) {
        Submitter user = new Submitter(session, "user" + session, List.of("development"));
        driven.accepted(
                user,
                Command.newBuilder()
                        .setTakePosition(TakePosition.newBuilder().setPosition(position))
                        .build());
        return user;
    }

    private void supervise(Command.Builder command) {
        driven.accepted(SUPERVISOR, command.build());
    }

    @Test
    void itIsInForceFromItsOpOnAndToldWholeInTheNextFrame() throws Exception {
        driven.tick();
        Adaptation next = splitWest().build();

        load(driven, next.toBuilder());
        Frame frame = driven.tick();
        Frame after = driven.tick();

        assertEquals(next, frame.getLoadedAdaptation());
        assertEquals(2, frame.getAdaptation().getVersion());
        assertEquals("sue", frame.getAdaptation().getUser());
        assertEquals(next.getPositionsCount(), frame.getPositionsCount());
        assertEquals(next.getSensorsCount(), frame.getSensorsCount());
        assertTrue(frame.hasSafetyNets());
        assertFalse(after.hasLoadedAdaptation() || after.hasAdaptation());
        assertEquals(next, keyframe().getAdaptation());
        assertEquals(2, keyframe().getPicture().getAdaptation().getVersion());
        assertEquals(List.of("FARWEST"), driven.sectorsOf("FW"));
        assertEquals(List.of("WEST"), driven.sectorsOf("W"));
    }

    @Test
    void untilThenPagesAreToldOfEachPieceOnly() {
        byte[] large = large().build().toByteArray();
        List<Command> pieces = pieces(large);
        driven.tick();
        assertEquals(1, told().getVersion());

        driven.accepted(SUPERVISOR, pieces.get(1));
        Frame frame = driven.tick();

        assertEquals(3, pieces.size());
        assertEquals(1, frame.getAdaptation().getStagedPieces());
        assertEquals(3, frame.getAdaptation().getStagedOf());
        assertEquals("sue", frame.getAdaptation().getStagedBy());
        assertFalse(frame.hasLoadedAdaptation());
    }

    @Test
    void theAuditSaysWhoLoadedWhatAndWhatWasRefused() {
        byte[] bytes = splitWest().build().toByteArray();
        stage(driven, bytes);
        driven.rejected(SUPERVISOR, activation(bytes, 7), Reason.ADAPTATION_VERSION);
        driven.accepted(SUPERVISOR, activation(bytes, 2));
        driven.tick();

        List<AuditLine> lines = List.copyOf(driven.audit.values());
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.get(0).getRejected().startsWith("ADAPTATION_VERSION"));
        assertEquals("ActivateAdaptation", lines.get(1).getWhat());
        assertEquals("sue", lines.get(1).getUser());
        assertTrue(lines.get(1).getValue().startsWith("version 2, sha256 "));
    }

    @Test
    void onlyASupervisorLoads() {
        byte[] bytes = splitWest().build().toByteArray();
        driven.rejected(EVE, piece(bytes, 0), Reason.NOT_ALLOWED);
        stage(driven, bytes);
        driven.rejected(EVE, activation(bytes, 2), Reason.NOT_ALLOWED);
    }

    @Test
    void whatIsNotWholeOrNotWhatItsHashSaysIsRefused() {
        byte[] large = large().build().toByteArray();
        refused(activation(large, 2), Reason.ADAPTATION_INCOMPLETE, "no piece");
        driven.accepted(SUPERVISOR, piece(large, 0));
        driven.accepted(SUPERVISOR, piece(large, 2));
        refused(activation(large, 2), Reason.ADAPTATION_INCOMPLETE, "[1]");

        Command.Builder wrong = piece(large, 1).toBuilder();
        wrong.getStageAdaptationBuilder()
                .setContent(ByteString.copyFrom(new byte[AdaptationOrder.PIECE_BYTES]));
        driven.accepted(SUPERVISOR, wrong.build());
        refused(activation(large, 2), Reason.ADAPTATION_DAMAGED, "hash");

        driven.accepted(SUPERVISOR, piece(large, 1));
        driven.accepted(SUPERVISOR, activation(large, 2));
    }

    @Test
    void whatIsNoAdaptationOrHasFaultsIsRefused() {
        byte[] garbage = {(byte) 0xFF, 1, 2, 3};
        stage(driven, garbage);
        refused(activation(garbage, 2), Reason.ADAPTATION_INVALID, "no adaptation");

        refused(
                region().addAirways(
                                region().getAirways(0).toBuilder().setName("A9").addPoints("NO")),
                Reason.ADAPTATION_INVALID,
                "NO is not in the points");
        refused(region().setLatitude(Double.NaN), Reason.ADAPTATION_INVALID, "latitude");
    }

    @Test
    void anotherCentresIsRefused() {
        refused(region().setName("elsewhere"), Reason.ADAPTATION_ELSEWHERE, "elsewhere");
        refused(region().setLongitude(8.25), Reason.ADAPTATION_ELSEWHERE, "reference point");
    }

    @Test
    void theVersionIsTheOneThatFollows() {
        byte[] bytes = splitWest().build().toByteArray();
        stage(driven, bytes);
        refused(activation(bytes, 1), Reason.ADAPTATION_VERSION, "the next is 2");
        refused(activation(bytes, 3), Reason.ADAPTATION_VERSION, "the next is 2");
        driven.accepted(SUPERVISOR, activation(bytes, 2));
        driven.rejected(SUPERVISOR, activation(bytes, 3), Reason.ADAPTATION_INCOMPLETE);

        load(driven, region());
        assertEquals(3, told().getVersion());
    }

    @Test
    void whatSomebodyElseIsLoadingIsNotReplacedForTwoMinutes() {
        byte[] hers = large().build().toByteArray();
        byte[] his = splitWest().build().toByteArray();
        driven.accepted(SUPERVISOR, piece(hers, 0));

        driven.rejected(TOM, piece(his, 0), Reason.ADAPTATION_BUSY);
        driven.accepted(TOM, piece(hers, 1));
        driven.passWithoutTick(121);
        driven.tick();
        driven.accepted(SUPERVISOR, piece(his, 0));

        assertEquals(1, told().getStagedOf());
    }

    @Test
    void whatPeopleHoldOnToMustNotVanish() {
        at("OBS", 31);
        supervise(
                Command.newBuilder()
                        .setActivateArea(
                                ActivateArea.newBuilder().setArea("LSR1").setActive(true)));
        supervise(Command.newBuilder().setDefineArea(own()));
        supervise(
                Command.newBuilder()
                        .setSetQnh(SetQnh.newBuilder().setRegion("WEST").setHectopascals(1_013)));
        supervise(
                Command.newBuilder()
                        .setSetRunwaysInUse(
                                SetRunwaysInUse.newBuilder().setAirport("LSEE").addRunways("27")));
        driven.tick();

        Adaptation.Builder noSeat = region();
        noSeat.removePositions(noSeat.getPositionsCount() - 1);
        refused(noSeat, Reason.ADAPTATION_IN_USE, "position OBS, where user31 works");
        Adaptation.Builder noArea = region();
        noArea.getSafetyNetsBuilder().removeAreas(0);
        refused(noArea, Reason.ADAPTATION_IN_USE, "area LSR1");
        Adaptation.Builder own = region();
        own.getSafetyNetsBuilder().getAreasBuilder(1).setName("OWN1");
        refused(own, Reason.ADAPTATION_IN_USE, "area OWN1, which was defined by hand");
        Adaptation.Builder noQnh = region();
        noQnh.getSafetyNetsBuilder().removeQnhRegions(0);
        refused(noQnh, Reason.ADAPTATION_IN_USE, "QNH region WEST");
        Adaptation.Builder noRunway = region();
        noRunway.getSafetyNetsBuilder().clearApproaches();
        refused(noRunway, Reason.ADAPTATION_IN_USE, "runway 27 of LSEE");
    }

    private static DefineArea.Builder own() {
        return DefineArea.newBuilder()
                .setArea("OWN1")
                .setKind(Area.Kind.DANGER)
                .addAllBorder(SafetyRegion.border(-10, 10, -10, 10))
                .setFloor(0)
                .setCeiling(100);
    }

    @Test
    void whatWasSetGoesOnByItsNameWhereverItStandsNow() {
        supervise(Command.newBuilder().setDefineArea(own()));
        supervise(
                Command.newBuilder()
                        .setActivateArea(
                                ActivateArea.newBuilder().setArea("LSR1").setActive(true)));
        supervise(
                Command.newBuilder()
                        .setSetQnh(SetQnh.newBuilder().setRegion("EAST").setHectopascals(1_020)));
        supervise(
                Command.newBuilder()
                        .setSetRunwaysInUse(
                                SetRunwaysInUse.newBuilder().setAirport("LSEE").addRunways("27")));
        Adaptation.Builder turned = region();
        turned.getSafetyNetsBuilder()
                .addAreas(0, turned.getSafetyNets().getAreas(0).toBuilder().setName("LSR0"))
                .removeQnhRegions(0)
                .addApproaches(
                        0,
                        turned.getSafetyNets().getApproaches(0).toBuilder()
                                .setRunway("09")
                                .setInUse(true));

        load(driven, turned);
        driven.tick();

        List<String> active = new ArrayList<>();
        driven.safetyNets.getAreasList().stream()
                .filter(area -> area.getActive())
                .forEach(area -> active.add(area.getArea()));
        assertEquals(List.of("LSR1", "OWN1"), active);
        assertEquals(1, driven.safetyNets.getQnhCount());
        assertEquals(1_020, driven.safetyNets.getQnh(0).getHectopascals());
        assertFalse(driven.safetyNets.getRunways(0).getInUse(), "09 is new at an airport in use");
        assertTrue(driven.safetyNets.getRunways(1).getInUse());
    }

    @Test
    void sectorsStayWhereTheyWereHeldAndPeopleAtTheirPositions() {
        at("E", 32);
        supervise(
                Command.newBuilder()
                        .setOpenSectors(
                                OpenSectors.newBuilder()
                                        .setVersion(0)
                                        .addHoldings(holding("W"))
                                        .addHoldings(holding("E", "EAST", "WEST"))));
        driven.tick();

        load(driven, splitWest());
        driven.tick();

        assertEquals(List.of("EAST", "WEST"), driven.sectorsOf("E"));
        assertEquals("user32", driven.holder("E"));
        assertEquals(List.of(), driven.sectorsOf("W"));
        assertEquals(List.of("FARWEST"), driven.sectorsOf("FW"));
    }

    private static SectorHolding holding(String position, String... sectors) {
        return SectorHolding.newBuilder()
                .setPosition(position)
                .addAllSectors(List.of(sectors))
                .build();
    }

    @Test
    void flightsAndTracksGoOnAndTheirSectorsFollowWithinFiveSeconds() {
        Traffic traffic = Traffic.of(6, 90, 11);
        traffic.fileAll(driven);
        driven.fly(traffic.arrivals(), 40, 64);
        List<Integer> numbers = List.copyOf(driven.tracks.keySet());
        assertTrue(numbers.size() >= 6);

        load(driven, splitWest());
        driven.fly(traffic.arrivals(), 6, 64);

        assertTrue(driven.tracks.keySet().containsAll(numbers));
        List<String> sequences = new ArrayList<>();
        for (Flight flight : driven.flights.values()) {
            flight.getSectorsList().forEach(visit -> sequences.add(visit.getSector()));
        }
        assertTrue(sequences.contains("FARWEST"), sequences::toString);
    }

    @Test
    void aSectorThatHasAFlightMustNotVanish() {
        Traffic traffic = Traffic.of(6, 60, 11);
        traffic.fileAll(driven);
        driven.fly(traffic.arrivals(), 30, 64);
        ControlRoom room = new ControlRoom(driven);
        var aircraft = traffic.aircraft().get(0);
        room.control(aircraft.callsign(), aircraft.address());
        String sector = room.flight(aircraft.callsign()).getControllingSector();

        Adaptation.Builder external = region();
        external.getSectorsBuilderList()
                .forEach(one -> one.setExternal(one.getExternal() || one.getId().equals(sector)));

        refused(
                external,
                Reason.ADAPTATION_IN_USE,
                "sector " + sector + ", which has " + aircraft.callsign());
    }

    @Test
    void aRadarThatSendsMustNotVanishAndOneThatIsOffMay() {
        Traffic traffic = Traffic.of(6, 90, 11);
        driven.fly(traffic.arrivals(), 30, 64);
        Adaptation.Builder eastOnly = region();
        eastOnly.removeSensors(0);
        refused(eastOnly, Reason.ADAPTATION_IN_USE, "which sends: switch it off");
        int west = (region().getSensors(0).getSac() << 8) + region().getSensors(0).getSic();
        supervise(
                Command.newBuilder()
                        .setEnableSensor(
                                EnableSensor.newBuilder().setSacSic(west).setEnabled(false)));
        List<Integer> numbers = List.copyOf(driven.tracks.keySet());

        load(driven, eastOnly);
        driven.fly(traffic.arrivals(), 6, 64);

        assertTrue(driven.tracks.keySet().containsAll(numbers));
        assertEquals(1, sensors());
    }

    private int sensors() {
        return driven.asked(PictureQuery.newBuilder().setSensors(true).build()).getSensorsCount();
    }

    @Test
    void aFlightUnderWayKeepsItsPointsAndOneThatWaitsIsPlannedAnew() {
        driven.accepted(DrivenModel.ADAPTER_A, driven.file(driven.plan("UNDER1")));
        var later = driven.plan("WAITS1");
        later.getKeyBuilder().setOffBlockTimeMicros(driven.now() + 1_800_000_000L);
        driven.accepted(DrivenModel.ADAPTER_A, driven.file(later));
        driven.tickSeconds(120);
        Adaptation.Builder noDelta = region();
        noDelta.removeAirways(0).clearProcedures();
        noDelta.removePoints(pointIndex(noDelta, "DELTA"));

        load(driven, noDelta);
        driven.tickSeconds(6);

        assertEquals(0, flight("UNDER1").getFailedElement());
        assertTrue(
                flight("UNDER1").getRouteList().stream()
                        .anyMatch(point -> point.getName().equals("DELTA")));
        assertTrue(flight("WAITS1").getFailedElement() > 0, flight("WAITS1")::toString);
    }

    private static int pointIndex(Adaptation.Builder region, String name) {
        int index = 0;
        while (!region.getPoints(index).getName().equals(name)) {
            index++;
        }
        return index;
    }

    private Flight flight(String callsign) {
        return driven.asked(PictureQuery.newBuilder().setCallsign(callsign).build()).getFlights(0);
    }

    /** A state goes on by its records, a restored one by their bytes: here, with radars moved. */
    @Test
    void aReplicaRestoredWhilePiecesComeOrAfterwardsIsTheSame() throws Exception {
        Adaptation.Builder turned = large();
        turned.addSensors(turned.getSensors(0)).removeSensors(0);
        byte[] large = turned.build().toByteArray();
        Traffic traffic = Traffic.of(6, 60, 11);
        traffic.fileAll(driven);
        driven.fly(traffic.arrivals(), 20, 64);
        driven.accepted(SUPERVISOR, piece(large, 0));
        driven.accepted(SUPERVISOR, piece(large, 2));
        DrivenModel other = restored(driven);

        for (DrivenModel each : List.of(driven, other)) {
            each.accepted(SUPERVISOR, piece(large, 1));
            each.accepted(SUPERVISOR, activation(large, 2));
        }
        assertArrayEquals(everything(), other.model.captureTraffic().encode());
        DrivenModel third = restored(other);
        for (DrivenModel each : List.of(driven, other, third)) {
            each.digests.clear();
            each.fly(traffic.arrivals(), 12, 64);
        }

        assertEquals(driven.digests, other.digests);
        assertEquals(driven.digests, third.digests);
        assertArrayEquals(
                driven.model.captureState().encode(), third.model.captureState().encode());
        assertEquals(
                large().getPointsCount(),
                Keyframe.parseFrom(third.model.captureKeyframe(third.frame()).encode())
                        .getAdaptation()
                        .getPointsCount());
    }

    private static DrivenModel restored(DrivenModel from) {
        AirspaceModel model = SafetyRegion.model();
        model.restore(from.model.captureState().encode());
        return from.continuedBy(model);
    }
}
