package aero.vigil.certification.tracking;

import aero.vigil.airspace.geometry.PlanePosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Least squares for a radar's offsets in range and azimuth and for the error of its site, from
 * plots beside the true places of their aircraft; pairs far from the fit are left out and it is
 * made anew.
 */
final class OffsetFit {

    private static final int UNKNOWNS = 4;
    private static final int ROUNDS = 5;

    /** Times the median of the residuals: beyond stands another aircraft or a manoeuvre. */
    private static final double LEFT_OUT = 4;

    /**
     * A plot beside the place told.
     *
     * @param ux unit vector away from the radar
     * @param ground distance from it in metres
     * @param dx measured minus told
     */
    record Pair(double ux, double uy, double ground, double dx, double dy) {

        static Pair of(PlanePosition site, PlanePosition measured, PlanePosition told) {
            double x = told.xMetres() - site.xMetres();
            double y = told.yMetres() - site.yMetres();
            double ground = Math.max(1, Math.hypot(x, y));
            return new Pair(
                    x / ground,
                    y / ground,
                    ground,
                    measured.xMetres() - told.xMetres(),
                    measured.yMetres() - told.yMetres());
        }

        double distance() {
            return Math.hypot(dx, dy);
        }

        /** How the unknowns (range, azimuth, site east, site north) move the plot east. */
        private double[] east() {
            return new double[] {ux, uy * ground, 1, 0};
        }

        private double[] north() {
            return new double[] {uy, -ux * ground, 0, 1};
        }

        private double[] residual(double[] x) {
            return new double[] {dx - dot(east(), x), dy - dot(north(), x)};
        }

        private double along(double[] r) {
            return r[0] * ux + r[1] * uy;
        }

        private double across(double[] r) {
            return r[0] * uy - r[1] * ux;
        }
    }

    private final List<Pair> pairs;

    OffsetFit(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    /** What was found; all printed. */
    List<Figure> figures(int codes) {
        List<Pair> used = pairs;
        double[] fit = new double[UNKNOWNS];
        for (int round = 0; round < ROUNDS && used.size() > UNKNOWNS; round++) {
            fit = solve(used);
            used = near(fit);
        }
        double along = 0;
        double across = 0;
        double[] total = new double[used.size()];
        for (int i = 0; i < used.size(); i++) {
            double[] r = used.get(i).residual(fit);
            along += square(used.get(i).along(r));
            across += square(used.get(i).across(r));
            total[i] = Math.hypot(r[0], r[1]);
        }
        Arrays.sort(total);
        int n = Math.max(1, used.size());
        List<Figure> figures = new ArrayList<>();
        figures.add(printed("pairs of " + codes + " codes", "", pairs.size()));
        figures.add(printed("of them used for the fit", "", used.size()));
        figures.add(printed("offset in range", "m", fit[0]));
        figures.add(printed("offset in azimuth", "deg", Math.toDegrees(fit[1])));
        figures.add(printed("site's error, east", "m", fit[2]));
        figures.add(printed("site's error, north", "m", fit[3]));
        figures.add(printed("residual along, RMS", "m", Math.sqrt(along / n)));
        figures.add(printed("residual across, RMS", "m", Math.sqrt(across / n)));
        figures.add(
                printed("residual, median", "m", total.length == 0 ? Double.NaN : total[n / 2]));
        return figures;
    }

    private List<Pair> near(double[] fit) {
        double[] sizes = new double[pairs.size()];
        for (int i = 0; i < sizes.length; i++) {
            double[] r = pairs.get(i).residual(fit);
            sizes[i] = Math.hypot(r[0], r[1]);
        }
        double[] sorted = sizes.clone();
        Arrays.sort(sorted);
        double limit = LEFT_OUT * sorted[sorted.length / 2];
        List<Pair> near = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] <= limit) {
                near.add(pairs.get(i));
            }
        }
        return near;
    }

    /** The normal equations by Gauss and Jordan, each row scaled by its own size. */
    private static double[] solve(List<Pair> pairs) {
        double[][] m = new double[UNKNOWNS][UNKNOWNS + 1];
        for (Pair pair : pairs) {
            add(m, pair.east(), pair.dx());
            add(m, pair.north(), pair.dy());
        }
        for (int column = 0; column < UNKNOWNS; column++) {
            double pivot = m[column][column];
            for (int k = column; k <= UNKNOWNS; k++) {
                m[column][k] /= pivot;
            }
            for (int row = 0; row < UNKNOWNS; row++) {
                double factor = m[row][column];
                for (int k = column; row != column && k <= UNKNOWNS; k++) {
                    m[row][k] -= factor * m[column][k];
                }
            }
        }
        double[] x = new double[UNKNOWNS];
        for (int i = 0; i < UNKNOWNS; i++) {
            x[i] = m[i][UNKNOWNS];
        }
        return x;
    }

    private static void add(double[][] m, double[] row, double value) {
        for (int i = 0; i < UNKNOWNS; i++) {
            for (int k = 0; k < UNKNOWNS; k++) {
                m[i][k] += row[i] * row[k];
            }
            m[i][UNKNOWNS] += row[i] * value;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double square(double value) {
        return value * value;
    }

    private static Figure printed(String name, String unit, double value) {
        return new Figure(name, unit, value, Double.NaN, Double.NaN, null, false, Mark.M);
    }
}
