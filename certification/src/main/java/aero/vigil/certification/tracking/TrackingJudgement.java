package aero.vigil.certification.tracking;

import aero.vigil.certification.process.VigilHome;
import aero.vigil.ingest.simulator.AdaptationFile;
import aero.vigil.wire.airspace.Adaptation;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tables (a) to (d), as text for people and as JSON. */
public final class TrackingJudgement {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * How much is flown.
     *
     * @param aircraft in the air at once in tables (a) and (c)
     * @param seconds of each of their cells
     * @param flights of each row of table (b)
     */
    public record Size(int aircraft, long seconds, int flights) {

        /** As §9 asks: more than 200 flights and 40 flight hours a cell. */
        public static final Size WHOLE = new Size(70, 7_200, 240);

        /** Minutes of traffic, for a test: the figures are rough, most bars far away. */
        public static final Size SHORT = new Size(40, 900, 40);
    }

    private final ObjectNode json = JSON.createObjectNode();
    private final StringBuilder text = new StringBuilder();
    private final List<String> failures = new ArrayList<>();
    private final Consumer<String> progress;

    /**
     * @param progress told what is being flown
     */
    public TrackingJudgement(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Flies everything; once. */
    public void run(Size size, long seed) throws IOException {
        Adaptation region = AdaptationFile.read(VigilHome.adaptation("switzerland"));
        json.put("seed", seed);
        ArrayNode a = json.putArray("a");
        ArrayNode b = json.putArray("b");
        ArrayNode c = json.putArray("c");
        text.append(
                """
                Bars marked [K] are recalled, not read: no conformity is claimed on them.
                Intervals are 95 %, by bootstrap over flights.
                """);
        for (RequiredCell cell : RequiredCell.all()) {
            progress.accept("tracking (a), (c): " + cell.name());
            RequiredResult result =
                    new RequiredRun(cell, region, seed, size.aircraft(), size.seconds()).run();
            report(result, a, c);
        }
        for (AccuracyCell cell : AccuracyCell.all()) {
            progress.accept("tracking (b): " + cell.name());
            accuracy(cell, size.flights(), seed, b.addObject());
        }
        compareRealData();
        ArrayNode failed = json.putArray("failures");
        failures.forEach(failed::add);
        text.append('\n').append(failures.isEmpty() ? "All bars are held.\n" : "Not held:\n");
        failures.forEach(failure -> text.append("  ").append(failure).append('\n'));
    }

    /** Errors as the reference had them; consistency, and errors again, with reality's biases. */
    private void accuracy(AccuracyCell cell, int flights, long seed, ObjectNode row) {
        AccuracyRun real = new AccuracyRun(cell, flights, seed, 1).fly();
        List<Figure> figures =
                new ArrayList<>(new AccuracyRun(cell, flights, seed, 0).fly().accuracy());
        figures.addAll(real.consistency());
        title("(b) " + cell.name() + ", " + flights + " flights");
        row.put("cell", cell.name()).put("flights", flights);
        add(row, "(b) " + cell.name(), figures);
        title("    the same with transponder delays and air that is not standard");
        add(
                row.putObject("withBiases"),
                cell.name(),
                real.accuracy().stream().map(Figure::printedOnly).toList());
    }

    /** Table (d): reported as it is. */
    private void compareRealData() throws IOException {
        progress.accept("tracking (d): Sáenz Peña");
        title("(d) Radar of Sáenz Peña beside independent system tracks of the same hour");
        ObjectNode pair = json.putArray("d").addObject().put("cell", "Sáenz Peña");
        List<Figure> figures = SaenzPena.figures();
        if (figures == null) {
            text.append("  NOT RUN: no recordings under VIGIL_DATA\n");
            pair.put("notRun", "no recordings under VIGIL_DATA");
        } else {
            add(pair, "(d)", figures);
        }
    }

    private void report(RequiredResult result, ArrayNode a, ArrayNode c) {
        String size =
                String.format(
                        Locale.ROOT,
                        ", %d flights, %.1f flight hours",
                        result.flights(),
                        result.flightHours());
        title("(a) " + result.name() + size);
        ObjectNode cell = a.addObject().put("cell", result.name());
        cell.put("flights", result.flights()).put("flightHours", result.flightHours());
        add(cell, "(a) " + result.name(), result.required());
        List<String> below = result.flightsBelow();
        ArrayNode flights = cell.putArray("flightsBelow");
        below.forEach(flights::add);
        text.append("  flights below the figure of each flight: ").append(below.size());
        text.append(" of ").append(result.flights()).append('\n');
        title("(c) " + result.name() + size);
        ObjectNode continuity = c.addObject().put("cell", result.name());
        add(continuity, "(c) " + result.name(), result.continuity());
    }

    private void title(String words) {
        text.append('\n').append(words).append('\n');
    }

    private void add(ObjectNode cell, String name, List<Figure> figures) {
        ArrayNode array = cell.putArray("figures");
        for (Figure figure : figures) {
            text.append("  ").append(figure.words()).append('\n');
            if (figure.fails()) {
                failures.add(name + ": " + figure.words().strip());
            }
            ObjectNode one = array.addObject();
            one.put("name", figure.name()).put("unit", figure.unit());
            one.put("value", known(figure.value()));
            one.put("low", known(figure.low())).put("high", known(figure.high()));
            one.put("bar", figure.bar()).put("atLeast", figure.atLeast());
            one.put("mark", figure.mark().name()).put("verdict", figure.verdict());
        }
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** The tables for people. */
    public String text() {
        return text.toString();
    }

    public ObjectNode json() {
        return json;
    }

    /** Every bar that is not held, in words. */
    public List<String> failures() {
        return List.copyOf(failures);
    }
}
