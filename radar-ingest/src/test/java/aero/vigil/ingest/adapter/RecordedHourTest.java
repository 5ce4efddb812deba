package aero.vigil.ingest.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.geometry.PlanePosition;
import aero.vigil.airspace.geometry.PolarProjection;
import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.ingest.ThirdPartyData;
import aero.vigil.ingest.simulator.AdaptationFile;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.CountByReason;
import aero.vigil.wire.airspace.Feed;
import aero.vigil.wire.airspace.Sensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Recorded traffic through adapters, log and model: what became of every record, and how the tracks
 * lie beside what the radar, its own tracker and an independent tracker said.
 *
 * <p>The beginning of each recording; the whole hour with {@code -Dvigil.recorded.seconds=4000
 * -Dvigil.recorded.rate=40} on a machine that does nothing else.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT) // both wait for a clock
final class RecordedHourTest {

    private static final double SECONDS = Double.parseDouble(setting("seconds", "300"));
    private static final double RATE = Double.parseDouble(setting("rate", "15"));
    private static final String BARCELONA = "asterix-lebl/lebl-cat048-230502-0800-0900.ast";
    private static final String SAENZ_PENA = "asterix-argentina/260429.pcap";
    private static final String OTHER_TRACKER = "asterix-argentina/fds260429.pcap";

    /** The other tracker's recording begins so many seconds after the radar's. */
    private static final double OTHER_TRACKER_FROM = 430;

    /** Half the resolution of I048/140, and rounding. */
    private static final long SAME_TIME_MICROS = 6_000;

    /** Of plots: the radar's own empty reports, garbled replies and splits. */
    private static final double GREATEST_REJECTED = 0.1;

    private static final int FEW_UPDATES = 5;

    /** A track is judged from here on: filters have settled. */
    private static final int SETTLED_UPDATES = 8;

    @TempDir private Path folder;

    private static String setting(String name, String standard) {
        return System.getProperty("vigil.recorded." + name, standard);
    }

    private static Path adaptation(String name) {
        return Path.of(System.getProperty("vigil.root", ".."), "config/adaptations", name);
    }

    @Test
    void theHourOverBarcelona() throws Exception {
        Path part = part(BARCELONA, 0);
        RecordedPlots recorded = RecordedPlots.read(part, Long.MIN_VALUE, Double.MAX_VALUE);
        SeenTracks seen = play("barcelona.json", part, recorded);

        account(recorded, seen);
        Comparison comparison = new Comparison(region("barcelona.json"), recorded, seen.lives());
        comparison.print();
        assertTrue(comparison.position.rms() < 60, "position about the plots");
        assertTrue(comparison.speed.spread() < 8, "speed about the radar's own, straight flight");
        assertTrue(comparison.heading.spread() < 3, "heading about the radar's own");
        assertEquals(List.of(), comparison.untracked, "aircraft seen five times without a track");
        printDoubtful(recorded, seen);
    }

    @Test
    void theHourOverSaenzPena() throws Exception {
        Path part = part(SAENZ_PENA, OTHER_TRACKER_FROM);
        RecordedPlots recorded = RecordedPlots.read(part, Long.MIN_VALUE, Double.MAX_VALUE);
        SeenTracks seen = play("saenz-pena.json", part, recorded);

        account(recorded, seen);
        printDoubtful(recorded, seen);
        OtherTracker other =
                new OtherTracker(
                        region("saenz-pena.json"),
                        RecordedPlots.read(
                                ThirdPartyData.path(OTHER_TRACKER), recorded.firstMicros, SECONDS),
                        seen.lives());
        other.print();
        assertTrue(other.codes.size() >= 3, "codes in common");
        assertTrue(other.about.percentile(0.5) < 500, "about the bias");
    }

    /** The span of a recording that is played. */
    private Path part(String recording, double from) throws IOException {
        Path whole = ThirdPartyData.path(recording);
        String name = recording.endsWith(".pcap") ? "part.pcap" : "part.ast";
        return RecordedGroup.cut(whole, folder.resolve(name), from, SECONDS);
    }

    private static Adaptation region(String name) throws IOException {
        return AdaptationFile.read(adaptation(name));
    }

    private SeenTracks play(String adaptation, Path part, RecordedPlots recorded) throws Exception {
        return RecordedGroup.play(folder, adaptation(adaptation), part, recorded, RATE);
    }

    /** Every record of the span came by both lines and is a plot once, as a copy the other time. */
    private static void account(RecordedPlots recorded, SeenTracks seen) {
        Sensor sensor = seen.sensor();
        print(recorded, seen, sensor);
        long lost = 0;
        for (String adapter : List.of("A", "B")) {
            Feed feed = seen.feed(adapter);
            long leftOut = rejects(feed, SeenTracks.LEFT_OUT);
            lost += leftOut;
            assertEquals(recorded.datagrams, feed.getDatagrams() + leftOut, adapter);
            assertEquals(0, feed.getDiscarded(), adapter);
        }
        long came = sensor.getPlots() + sensor.getDuplicates();
        long sent = 2L * recorded.plots.size();
        assertTrue(came <= sent && came >= sent - lost, came + " of " + sent + ", lost " + lost);
        long rejected = sensor.getRejectsList().stream().mapToLong(c -> c.getCount()).sum();
        assertTrue(
                rejected <= sensor.getPlots() * GREATEST_REJECTED,
                rejected + " of " + sensor.getPlots() + " rejected");
    }

    private static long rejects(Feed feed, String reason) {
        return feed.getRejectsList().stream()
                .filter(count -> count.getReason().equals(reason))
                .mapToLong(CountByReason::getCount)
                .sum();
    }

    private static void print(RecordedPlots recorded, SeenTracks seen, Sensor sensor) {
        System.out.printf(
                "%s: %d datagrams, %d records, %d target reports; model: %d plots, %d copies,"
                        + " rejects %s; clock %s %d ms; totals %s; frames %d%n",
                sensor.getName(),
                recorded.datagrams,
                recorded.records,
                recorded.plots.size(),
                sensor.getPlots(),
                sensor.getDuplicates(),
                text(sensor.getRejectsList()),
                sensor.getClock(),
                sensor.getClockOffsetMillis(),
                text(seen.totals().getRejectsList()),
                seen.frames());
        for (String adapter : List.of("A", "B")) {
            Feed feed = seen.feed(adapter);
            System.out.printf(
                    "  adapter %s: %d datagrams, %d records, rejects %s%n",
                    adapter, feed.getDatagrams(), feed.getRecords(), text(feed.getRejectsList()));
        }
    }

    private static String text(List<CountByReason> counts) {
        return counts.stream()
                .map(count -> count.getReason() + " " + count.getCount())
                .collect(Collectors.joining(", "));
    }

    /** Tracks without an address or with few updates, each with the plots that may have made it. */
    private static void printDoubtful(RecordedPlots recorded, SeenTracks seen) {
        List<SeenTracks.Life> lives = seen.lives();
        int withoutAddress = 0;
        int few = 0;
        for (SeenTracks.Life life : lives) {
            boolean isNameless = life.address == RecordedPlots.ABSENT;
            boolean isShort = life.states.size() < FEW_UPDATES;
            withoutAddress += isNameless ? 1 : 0;
            few += isShort ? 1 : 0;
            if (isShort
                    || (isNameless && recorded.plots.get(0).address() != RecordedPlots.ABSENT)) {
                System.out.printf(
                        "  doubtful: track %d address %s code %s, %d updates, %.0f s%n",
                        life.number,
                        isNameless ? "-" : Integer.toHexString(life.address),
                        life.mode3A == RecordedPlots.ABSENT
                                ? "-"
                                : Integer.toOctalString(life.mode3A),
                        life.states.size(),
                        (life.lastMicros() - life.firstMicros()) / 1e6);
                plotsOf(recorded, life).stream()
                        .limit(12)
                        .forEach(p -> System.out.println("    " + p));
            }
        }
        System.out.printf(
                "  %d tracks: %d without an address, %d with fewer than %d updates%n",
                lives.size(), withoutAddress, few, FEW_UPDATES);
    }

    private static List<RecordedPlots.Plot> plotsOf(RecordedPlots recorded, SeenTracks.Life life) {
        List<RecordedPlots.Plot> own = new ArrayList<>();
        for (RecordedPlots.Plot plot : recorded.plots) {
            boolean isNear =
                    plot.timeMicros() > life.firstMicros() - 15_000_000
                            && plot.timeMicros() < life.lastMicros() + 15_000_000;
            boolean isSame =
                    life.address != RecordedPlots.ABSENT
                            ? plot.address() == life.address
                            : plot.mode3A() == life.mode3A
                                    && plot.address() == RecordedPlots.ABSENT;
            if (isNear && isSame) {
                own.add(plot);
            }
        }
        return own;
    }

    /** Tracks beside the radar's plots of the same aircraft and the radar's own speed. */
    private static final class Comparison {
        final Differences position = new Differences();
        final Differences speed = new Differences();
        final Differences heading = new Differences();
        final List<String> untracked = new ArrayList<>();
        private final int aircraft;
        private final int livesWithAddress;

        Comparison(Adaptation region, RecordedPlots recorded, List<SeenTracks.Life> lives) {
            Placing placing = new Placing(region);
            SortedMap<Integer, Map<Long, RecordedPlots.Plot>> byAddress = new TreeMap<>();
            for (RecordedPlots.Plot plot : recorded.plots) {
                if (plot.address() != RecordedPlots.ABSENT && plot.detection() != 0) {
                    byAddress
                            .computeIfAbsent(plot.address(), address -> new HashMap<>())
                            .put(plot.timeMicros(), plot);
                }
            }
            aircraft = byAddress.size();
            int tracked = 0;
            for (Map.Entry<Integer, Map<Long, RecordedPlots.Plot>> entry : byAddress.entrySet()) {
                List<SeenTracks.Life> own =
                        lives.stream().filter(life -> life.address == entry.getKey()).toList();
                tracked += own.size();
                if (own.isEmpty() && entry.getValue().size() >= FEW_UPDATES) {
                    untracked.add(
                            Integer.toHexString(entry.getKey())
                                    + " with "
                                    + entry.getValue().size());
                }
                own.forEach(life -> compare(life, entry.getValue(), placing));
            }
            livesWithAddress = tracked;
        }

        private void compare(
                SeenTracks.Life life, Map<Long, RecordedPlots.Plot> plots, Placing placing) {
            for (int i = 0; i < life.states.size(); i++) {
                SeenTracks.State state = life.states.get(i);
                RecordedPlots.Plot plot = nearest(plots, state.validMicros());
                if (plot == null
                        || plot.flightLevel() == RecordedPlots.ABSENT
                        || i < SETTLED_UPDATES) {
                    continue;
                }
                PlanePosition at = placing.place(plot);
                position.add(Math.hypot(state.x() - at.xMetres(), state.y() - at.yMetres()));
                if (plot.knots() > 100) {
                    speed.add(state.knots() - plot.knots());
                    heading.add(Math.IEEEremainder(state.heading() - plot.heading(), 360));
                }
            }
        }

        private static RecordedPlots.@org.jspecify.annotations.Nullable Plot nearest(
                Map<Long, RecordedPlots.Plot> plots, long micros) {
            for (Map.Entry<Long, RecordedPlots.Plot> entry : plots.entrySet()) {
                if (Math.abs(entry.getKey() - micros) <= SAME_TIME_MICROS) {
                    return entry.getValue();
                }
            }
            return null;
        }

        void print() {
            System.out.printf(
                    "  %d aircraft addresses, %d tracks with an address, without a track %s%n",
                    aircraft, livesWithAddress, untracked);
            System.out.println("  track from its plot, m: " + position);
            System.out.println("  speed less I048/200, kt: " + speed);
            System.out.println("  heading less I048/200, deg: " + heading);
        }
    }

    /** Where a plot is on the system plane. */
    private static final class Placing {
        private final PolarProjection projection;

        Placing(Adaptation region) {
            var site = region.getSensors(0);
            projection =
                    new PolarProjection(
                            new SystemPlane(region.getLatitude(), region.getLongitude()),
                            site.getLatitude(),
                            site.getLongitude(),
                            site.getHeightMetres());
        }

        PlanePosition place(RecordedPlots.Plot plot) {
            double feet =
                    plot.flightLevel() == RecordedPlots.ABSENT ? 10_000 : plot.flightLevel() * 25.0;
            return projection.toPlane(
                    plot.rho() * 1_852.0 / 256, plot.theta() * 2 * Math.PI / 65_536, feet * 0.3048);
        }
    }

    /** System tracks beside those of an independent tracker, by codes that both have. */
    private static final class OtherTracker {
        final SortedMap<String, Differences> codes = new TreeMap<>();
        final Differences about = new Differences();
        private final List<double[]> pairs = new ArrayList<>();
        private double rangeBias;
        private double azimuthBias;
        private final PolarProjection projection;

        OtherTracker(Adaptation region, RecordedPlots other, List<SeenTracks.Life> lives) {
            SystemPlane plane = new SystemPlane(region.getLatitude(), region.getLongitude());
            projection = new Placing(region).projection;
            List<String> names = new ArrayList<>();
            for (SeenTracks.Life life : lives) {
                List<RecordedPlots.OtherTrack> theirs = other.othersByCode.get(life.mode3A);
                if (theirs == null || life.address != RecordedPlots.ABSENT) {
                    continue;
                }
                for (int i = SETTLED_UPDATES; i < life.states.size(); i++) {
                    SeenTracks.State state = life.states.get(i);
                    for (RecordedPlots.OtherTrack track : theirs) {
                        double late = (track.timeMicros() - state.validMicros()) / 1e6;
                        if (Math.abs(late) < 2.1) {
                            PlanePosition there =
                                    plane.toPlane(track.latitude(), track.longitude());
                            pair(
                                    state.x() + state.vx() * late,
                                    state.y() + state.vy() * late,
                                    there);
                            names.add(Integer.toOctalString(life.mode3A));
                            break;
                        }
                    }
                }
            }
            fit(names);
        }

        /** Range and azimuth by which ours lies beyond theirs, seen from the radar. */
        private void pair(double x, double y, PlanePosition there) {
            double range = projection.distanceTo(x, y);
            double theirs = projection.distanceTo(there.xMetres(), there.yMetres());
            double turn =
                    Math.IEEEremainder(
                            projection.azimuthTo(x, y)
                                    - projection.azimuthTo(there.xMetres(), there.yMetres()),
                            2 * Math.PI);
            pairs.add(new double[] {range - theirs, turn, range});
        }

        private void fit(List<String> names) {
            Differences ranges = new Differences();
            Differences turns = new Differences();
            pairs.forEach(pair -> ranges.add(pair[0]));
            pairs.forEach(pair -> turns.add(pair[1]));
            rangeBias = ranges.percentile(0.5);
            azimuthBias = turns.percentile(0.5);
            for (int i = 0; i < pairs.size(); i++) {
                double[] pair = pairs.get(i);
                double off = Math.hypot(pair[0] - rangeBias, (pair[1] - azimuthBias) * pair[2]);
                about.add(off);
                codes.computeIfAbsent(names.get(i), code -> new Differences()).add(off);
            }
        }

        void print() {
            System.out.printf(
                    "  beside CAT062: %d pairs of %d codes; bias %.0f m in range, %.3f deg in"
                            + " azimuth; residual about it, m: %s%n",
                    pairs.size(), codes.size(), rangeBias, Math.toDegrees(azimuthBias), about);
            codes.forEach((code, values) -> System.out.println("    " + code + ": " + values));
        }
    }

    /** A sample of differences. */
    private static final class Differences {
        private final List<Double> values = new ArrayList<>();

        void add(double value) {
            values.add(value);
        }

        double percentile(double share) {
            List<Double> sorted = values.stream().sorted().toList();
            return sorted.isEmpty()
                    ? Double.NaN
                    : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
        }

        double rms() {
            return Math.sqrt(values.stream().mapToDouble(v -> v * v).average().orElse(Double.NaN));
        }

        /** Standard deviation as the median of absolute deviations gives it. */
        double spread() {
            double median = percentile(0.5);
            Differences off = new Differences();
            values.forEach(value -> off.add(Math.abs(value - median)));
            return 1.4826 * off.percentile(0.5);
        }

        @Override
        public String toString() {
            return String.format(
                    "n %d, median %.2f, spread %.2f, rms %.2f, p95 %.2f, p99 %.2f",
                    values.size(),
                    percentile(0.5),
                    spread(),
                    rms(),
                    percentile(0.95),
                    percentile(0.99));
        }
    }
}
