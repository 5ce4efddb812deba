package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.RawPlots;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Arrival;
import aero.vigil.airspace.surveillance.Sources;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Keyframe;
import aero.vigil.wire.airspace.SetWinds;
import aero.vigil.wire.airspace.Track;
import aero.vigil.wire.airspace.WindLayer;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What displays get: changes that add up to the whole, in few bytes. */
final class FramesTest {

    @Test
    void theFramesAddUpToTheKeyframe() throws Exception {
        Traffic traffic = Traffic.of(60, 90, 3);
        DrivenModel driven = new DrivenModel();
        traffic.fileAll(driven);
        driven.fly(traffic.arrivals(), 90, 64);

        Keyframe keyframe =
                Keyframe.parseFrom(driven.model.captureKeyframe(driven.frame()).encode());

        DrivenModel joiner = new DrivenModel();
        joiner.show(keyframe.getPicture());
        assertTrue(joiner.tracks.size() > 50, joiner.tracks.size() + " tracks");
        assertEquals(placed(driven.tracks), placed(joiner.tracks));
        assertEquals(driven.flights, joiner.flights);
        assertEquals(driven.positions, joiner.positions);
        assertEquals(driven.alerts.keySet(), joiner.alerts.keySet());
        assertEquals(TestRegion.builder().build(), keyframe.getAdaptation());
        assertEquals(driven.frame(), keyframe.getPicture().getNumber());
    }

    /** Without the age, which is told relative to the frame that told it. */
    private static NavigableMap<Integer, Track> placed(NavigableMap<Integer, Track> tracks) {
        NavigableMap<Integer, Track> placed = new TreeMap<>();
        tracks.forEach(
                (number, track) ->
                        placed.put(number, track.toBuilder().clearValidityMillis().build()));
        return placed;
    }

    @Test
    void aTrackTakesAtMostSixtyBytesAndAFrameItsShare() throws Exception {
        Traffic traffic = Traffic.of(1_000, 40, 4);
        DrivenModel driven = new DrivenModel();
        int greatest = 0;
        long tracks = 0;
        long frames = 0;
        long bytes = 0;
        long plotBytes = 0;
        driven.fly(traffic.arrivals(), 25, 256);
        for (int i = 0; i < 100; i++) {
            long before = driven.now();
            List<Plot> due = new ArrayList<>();
            for (var arrival : traffic.arrivals()) {
                if (arrival.micros() > before && arrival.micros() <= before + 100_000) {
                    due.add(arrival.plot());
                }
            }
            driven.report(DrivenModel.ADAPTER_A, "A", due.subList(0, Math.min(256, due.size())));
            Frame frame = driven.tick();
            for (Track track : frame.getTracksList()) {
                greatest = Math.max(greatest, track.getSerializedSize());
            }
            tracks += frame.getTracksCount();
            bytes += frame.getSerializedSize();
            plotBytes += frame.getPlots().getSerializedSize();
            frames++;
        }

        System.out.println(
                "frames: "
                        + bytes / frames
                        + " bytes each, "
                        + plotBytes / frames
                        + " of raw plots, at "
                        + tracks * 10 / frames
                        + " track updates/s; greatest track "
                        + greatest
                        + " bytes");
        assertTrue(greatest <= 60, "a track of " + greatest + " bytes");
        double bytesPerUpdate = (double) bytes / tracks;
        assertTrue(bytesPerUpdate * 50 < 8_000, bytesPerUpdate + " bytes per track update");
    }

    @Test
    void everyPlotIsToldOnceWhateverBecomesOfIt() throws Exception {
        Traffic traffic = Traffic.of(40, 60, 8);
        DrivenModel driven = new DrivenModel();
        List<Plot> first = traffic.arrivals().stream().limit(60).map(Arrival::plot).toList();
        driven.passWithoutTick(5);

        driven.report(DrivenModel.ADAPTER_A, "A", first);
        driven.report(DrivenModel.ADAPTER_B, "B", first);
        Frame frame = driven.tick();

        assertEquals(60, frame.getPlots().getXCount());
        assertEquals(60, frame.getPlots().getYCount());
        assertEquals(60, frame.getPlots().getSources().size());
        assertEquals(Sources.MODE_S, frame.getPlots().getSources().byteAt(0));
        assertEquals(0, driven.tracks.size(), "none is confirmed by one scan");
        assertFalse(driven.tick().hasPlots());
        assertFalse(keyframe(driven).getPicture().hasPlots());
    }

    @Test
    void aRestoredModelTellsOfThePlotsOfTheFrameItWasCapturedIn() throws Exception {
        Traffic traffic = Traffic.of(40, 60, 8);
        DrivenModel driven = new DrivenModel();
        driven.passWithoutTick(5);
        List<Plot> first = traffic.arrivals().stream().limit(60).map(Arrival::plot).toList();
        driven.report(DrivenModel.ADAPTER_A, "A", first);

        AirspaceModel restored = new AirspaceModel(TestRegion.bytes(), ModelClock.utc());
        restored.restore(driven.model.captureState().encode());
        DrivenModel continued = driven.continuedBy(restored);

        Frame frame = driven.tick();
        assertEquals(60, frame.getPlots().getXCount());
        assertEquals(frame, continued.tick());
        assertEquals(driven.digests.get(0), continued.digests.get(0));
    }

    @Test
    void aFrameTellsOfSoManyPlotsAndCountsTheOthers() throws Exception {
        Traffic traffic = Traffic.of(1_400, 30, 9);
        DrivenModel driven = new DrivenModel();
        List<Plot> due = traffic.arrivals().stream().limit(2_100).map(Arrival::plot).toList();
        driven.passWithoutTick(5);
        for (int i = 0; i < due.size(); i += 100) {
            driven.report(DrivenModel.ADAPTER_A, "A", due.subList(i, i + 100));
        }

        Frame frame = driven.tick();

        assertEquals(RawPlots.MOST, frame.getPlots().getXCount());
        assertEquals(2_100 - RawPlots.MOST, frame.getPlots().getLeftOut());
        assertTrue(frame.getPlots().getSerializedSize() <= 7 * RawPlots.MOST + 16);
    }

    @Test
    void theWindsInForceAreToldWhenTheyChangeAndInEveryKeyframe() throws Exception {
        DrivenModel driven = new DrivenModel();
        assertTrue(driven.tick().hasWinds(), "still air");
        WindLayer layer =
                WindLayer.newBuilder().setFlightLevel(300).setFromDegrees(271).setKnots(87).build();

        driven.accepted(
                new Submitter(9, "sue", List.of("supervisor")),
                Command.newBuilder().setSetWinds(SetWinds.newBuilder().addLayers(layer)).build());

        assertEquals(List.of(layer), driven.tick().getWinds().getLayersList());
        assertFalse(driven.tick().hasWinds());
        assertEquals(List.of(layer), keyframe(driven).getPicture().getWinds().getLayersList());
    }

    private static Keyframe keyframe(DrivenModel driven) throws InvalidProtocolBufferException {
        return Keyframe.parseFrom(driven.model.captureKeyframe(driven.frame()).encode());
    }

    @Test
    void theAuditCoversEveryObjectWithinSixtyFourFrames() throws Exception {
        Traffic traffic = Traffic.of(30, 30, 5);
        DrivenModel driven = new DrivenModel();
        traffic.fileAll(driven);
        driven.fly(traffic.arrivals(), 30, 64);

        int tracks = 0;
        int flights = 0;
        for (int frame = 1; frame <= 64; frame++) {
            var slice = driven.model.state().picture.slice(frame, driven.now());
            tracks += slice.tracks().size();
            flights += slice.flights().size();
        }

        assertEquals(driven.tracks.size(), tracks);
        assertEquals(driven.flights.size(), flights);
    }

    @Test
    void aCaptureIsNotChangedByWhatComesAfterIt() throws Exception {
        Traffic traffic = Traffic.of(20, 60, 6);
        DrivenModel driven = new DrivenModel();
        traffic.fileAll(driven);
        driven.fly(traffic.arrivals(), 30, 64);
        byte[] keyframeBefore = driven.model.captureKeyframe(driven.frame()).encode();
        byte[] stateBefore = driven.model.captureState().encode();

        // Encoded for the first time when the model has gone on: as another thread may.
        Capture keyframe = driven.model.captureKeyframe(driven.frame());
        Capture state = driven.model.captureState();
        driven.fly(traffic.arrivals(), 20, 64);

        assertEquals(digest(keyframeBefore), digest(keyframe.encode()));
        assertEquals(digest(keyframeBefore), digest(keyframe.encode()));
        assertEquals(digest(stateBefore), digest(state.encode()));
        assertFalse(
                digest(keyframeBefore)
                        .equals(digest(driven.model.captureKeyframe(driven.frame()).encode())));
        assertFalse(digest(stateBefore).equals(digest(driven.model.captureState().encode())));
    }

    private static String digest(byte[] bytes) throws Exception {
        return java.util.HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void theFirstFrameTellsOfEveryPositionAndSensorsFollowWithinASecond()
            throws InvalidProtocolBufferException {
        DrivenModel driven = new DrivenModel();

        Frame first = driven.tick();
        int sensors = first.getSensorsCount();
        for (int i = 0; i < 9; i++) {
            sensors += driven.tick().getSensorsCount();
        }

        assertEquals(9, first.getPositionsCount());
        assertEquals(2, sensors);
        assertEquals(SimulatedTraffic.START_MICROS + 100_000, first.getModelTimeMicros());
    }
}
