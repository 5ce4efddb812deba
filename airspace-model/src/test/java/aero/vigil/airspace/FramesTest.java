package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Keyframe;
import aero.vigil.wire.airspace.Track;
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
        driven.fly(traffic.arrivals(), 25, 256);
        for (int i = 0; i < 100; i++) {
            long before = driven.now();
            List<aero.vigil.airspace.surveillance.Plot> due = new ArrayList<>();
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
            frames++;
        }

        System.out.println(
                "frames: "
                        + bytes / frames
                        + " bytes each at "
                        + tracks * 10 / frames
                        + " track updates/s; greatest track "
                        + greatest
                        + " bytes");
        assertTrue(greatest <= 60, "a track of " + greatest + " bytes");
        double bytesPerUpdate = (double) bytes / tracks;
        assertTrue(bytesPerUpdate * 50 < 8_000, bytesPerUpdate + " bytes per track update");
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
