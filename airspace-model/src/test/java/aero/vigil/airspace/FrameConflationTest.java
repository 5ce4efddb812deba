package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.codec.FrameConflation;
import aero.vigil.airspace.codec.FrameConflation.Part;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.AlarmList;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Position;
import aero.vigil.wire.airspace.Sensor;
import aero.vigil.wire.airspace.SupervisorAlarm;
import aero.vigil.wire.airspace.Track;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten frames as one: what a thin line gets. */
final class FrameConflationTest {

    @Test
    void oneFrameInPlaceOfTenGivesTheSamePicture() throws Exception {
        Traffic traffic = Traffic.of(80, 90, 11);
        DrivenModel driven = new DrivenModel();
        traffic.fileAll(driven);
        driven.fly(traffic.arrivals(), 40, 64);
        DrivenModel thin = new DrivenModel();
        thin.show(Frame.parseFrom(answer(driven)));

        for (int second = 0; second < 40; second++) {
            List<byte[]> bodies = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                bodies.add(flyOn(driven, traffic).toByteArray());
            }
            byte[] one = FrameConflation.of(bodies);
            assertArrayEquals(one, FrameConflation.of(bodies));
            thin.show(Frame.parseFrom(one));
        }

        assertTrue(driven.tracks.size() > 40, driven.tracks.size() + " tracks");
        assertEquals(driven.tracks.keySet(), thin.tracks.keySet());
        assertEquals(driven.flights, thin.flights);
        assertEquals(driven.alerts.keySet(), thin.alerts.keySet());
        assertEquals(driven.positions, thin.positions);
        assertEquals(driven.safetyNets, thin.safetyNets);
    }

    private static byte[] answer(DrivenModel driven) throws Exception {
        return aero.vigil.wire.airspace.Keyframe.parseFrom(
                        driven.model.captureKeyframe(driven.frame()).encode())
                .getPicture()
                .toByteArray();
    }

    private static Frame flyOn(DrivenModel driven, Traffic traffic) {
        long before = driven.now();
        for (var arrival : traffic.arrivals()) {
            if (arrival.micros() > before && arrival.micros() <= before + 100_000) {
                driven.report(DrivenModel.ADAPTER_A, "A", List.of(arrival.plot()));
            }
        }
        return driven.tick();
    }

    @Test
    void withAnotherAdaptationOnlyItsPositionsAndSensorsAreThere() throws Exception {
        Frame before = frame(1).addPositions(position("OLD")).addSensors(sensor(1)).build();
        Frame loaded =
                frame(2).setLoadedAdaptation(Adaptation.newBuilder().setName("next"))
                        .addPositions(position("NEW"))
                        .addSensors(sensor(2))
                        .build();
        Frame after = frame(3).addSensors(sensor(3)).build();

        Frame one = of(before, loaded, after);

        assertEquals("next", one.getLoadedAdaptation().getName());
        assertEquals(List.of(position("NEW")), one.getPositionsList());
        assertEquals(List.of(sensor(2), sensor(3)), one.getSensorsList());
    }

    private static Position position(String id) {
        return Position.newBuilder().setId(id).build();
    }

    private static Sensor sensor(int sacSic) {
        return Sensor.newBuilder().setSacSic(sacSic).build();
    }

    @Test
    void theLastWordOnATrackIsToldAtTheTimeItWasValid() throws Exception {
        Frame first = frame(1).addTracks(track(7, -300)).addTracks(track(8, -50)).build();
        Frame second = frame(2).addTracks(track(8, -20)).build();
        Frame third = frame(3).build();

        Frame one = of(first, second, third);

        assertEquals(3, one.getNumber());
        assertEquals(300_000, one.getModelTimeMicros());
        assertEquals(List.of(track(7, -500), track(8, -120)), one.getTracksList());
    }

    @Test
    void whatEndedAndBeganAgainIsToldAsEndedAndAsNew() throws Exception {
        Frame first = frame(1).addTracks(track(7, 0)).build();
        Frame second = frame(2).addEndedTracks(7).addEndedTracks(9).build();
        Frame third = frame(3).addTracks(track(7, 0)).build();

        Frame one = of(first, second, third);

        assertEquals(List.of(7, 9), one.getEndedTracksList());
        assertEquals(List.of(track(7, 0)), one.getTracksList());
    }

    @Test
    void whatIsLeftUntilAViolationRunsDown() throws Exception {
        Alert alert = Alert.newBuilder().setId(3).setViolationMillis(60_000).build();

        Frame one = of(frame(1).addAlerts(alert).build(), frame(2).build());

        assertEquals(59_900, one.getAlerts(0).getViolationMillis());
    }

    @Test
    void whatIsToldWholeReplacesWhatWasToldBefore() throws Exception {
        AlarmList two =
                AlarmList.newBuilder()
                        .addAlarms(SupervisorAlarm.getDefaultInstance())
                        .addAlarms(SupervisorAlarm.getDefaultInstance())
                        .build();
        AlarmList none = AlarmList.getDefaultInstance();

        Frame one = of(frame(1).setAlarms(two).build(), frame(2).setAlarms(none).build());

        assertTrue(one.hasAlarms());
        assertEquals(0, one.getAlarms().getAlarmsCount());
    }

    @Test
    void ofAPartOfThePlaneOnlyItsTracksAreTold() throws Exception {
        Track inside = Track.newBuilder().setNumber(1).setX(2_000).setY(-2_000).build();
        Track outside = Track.newBuilder().setNumber(2).setX(2_004).setY(0).build();

        Frame whole = of(frame(1).addTracks(inside).addTracks(outside).addEndedTracks(5).build());

        Frame one =
                Frame.parseFrom(
                        FrameConflation.within(
                                whole.toByteArray(), new Part(0, -1_000, 1_000, 1_000)));

        assertEquals(List.of(inside), one.getTracksList());
        assertEquals(List.of(5), one.getEndedTracksList());
    }

    @Test
    void rawPlotsAreNotForThinLines() throws Exception {
        Frame.Builder seen = frame(1);
        seen.getPlotsBuilder().addX(4).addY(5);

        assertFalse(of(seen.build()).hasPlots());
    }

    private static Frame of(Frame... frames) throws Exception {
        List<byte[]> bodies = new ArrayList<>();
        for (Frame frame : frames) {
            bodies.add(frame.toByteArray());
        }
        return Frame.parseFrom(FrameConflation.of(bodies));
    }

    private static Frame.Builder frame(int number) {
        return Frame.newBuilder().setNumber(number).setModelTimeMicros(100_000L * number);
    }

    private static Track track(int number, int validity) {
        return Track.newBuilder().setNumber(number).setValidityMillis(validity).build();
    }
}
