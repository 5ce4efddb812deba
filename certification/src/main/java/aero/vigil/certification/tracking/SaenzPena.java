package aero.vigil.certification.tracking;

import aero.vigil.airspace.geometry.PlanePosition;
import aero.vigil.airspace.geometry.PolarProjection;
import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.ingest.asterix.AsterixRecord;
import aero.vigil.ingest.asterix.Cat048;
import aero.vigil.ingest.asterix.Cat048Record;
import aero.vigil.ingest.asterix.Cat062;
import aero.vigil.ingest.asterix.Cat062Record;
import aero.vigil.ingest.asterix.DatagramDecoder;
import aero.vigil.ingest.capture.CaptureFile;
import aero.vigil.ingest.capture.CapturedDatagram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Table (d): an hour of a real radar's plots beside the tracks that an independent tracker made of
 * the same minutes. Pairs are found by code and time; the radar's offsets and the error of its
 * site's position are fitted first, what is left about them is reported and judged by nothing.
 */
final class SaenzPena {

    private static final String PLOTS = "asterix-argentina/260429.pcap";
    private static final String TRACKS = "asterix-argentina/fds260429.pcap";

    /** The radar's site as its users' tool has it; approximate. */
    private static final double LATITUDE = -26.750555;

    private static final double LONGITUDE = -60.481666;
    private static final double HEIGHT_METRES = 100;

    private static final double UNITS_A_SECOND = 128;
    private static final double METRES_A_RHO = 1_852 / 256.0;
    private static final double RADIANS_A_THETA = 2 * Math.PI / 65_536;
    private static final double METRES_A_QUARTER_LEVEL = 25 * 0.3048;

    /** Between two states of one track farther apart than this nothing is interpolated. */
    private static final double GREATEST_GAP_SECONDS = 9;

    /** Another aircraft with the same code is farther away than any bias. */
    private static final double SAME_AIRCRAFT_METRES = 6_000;

    private static final double LEAST_RANGE_METRES = 10 * 1_852;

    /** By code, then by track number: states by time of day in seconds. */
    private final Map<Integer, Map<Integer, NavigableMap<Double, PlanePosition>>> tracks =
            new HashMap<>();

    private final SystemPlane plane = new SystemPlane(LATITUDE, LONGITUDE);
    private final PolarProjection radar =
            new PolarProjection(plane, LATITUDE, LONGITUDE, HEIGHT_METRES);
    private final List<OffsetFit.Pair> pairs = new ArrayList<>();
    private final Set<Integer> codes = new TreeSet<>();

    private SaenzPena() {}

    /** The figures, all printed; null when the recordings are not here. */
    static @Nullable List<Figure> figures() throws IOException {
        String data = System.getenv("VIGIL_DATA");
        if (data == null || !Path.of(data).resolve(TRACKS).toFile().isFile()) {
            return null;
        }
        SaenzPena hour = new SaenzPena();
        each(Path.of(data).resolve(TRACKS), Cat062.NUMBER, hour::addState);
        each(Path.of(data).resolve(PLOTS), Cat048.NUMBER, hour::addPlot);
        return new OffsetFit(hour.pairs).figures(hour.codes.size());
    }

    private static void each(Path capture, int category, Consumer<AsterixRecord> use)
            throws IOException {
        try (CaptureFile file = CaptureFile.open(capture)) {
            for (CapturedDatagram datagram = file.next();
                    datagram != null;
                    datagram = file.next()) {
                for (AsterixRecord record : DatagramDecoder.decode(datagram.octets()).records()) {
                    if (record.category().number() == category) {
                        use.accept(record);
                    }
                }
            }
        }
    }

    private void addState(AsterixRecord record) {
        Cat062Record state = new Cat062Record(record);
        boolean isWhole =
                state.mode3A().isPresent()
                        && state.timeOfTrack().isPresent()
                        && state.trackNumber().isPresent()
                        && state.latitude().isPresent()
                        && state.longitude().isPresent();
        if (!isWhole) {
            return;
        }
        tracks.computeIfAbsent(state.mode3A().orElseThrow(), first -> new TreeMap<>())
                .computeIfAbsent(state.trackNumber().orElseThrow(), first -> new TreeMap<>())
                .put(
                        state.timeOfTrack().orElseThrow() / UNITS_A_SECOND,
                        plane.toPlane(
                                state.latitude().orElseThrow(), state.longitude().orElseThrow()));
    }

    private void addPlot(AsterixRecord record) {
        Cat048Record plot = new Cat048Record(record);
        boolean isWhole =
                plot.mode3A().isPresent()
                        && !plot.mode3ADoubtful()
                        && plot.timeOfDay().isPresent()
                        && plot.rho().isPresent()
                        && plot.theta().isPresent()
                        && plot.flightLevel().isPresent()
                        && !plot.flightLevelDoubtful();
        if (!isWhole || plot.rho().orElseThrow() * METRES_A_RHO < LEAST_RANGE_METRES) {
            return;
        }
        int code = plot.mode3A().orElseThrow();
        double range = plot.rho().orElseThrow() * METRES_A_RHO;
        PlanePosition measured =
                radar.toPlane(
                        range,
                        plot.theta().orElseThrow() * RADIANS_A_THETA,
                        plot.flightLevel().orElseThrow() * METRES_A_QUARTER_LEVEL);
        double second = plot.timeOfDay().orElseThrow() / UNITS_A_SECOND;
        OffsetFit.Pair best = null;
        for (NavigableMap<Double, PlanePosition> track :
                tracks.getOrDefault(code, Map.of()).values()) {
            PlanePosition told = interpolated(track, second);
            OffsetFit.Pair pair =
                    told == null ? null : OffsetFit.Pair.of(radar.site(), measured, told);
            boolean isNearer = pair != null && (best == null || pair.distance() < best.distance());
            best = isNearer ? pair : best;
        }
        if (best != null && best.distance() < SAME_AIRCRAFT_METRES) {
            pairs.add(best);
            codes.add(code);
        }
    }

    private static @Nullable PlanePosition interpolated(
            NavigableMap<Double, PlanePosition> states, double second) {
        Map.Entry<Double, PlanePosition> before = states.floorEntry(second);
        Map.Entry<Double, PlanePosition> after = states.ceilingEntry(second);
        if (before == null
                || after == null
                || after.getKey() - before.getKey() > GREATEST_GAP_SECONDS) {
            return null;
        }
        double gap = after.getKey() - before.getKey();
        double part = gap == 0 ? 0 : (second - before.getKey()) / gap;
        PlanePosition a = before.getValue();
        PlanePosition b = after.getValue();
        return new PlanePosition(
                a.xMetres() + part * (b.xMetres() - a.xMetres()),
                a.yMetres() + part * (b.yMetres() - a.yMetres()));
    }
}
