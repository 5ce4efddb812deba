package aero.vigil.certification.tracking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The 95th percentile of values of which each flight gives one, with its interval by bootstrap. */
final class Quantile {

    private static final int RESAMPLES = 500;
    private static final long SEED = 20_260_102;
    private static final double SHARE = 0.95;

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    /** Value, low and high end of the interval; NaN when there is nothing. */
    double[] estimate() {
        if (values.isEmpty()) {
            return new double[] {Double.NaN, Double.NaN, Double.NaN};
        }
        double[] own = values.stream().mapToDouble(Double::doubleValue).toArray();
        double[] drawn = new double[RESAMPLES];
        Random random = new Random(SEED);
        double[] sample = new double[own.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int k = 0; k < sample.length; k++) {
                sample[k] = own[random.nextInt(own.length)];
            }
            drawn[i] = of(sample);
        }
        Arrays.sort(drawn);
        return new double[] {
            of(own), drawn[(int) (0.025 * RESAMPLES)], drawn[(int) (0.975 * RESAMPLES)]
        };
    }

    private static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(SHARE * sorted.length) - 1];
    }
}
