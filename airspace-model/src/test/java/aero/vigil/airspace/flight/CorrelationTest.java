package aero.vigil.airspace.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.DrivenModel;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Aircraft;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Correlate;
import aero.vigil.wire.airspace.Decorrelate;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.Lifecycle;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.TakePosition;
import aero.vigil.wire.airspace.Track;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which track is which flight, through the whole model from plots to frames (algorithms §6a). */
final class CorrelationTest {

    private static final double NM = 1_852;
    private static final double KNOT = NM / 3_600;
    private static final Submitter ANNA = new Submitter(11, "anna", List.of("development"));

    private final DrivenModel driven = new DrivenModel();

    /** On the route at BRAVO at second 0, as planned, eastbound at FL250. */
    private static Aircraft onRoute(int address, int code, String callsign) {
        return Aircraft.level(address, code, callsign, -50 * NM, 0, 450 * KNOT, 0, 25_000);
    }

    /** A plan whose estimate for BRAVO is about now. */
    private FiledPlan.Builder plan(String callsign) {
        FiledPlan.Builder plan = driven.plan(callsign);
        plan.getKeyBuilder().setOffBlockTimeMicros(driven.now() - 15 * 60_000_000L);
        return plan;
    }

    private int file(FiledPlan.Builder plan) {
        return driven.accepted(DrivenModel.ADAPTER_A, driven.file(plan)).getFlight();
    }

    private void fly(double seconds, Aircraft... aircraft) {
        driven.fly(SimulatedTraffic.plots(List.of(aircraft), seconds + 1, 5), seconds, 64);
    }

    private Track track(int address) {
        return driven.tracks.values().stream()
                .filter(track -> track.getAddress() == address)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no track of " + address));
    }

    @Test
    void addressAndCallsignTogetherJoinAtOnce() {
        int id = file(plan("SWR123").setAddress(0x4B1234));

        fly(20, onRoute(0x4B1234, 01000, "SWR123"));

        assertEquals(id, track(0x4B1234).getFlight());
        assertEquals(track(0x4B1234).getNumber(), driven.flight(id).getTrack());
        assertEquals(Lifecycle.ACTIVE, driven.flight(id).getLifecycle());
    }

    @Test
    void aShorterRouteForAFlightUnderWayThatWasKnownInPartOnlyIsTaken() {
        FiledPlan.Builder plan = plan("SWR123").setAddress(0x4B1234).addRoute("NOWHR");
        int id = file(plan);
        fly(20, onRoute(0x4B1234, 01000, "SWR123"));
        assertEquals(Lifecycle.ACTIVE, driven.flight(id).getLifecycle());
        FiledPlan.Builder change =
                FiledPlan.newBuilder().setKey(plan.getKey()).addRoute("CENTR").addRoute("DELTA");

        driven.accepted(
                DrivenModel.ADAPTER_A,
                DrivenModel.planMessage(
                        FlightPlanMessage.newBuilder().setChange(change), "(CHG-SWR123)"));
        driven.tick();

        assertEquals("CENTR DELTA", driven.flight(id).getRouteAsFiled());
        assertTrue(driven.quarantined.isEmpty());
    }

    @Test
    void theDownlinkedCallsignJoinsAfterTwoEvaluations() {
        int id = file(plan("SWR123"));

        fly(30, onRoute(0x4B1234, 01000, "SWR123"));

        assertEquals(id, track(0x4B1234).getFlight());
    }

    @Test
    void aDiscreteCodeJoinsAndAConspicuityCodeNever() {
        int discrete = file(plan("SWR1").setMode3A(04321));
        int conspicuity = file(plan("SWR2").setMode3A(02000));

        fly(
                40,
                onRoute(Plot.ABSENT, 04321, ""),
                Aircraft.level(Plot.ABSENT, 02000, "", -50 * NM, 8 * NM, 450 * KNOT, 0, 25_000));

        assertNotEquals(0, driven.flight(discrete).getTrack());
        assertEquals(0, driven.flight(conspicuity).getTrack());
    }

    @Test
    void aTrackFarFromTheRouteOrTheTimeOrTheLevelIsNotTheFlight() {
        int far = file(plan("SWR1"));
        FiledPlan.Builder tomorrow = driven.plan("SWR2");
        tomorrow.getKeyBuilder().setOffBlockTimeMicros(driven.now() + 60 * 60_000_000L);
        int later = file(tomorrow);
        int low = file(plan("SWR3"));

        fly(
                40,
                Aircraft.level(0x100001, 01000, "SWR1", -50 * NM, 50 * NM, 450 * KNOT, 0, 25_000),
                Aircraft.level(0x100002, 01000, "SWR2", -50 * NM, 5 * NM, 450 * KNOT, 0, 25_000),
                Aircraft.level(0x100003, 01000, "SWR3", -10 * NM, -5 * NM, 450 * KNOT, 0, 9_000));

        assertEquals(0, driven.flight(far).getTrack());
        assertEquals(0, driven.flight(later).getTrack());
        assertEquals(0, driven.flight(low).getTrack());
        assertEquals(3, driven.tracks.size());
    }

    @Test
    void twoTracksOnOneCodeAreAnAlarmAndNotAGuess() {
        int id = file(plan("SWR1").setMode3A(04321));

        fly(
                40,
                onRoute(0x100001, 04321, ""),
                Aircraft.level(0x100002, 04321, "", -45 * NM, 10 * NM, 450 * KNOT, 0, 25_000));

        assertEquals(0, driven.flight(id).getTrack());
        assertEquals(List.of(Alert.Kind.DUPLICATE_CODE), kinds());
        Alert alert = driven.alert();
        assertTrue(alert.getTrackA() < alert.getTrackB() && alert.getTrackA() > 0);
        assertEquals(id, alert.getFlight());
        assertTrue(alert.getText().contains("4321"), alert::getText);
    }

    @Test
    void twoFlightsForOneTrackAreAnAlarmAndNotAGuess() {
        int one = file(plan("SWR1").setMode3A(04321));
        int other = file(plan("SWR2").setMode3A(04321));

        fly(40, onRoute(Plot.ABSENT, 04321, ""));

        assertEquals(0, driven.flight(one).getTrack());
        assertEquals(0, driven.flight(other).getTrack());
        assertEquals(List.of(Alert.Kind.AMBIGUOUS_CORRELATION), kinds());
    }

    @Test
    void anAlertEndsWhenItsCauseHasGone() {
        file(plan("SWR1").setMode3A(04321));
        Aircraft staying = onRoute(0x100001, 04321, "");
        Aircraft leaving =
                new Aircraft(
                        0x100002, 04321, "", -45 * NM, 10 * NM, 450 * KNOT, 0, 25_000, 0, 0, 40);

        var arrivals = SimulatedTraffic.plots(List.of(staying, leaving), 200, 5);
        driven.fly(arrivals, 45, 64);
        assertEquals(List.of(Alert.Kind.DUPLICATE_CODE), kinds());
        driven.fly(arrivals, 120, 64);

        assertEquals(List.of(), kinds());
        assertNotEquals(0, track(0x100001).getFlight(), "and the one that is left is joined");
    }

    @Test
    void anEmergencyCodeRaisesAnAlertThatASecondScanDoesNotDouble() {
        fly(40, onRoute(0x100001, 07700, "MAYDAY"));

        assertEquals(List.of(Alert.Kind.EMERGENCY_CODE), kinds());
        assertEquals("7700 emergency", driven.alert().getText());
    }

    @Test
    void anEmergencyThatBecomesAFlightStaysOneAlertAndNamesTheFlight() {
        int id = file(plan("SWR123"));

        fly(60, onRoute(0x100001, 07700, "SWR123"));

        assertEquals(List.of(Alert.Kind.EMERGENCY_CODE), kinds());
        assertEquals(id, driven.alert().getFlight());
        assertEquals(id, track(0x100001).getFlight());
    }

    private List<Alert.Kind> kinds() {
        return driven.alertsButPlanned().stream().map(Alert::getKind).toList();
    }

    @Test
    void controllersJoinAndPartByHand() {
        int id = file(plan("SWR1"));
        fly(20, Aircraft.level(0x100001, 01000, "", -50 * NM, 50 * NM, 450 * KNOT, 0, 25_000));
        int number = track(0x100001).getNumber();
        Command correlate =
                Command.newBuilder()
                        .setCorrelate(Correlate.newBuilder().setFlight(id).setTrack(number))
                        .build();
        Command decorrelate =
                Command.newBuilder().setDecorrelate(Decorrelate.newBuilder().setFlight(id)).build();

        driven.rejected(ANNA, correlate, Reason.NO_POSITION);
        driven.accepted(
                ANNA,
                Command.newBuilder()
                        .setTakePosition(TakePosition.newBuilder().setPosition("P"))
                        .build());
        driven.rejected(ANNA, decorrelate, Reason.NOT_CORRELATED);
        driven.accepted(ANNA, correlate);
        driven.tick();
        assertEquals(id, track(0x100001).getFlight());
        assertTrue(driven.flight(id).getManualCorrelation());
        driven.rejected(ANNA, correlate, Reason.ALREADY_CORRELATED);
        driven.rejected(
                ANNA,
                Command.newBuilder()
                        .setCorrelate(Correlate.newBuilder().setFlight(id).setTrack(60_000))
                        .build(),
                Reason.UNKNOWN_TRACK);
        driven.accepted(ANNA, decorrelate);
        driven.tick();

        assertEquals(0, track(0x100001).getFlight(), "the track is told too");
        assertEquals(0, driven.flight(id).getTrack());
    }

    @Test
    void aFlightOutlivesItsTrackAndTakesItsNextOne() {
        int id = file(plan("SWR123"));
        var arrivals = seenAndSeenAgain(260);

        driven.fly(arrivals, 40, 64);
        int before = driven.flight(id).getTrack();
        driven.fly(arrivals, 215, 64);
        assertEquals(0, driven.flight(id).getTrack());
        assertEquals(Lifecycle.ACTIVE, driven.flight(id).getLifecycle());
        driven.fly(arrivals, 60, 64);

        assertNotEquals(0, before);
        assertNotEquals(0, driven.flight(id).getTrack());
        assertNotEquals(before, driven.flight(id).getTrack(), "numbers rest ten minutes");
    }

    @Test
    void aFlightThatIsFoundAgainWithinTwoMinutesHasItsTrackNumberBack() {
        int id = file(plan("SWR123"));
        var arrivals = seenAndSeenAgain(120);

        driven.fly(arrivals, 40, 64);
        int before = driven.flight(id).getTrack();
        driven.fly(arrivals, 75, 64);
        assertEquals(0, driven.flight(id).getTrack());
        driven.fly(arrivals, 60, 64);

        assertNotEquals(0, before);
        assertEquals(before, driven.flight(id).getTrack());
    }

    /** Plots of one aircraft on its way, of its first 40 seconds and from a later second on. */
    private static List<SimulatedTraffic.Arrival> seenAndSeenAgain(double secondTime) {
        double[][] seen = {{0, 40}, {secondTime, 1e9}};
        List<Aircraft> twice = new ArrayList<>();
        for (double[] interval : seen) {
            twice.add(
                    new Aircraft(
                            0x4B1234,
                            01000,
                            "SWR123",
                            -50 * NM,
                            0,
                            450 * KNOT,
                            0,
                            25_000,
                            0,
                            interval[0],
                            interval[1]));
        }
        return SimulatedTraffic.plots(twice, secondTime + 80, 5);
    }

    @Test
    void estimatesFollowTheTrackAndPointsArePassed() {
        int id = file(plan("SWR123"));

        fly(8 * 60, onRoute(0x4B1234, 01000, "SWR123"));

        var flight = driven.flight(id);
        var next = flight.getRouteList().stream().filter(point -> !point.getPassed()).findFirst();
        assertEquals("DELTA", next.orElseThrow().getName());
        double truth = SimulatedTraffic.START_MICROS + 100 * NM / (450 * KNOT) * 1e6;
        assertEquals(truth, (double) next.orElseThrow().getTimeMicros(), 60e6);
    }
}
