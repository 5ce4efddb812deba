package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.PictureQuery;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions about the picture: answered with its very objects, and without a trace. */
final class QuestionsTest {

    private final DrivenModel driven = new DrivenModel();

    @BeforeEach
    void trafficInTheAir() {
        Traffic traffic = Traffic.of(60, 90, 3);
        traffic.fileAll(driven);
        driven.fly(traffic.arrivals(), 90, 64);
    }

    private Frame ask(PictureQuery.Builder question) throws Exception {
        Capture answer = driven.model.answer(question.build().toByteArray());
        assertNotNull(answer);
        return Frame.parseFrom(answer.encode());
    }

    @Test
    void aFlightComesWithItsTrackAndATrackWithItsFlight() throws Exception {
        Flight flight =
                driven.flights.values().stream()
                        .filter(each -> each.getTrack() != 0)
                        .findFirst()
                        .orElseThrow();

        Frame byFlight = ask(PictureQuery.newBuilder().setFlight(flight.getId()));
        Frame byTrack = ask(PictureQuery.newBuilder().setTrack(flight.getTrack()));
        Frame byName = ask(PictureQuery.newBuilder().setCallsign(flight.getKey().getCallsign()));

        assertEquals(List.of(flight), byTrack.getFlightsList());
        assertEquals(flight.getTrack(), byTrack.getTracks(0).getNumber());
        assertEquals(byTrack, byName);
        assertEquals(driven.now(), byFlight.getModelTimeMicros());
        assertEquals(byTrack.getTracksList(), byFlight.getTracksList());
        Flight whole = byFlight.getFlights(0);
        assertEquals(flight, whole.toBuilder().setFiled(flight.getFiled()).build());
        assertEquals(flight.getKey(), whole.getFiled().getKey(), "with every field of its plan");
    }

    @Test
    void everyKindIsToldAsTheKeyframeHasIt() throws Exception {
        Frame whole =
                aero.vigil.wire.airspace.Keyframe.parseFrom(
                                driven.model.captureKeyframe(driven.frame()).encode())
                        .getPicture();

        assertEquals(whole.getTotals(), ask(PictureQuery.newBuilder().setTotals(true)).getTotals());
        assertEquals(
                whole.getAlertsList(),
                ask(PictureQuery.newBuilder().setAlerts(true)).getAlertsList());
        assertEquals(
                whole.getSensorsList(),
                ask(PictureQuery.newBuilder().setSensors(true)).getSensorsList());
        assertEquals(
                whole.getFeedsList(), ask(PictureQuery.newBuilder().setFeeds(true)).getFeedsList());
        assertEquals(
                whole.getPositionsList(),
                ask(PictureQuery.newBuilder().setPositions(true)).getPositionsList());
        assertTrue(whole.getPositionsCount() > 0);
    }

    @Test
    void whatIsNotThereIsAnEmptyAnswerAndWhatIsNoQuestionNone() throws Exception {
        assertEquals(
                Frame.newBuilder().setModelTimeMicros(driven.now()).build(),
                ask(PictureQuery.newBuilder().setCallsign("NOBODY")));
        for (int odd : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertEquals(0, ask(PictureQuery.newBuilder().setTrack(odd)).getTracksCount());
            assertEquals(0, ask(PictureQuery.newBuilder().setFlight(odd)).getFlightsCount());
        }
        assertNull(driven.model.answer(new byte[0]));
        assertNull(driven.model.answer(new byte[] {7}));
        assertNull(
                driven.model.answer(
                        PictureQuery.newBuilder().setSector("S".repeat(65)).build().toByteArray()));
    }

    @Test
    void askingLeavesNoTrace() {
        byte[] before = driven.model.captureState().encode();

        driven.model.answer(PictureQuery.newBuilder().setSector("W").build().toByteArray());
        driven.model.answer(PictureQuery.newBuilder().setTotals(true).build().toByteArray());

        org.junit.jupiter.api.Assertions.assertArrayEquals(
                before, driven.model.captureState().encode());
    }
}
