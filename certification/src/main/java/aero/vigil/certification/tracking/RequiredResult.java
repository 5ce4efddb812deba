package aero.vigil.certification.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of one cell of tables (a) and (c). */
final class RequiredResult {

    /** A track may miss no more than this of what was delivered, percent. */
    private static final double UPDATE_LOSS = 0.3;

    private static final double LEAST_UPDATE_PERCENT = 97;

    private final RequiredCell cell;
    private final List<Leg> flights;
    private final int swaps;
    private final int crossings;
    private final FalseTracks falseTracks;
    private final double hours;

    RequiredResult(
            RequiredCell cell,
            List<Leg> legs,
            int swaps,
            int crossings,
            FalseTracks falseTracks,
            double hours) {
        this.cell = cell;
        this.flights =
                legs.stream().filter(leg -> leg.delivered.seconds() > Leg.SETTLE_SECONDS).toList();
        this.swaps = swaps;
        this.crossings = crossings;
        this.falseTracks = falseTracks;
        this.hours = hours;
    }

    String name() {
        return cell.name();
    }

    int flights() {
        return flights.size();
    }

    double flightHours() {
        return flights.stream().mapToDouble(leg -> leg.delivered.seconds()).sum() / 3_600;
    }

    /** Table (a). */
    List<Figure> required() {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(updates());
        for (Measure measure : Measure.values()) {
            boolean isOfTableC = measure.compareTo(Measure.NUMBER_CHANGES) >= 0;
            if (!isOfTableC && measure.compareTo(Measure.LONG_GAPS) > 0) {
                figures.add(measured(measure));
            }
        }
        Separation separation = cell.separation();
        if (cell.leastAgeSeconds() > separation.levelAgeSeconds) {
            figures.replaceAll(RequiredResult::unjudgedAge);
        }
        figures.add(
                delay("emergency shown after", Script.Kind.EMERGENCY, separation.emergencySeconds));
        figures.add(delay("SPI shown after", Script.Kind.IDENT, separation.emergencySeconds));
        figures.add(
                delay(
                        "new code shown after",
                        Script.Kind.NEW_CODE,
                        separation.identityChangeSeconds));
        figures.add(
                printed(
                        "false tracks, nobody within 5 NM",
                        "per hour",
                        falseTracks.alone() / hours));
        figures.add(
                printed("false tracks near an aircraft", "per hour", falseTracks.nearby() / hours));
        return figures;
    }

    /** Where one radar turns too slowly the age says nothing of the tracker: printed only. */
    private static Figure unjudgedAge(Figure figure) {
        return figure.name().equals(Measure.LEVEL_AGE.words()) ? figure.printedOnly() : figure;
    }

    private List<Figure> updates() {
        Ratio shown = new Ratio();
        Ratio delivered = new Ratio();
        Ratio longGaps = new Ratio();
        for (Leg leg : flights) {
            shown.add(leg.shown.missed(), leg.shown.expected());
            delivered.add(leg.delivered.missed(), leg.delivered.expected());
            longGaps.add(leg.shown.inLongGaps(), leg.shown.expected());
        }
        Figure update = Measure.MISSED_UPDATES.figure(shown, cell.separation());
        Figure sent = Measure.MISSED_UPDATES.figure(delivered, cell.separation());
        return List.of(
                update,
                new Figure(
                        "the same of the plots delivered, printed",
                        "%",
                        sent.value(),
                        sent.low(),
                        sent.high(),
                        null,
                        true,
                        Mark.R),
                new Figure(
                        "lost by the tracker of it",
                        "%",
                        sent.value() - update.value(),
                        Double.NaN,
                        Double.NaN,
                        UPDATE_LOSS,
                        false,
                        Mark.R),
                Measure.LONG_GAPS.figure(longGaps, cell.separation()));
    }

    private Figure measured(Measure measure) {
        Ratio ratio = new Ratio();
        for (Leg leg : flights) {
            ratio.add(leg.sums(measure)[0], leg.sums(measure)[1]);
        }
        return measure.figure(ratio, cell.separation());
    }

    private Figure delay(String name, Script.Kind kind, double bar) {
        Quantile delays = new Quantile();
        for (Leg leg : flights) {
            if (kind == Script.kind(leg.target) && !Double.isNaN(leg.eventDelaySeconds)) {
                delays.add(leg.eventDelaySeconds);
            }
        }
        double[] estimate = delays.estimate();
        return new Figure(
                name + ", p95", "s", estimate[0], estimate[1], estimate[2], bar, false, Mark.K);
    }

    /** Table (c). */
    List<Figure> continuity() {
        List<Figure> figures = new ArrayList<>();
        figures.add(measured(Measure.NUMBER_CHANGES));
        double perThousand = crossings == 0 ? Double.NaN : 1_000.0 * swaps / crossings;
        figures.add(
                new Figure(
                        "swaps per 1,000 crossings (" + crossings + " crossings)",
                        "",
                        perThousand,
                        Double.NaN,
                        Double.NaN,
                        cell.isModeS() ? 0.0 : 1.0,
                        false,
                        Mark.R));
        Quantile initiation = new Quantile();
        for (Leg leg : flights) {
            if (!Double.isNaN(leg.initiationSeconds)) {
                initiation.add(leg.initiationSeconds / cell.shortestPeriodSeconds());
            }
        }
        double[] scans = initiation.estimate();
        figures.add(
                new Figure(
                        "initiation after the first plot's arrival, p95",
                        "scans",
                        scans[0],
                        scans[1],
                        scans[2],
                        cell.isModeS() ? 2.0 : 3.0,
                        false,
                        Mark.R));
        figures.add(measured(Measure.COASTING_RIGHT));
        figures.add(measured(Measure.DROPPED));
        return figures;
    }

    /** Flights below the figures that ESASSP asks of each, a line for each. */
    List<String> flightsBelow() {
        double greatest = cell.separation().isFiveMiles() ? 500 : 300;
        List<String> lines = new ArrayList<>();
        for (Leg leg : flights) {
            double[] position = leg.sums(Measure.POSITION);
            double error = position[1] > 0 ? Math.sqrt(position[0] / position[1]) : 0;
            double percent = leg.shown.percent();
            if (percent < LEAST_UPDATE_PERCENT || error > greatest) {
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "%s: PU %.1f %% (delivered %.1f %%), position %.0f m, %.0f min",
                                leg.target.transponder().callsign(),
                                percent,
                                leg.delivered.percent(),
                                error,
                                leg.delivered.seconds() / 60));
            }
        }
        return lines;
    }

    private static Figure printed(String name, String unit, double value) {
        return new Figure(name, unit, value, Double.NaN, Double.NaN, null, false, Mark.K);
    }
}
