package aero.vigil.certification.report;

import aero.vigil.certification.campaign.Measured;
import aero.vigil.certification.campaign.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One row for each scenario: the gaps of its runs as dots, that of its control window as a ring,
 * its limit as a bar; milliseconds on a logarithmic scale.
 */
final class GapPlot {

    private static final int LEFT = 64;
    private static final int WIDTH = 640;
    private static final int ROW = 22;
    private static final int HEAD = 26;
    private static final double LEAST = 10;
    private static final double GREATEST = 20_000;
    private static final int[] MARKS = {10, 30, 100, 300, 1_000, 3_000, 10_000};

    private GapPlot() {}

    /** The plot of this quantity; empty when no scenario has it. */
    static String of(List<Result> results, String quantity, String title) {
        List<String> rows = new ArrayList<>();
        for (Result result : results) {
            for (Measured measured : result.measures()) {
                if (measured.name().equals(quantity) && !measured.values().isEmpty()) {
                    rows.add(row(result, measured, HEAD + ROW * rows.size()));
                }
            }
        }
        if (rows.isEmpty()) {
            return "";
        }
        int height = HEAD + ROW * rows.size() + 8;
        StringBuilder svg = new StringBuilder();
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<figure><figcaption>%s</figcaption><svg viewBox=\"0 0 %d %d\" role=\"img\""
                                + " aria-label=\"%s\">",
                        Html.text(title),
                        LEFT + WIDTH + 16,
                        height,
                        Html.text(title)));
        for (int mark : MARKS) {
            double x = x(mark);
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>"
                                    + "<text class=\"mark\" x=\"%.1f\" y=\"14\">%s</text>",
                            x,
                            HEAD - 6,
                            x,
                            height - 4,
                            x,
                            mark < 1_000 ? mark + " ms" : mark / 1_000 + " s"));
        }
        rows.forEach(svg::append);
        return svg.append("</svg></figure>").toString();
    }

    private static String row(Result result, Measured measured, int top) {
        int y = top + ROW / 2;
        StringBuilder row = new StringBuilder();
        row.append(
                String.format(
                        Locale.ROOT,
                        "<text class=\"row\" x=\"0\" y=\"%d\">%s</text>",
                        y + 4,
                        Html.text(result.id())));
        Double limit = measured.limit();
        if (limit != null) {
            row.append(
                    String.format(
                            Locale.ROOT,
                            "<line class=\"limit\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
                            x(limit),
                            y - 8,
                            x(limit),
                            y + 8));
        }
        for (double value : measured.control()) {
            row.append(dot("control", value, y, 4));
        }
        for (double value : measured.values()) {
            row.append(dot(limit != null && value > limit ? "over" : "fault", value, y, 4));
        }
        return row.toString();
    }

    private static String dot(String kind, double value, int y, int radius) {
        return String.format(
                Locale.ROOT,
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"%d\"><title>%s</title></circle>",
                kind,
                x(value),
                y,
                radius,
                Html.millis(value));
    }

    private static double x(double millis) {
        double bounded = Math.min(GREATEST, Math.max(LEAST, millis));
        return LEFT + WIDTH * Math.log(bounded / LEAST) / Math.log(GREATEST / LEAST);
    }
}
