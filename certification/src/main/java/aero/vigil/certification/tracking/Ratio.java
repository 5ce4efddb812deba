package aero.vigil.certification.tracking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * A measure that is a function of sum / sum over flights, with its 95 % interval: flights are drawn
 * again and again with replacement (bootstrap), because one flight's samples are not independent.
 */
final class Ratio {

    private static final int RESAMPLES = 500;
    private static final long SEED = 20_260_101;

    private final List<double[]> flights = new ArrayList<>();

    /** Adds one flight's sums. */
    void add(double numerator, double denominator) {
        if (denominator > 0) {
            flights.add(new double[] {numerator, denominator});
        }
    }

    /** Value, low and high end of the interval; NaN when there is nothing. */
    double[] estimate(DoubleUnaryOperator of) {
        if (flights.isEmpty()) {
            return new double[] {Double.NaN, Double.NaN, Double.NaN};
        }
        double numerator = 0;
        double denominator = 0;
        for (double[] flight : flights) {
            numerator += flight[0];
            denominator += flight[1];
        }
        double[] drawn = new double[RESAMPLES];
        Random random = new Random(SEED);
        for (int i = 0; i < RESAMPLES; i++) {
            double n = 0;
            double d = 0;
            for (int k = 0; k < flights.size(); k++) {
                double[] flight = flights.get(random.nextInt(flights.size()));
                n += flight[0];
                d += flight[1];
            }
            drawn[i] = of.applyAsDouble(n / d);
        }
        Arrays.sort(drawn);
        return new double[] {
            of.applyAsDouble(numerator / denominator),
            drawn[(int) (0.025 * RESAMPLES)],
            drawn[(int) (0.975 * RESAMPLES)]
        };
    }
}
