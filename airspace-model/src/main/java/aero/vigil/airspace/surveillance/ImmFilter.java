package aero.vigil.airspace.surveillance;

/**
 * The horizontal filter: three interacting models of motion over the state (x, vx, y, vy, w).
 *
 * <p>Model 0 flies straight with little noise, model 1 straight with much, model 2 turns at a rate
 * w that it estimates. Airspace algorithms §5; the method is Blom and Bar-Shalom's. A state is one
 * flat array: for each model 5 means and the 15 upper elements of its covariance, then the three
 * weights. States are never changed in place; the scratch arrays of this object are, so one object
 * serves one thread.
 */
final class ImmFilter {

    /** Doubles in one state. */
    static final int LENGTH = 63;

    private static final int MODELS = 3;
    private static final int TURN = 2;
    private static final int N = 5;
    private static final int STRIDE = 20;
    private static final int WEIGHTS = MODELS * STRIDE;
    private static final double DEGREE = StrictMath.PI / 180;

    /** Mean stay in each model, seconds, and where one goes from it. */
    private static final double[] SOJOURN = {127, 17, 40};

    private static final double[][] LEAVING = {{0, 0.52, 0.48}, {0.7, 0, 0.3}, {0.8, 0.2, 0}};

    /** Acceleration noise of each model, m/s&sup2;. */
    private static final double[] SIGMA_ACCELERATION = {0.14, 2.5, 0.5};

    /** Growth of the variance of w: (0.4 deg/s)&sup2; in 4 s. */
    private static final double TURN_NOISE = 0.4 * DEGREE * 0.4 * DEGREE / 4;

    private static final double IDLE_TURN_VARIANCE = 0.5 * DEGREE * 0.5 * DEGREE;
    private static final double FRESH_TURN_VARIANCE = 1.5 * DEGREE * 1.5 * DEGREE;
    private static final double GREATEST_TURN = 6 * DEGREE;

    /** One plot says nothing of velocity: 200 m/s to either side of standing still. */
    private static final double FIRST_VELOCITY_VARIANCE = 200.0 * 200.0;

    /** Another tracker's velocity, (10 m/s)&sup2;. */
    private static final double TOLD_VELOCITY_VARIANCE = 10.0 * 10.0;

    private static final double[] FIRST_WEIGHTS = {0.8, 0.1, 0.1};
    private static final double LEAST_WEIGHT = 1e-4;
    private static final double GREATEST_VARIANCE = 1e10;

    /** Where element (row, column) of a covariance stands among its upper elements. */
    private static final int[][] UPPER = upperIndex();

    private final double[] x = new double[MODELS * N];
    private final double[] p = new double[MODELS * N * N];
    private final double[] arrival = new double[MODELS];
    private final double[] jacobian = new double[N * N];
    private final double[] product = new double[N * N];
    private final double[] gain = new double[2 * N];
    private final double[] logLikelihood = new double[MODELS];

    private double s00;
    private double s01;
    private double s11;
    private double innovationX;
    private double innovationY;
    private double distance;
    private double logDeterminant;

    /** Normalised innovation squared of the latest update or gate, all models taken together. */
    double distance() {
        return distance;
    }

    /** ln det S that belongs to {@link #distance} after {@link #gate}. */
    double logDeterminant() {
        return logDeterminant;
    }

    /** The state after a first plot. */
    double[] start(Measurement z) {
        double[] state = new double[LENGTH];
        for (int model = 0; model < MODELS; model++) {
            int at = model * STRIDE;
            state[at] = z.xMetres();
            state[at + 2] = z.yMetres();
            state[at + UPPER[0][0]] = z.varianceX();
            state[at + UPPER[0][2]] = z.covarianceXY();
            state[at + UPPER[2][2]] = z.varianceY();
            state[at + UPPER[1][1]] = FIRST_VELOCITY_VARIANCE;
            state[at + UPPER[3][3]] = FIRST_VELOCITY_VARIANCE;
            state[at + UPPER[4][4]] = model == TURN ? FRESH_TURN_VARIANCE : IDLE_TURN_VARIANCE;
            state[WEIGHTS + model] = FIRST_WEIGHTS[model];
        }
        return state;
    }

    /** The state after one plot of a target whose velocity is told with it. */
    double[] startMoving(Measurement z, double vx, double vy) {
        double[] state = start(z);
        for (int model = 0; model < MODELS; model++) {
            int at = model * STRIDE;
            state[at + 1] = vx;
            state[at + 3] = vy;
            state[at + UPPER[1][1]] = TOLD_VELOCITY_VARIANCE;
            state[at + UPPER[3][3]] = TOLD_VELOCITY_VARIANCE;
        }
        return state;
    }

    /** The state after a further plot, so many seconds (not negative) after the one before. */
    double[] update(double[] state, double seconds, Measurement z) {
        mix(state, seconds);
        for (int model = 0; model < MODELS; model++) {
            predict(model, seconds);
        }
        combinedInnovation(z);
        double[] result = new double[LENGTH];
        for (int model = 0; model < MODELS; model++) {
            correct(model, z);
            store(model, result);
        }
        weigh(result);
        return result;
    }

    /**
     * How far a plot lies from where this state would be by then: the least distance over the
     * models, left in {@link #distance} and {@link #logDeterminant}.
     */
    void gate(double[] state, double seconds, Measurement z) {
        double best = Double.POSITIVE_INFINITY;
        double bestLog = 0;
        for (int model = 0; model < MODELS; model++) {
            load(model, state);
            predict(model, seconds);
            double d2 = innovate(model, z);
            if (d2 < best) {
                best = d2;
                bestLog = StrictMath.log(s00 * s11 - s01 * s01);
            }
        }
        distance = best;
        logDeterminant = bestLog;
    }

    /** The weighted mean of the models as a motion valid at this time. */
    PlanarMotion estimate(double[] state, long validityMicros) {
        double[] mean = new double[N];
        for (int model = 0; model < MODELS; model++) {
            double weight = state[WEIGHTS + model];
            int at = model * STRIDE;
            for (int i = 0; i < 4; i++) {
                mean[i] += weight * state[at + i];
            }
            mean[4] += model == TURN ? weight * state[at + 4] : 0;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int model = 0; model < MODELS; model++) {
            double weight = state[WEIGHTS + model];
            int at = model * STRIDE;
            double dx = state[at] - mean[0];
            double dy = state[at + 2] - mean[2];
            xx += weight * (state[at + UPPER[0][0]] + dx * dx);
            xy += weight * (state[at + UPPER[0][2]] + dx * dy);
            yy += weight * (state[at + UPPER[2][2]] + dy * dy);
        }
        return new PlanarMotion(
                mean[0],
                mean[2],
                mean[1],
                mean[3],
                validityMicros,
                mean[4],
                state[WEIGHTS + TURN],
                xx,
                xy,
                yy);
    }

    /** All values finite, variances positive and bounded, weights adding up to one. */
    static boolean isSound(double[] state) {
        for (double value : state) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        double sum = 0;
        for (int model = 0; model < MODELS; model++) {
            sum += state[WEIGHTS + model];
            for (int i = 0; i < N; i++) {
                double variance = state[model * STRIDE + UPPER[i][i]];
                if (!(variance > 0 && variance < GREATEST_VARIANCE)) {
                    return false;
                }
            }
        }
        return Math.abs(sum - 1) <= 1e-9;
    }

    private void mix(double[] state, double seconds) {
        for (int to = 0; to < MODELS; to++) {
            arrival[to] = 0;
        }
        double[][] share = new double[MODELS][MODELS];
        for (int from = 0; from < MODELS; from++) {
            double stay = StrictMath.exp(-seconds / SOJOURN[from]);
            for (int to = 0; to < MODELS; to++) {
                double moves = from == to ? stay : (1 - stay) * LEAVING[from][to];
                share[from][to] = moves * state[WEIGHTS + from];
                arrival[to] += share[from][to];
            }
        }
        for (int to = 0; to < MODELS; to++) {
            for (int from = 0; from < MODELS; from++) {
                share[from][to] /= arrival[to];
            }
            mixInto(to, state, share);
        }
    }

    private void mixInto(int to, double[] state, double[][] share) {
        int atX = to * N;
        int atP = to * N * N;
        for (int i = 0; i < N; i++) {
            x[atX + i] = 0;
        }
        for (int i = 0; i < N * N; i++) {
            p[atP + i] = 0;
        }
        for (int from = 0; from < MODELS; from++) {
            for (int i = 0; i < 4; i++) {
                x[atX + i] += share[from][to] * state[from * STRIDE + i];
            }
        }
        for (int from = 0; from < MODELS; from++) {
            double weight = share[from][to];
            int at = from * STRIDE;
            for (int i = 0; i < 4; i++) {
                double di = state[at + i] - x[atX + i];
                for (int j = i; j < 4; j++) {
                    double dj = state[at + j] - x[atX + j];
                    p[atP + i * N + j] += weight * (state[at + UPPER[i][j]] + di * dj);
                }
            }
        }
        if (to == TURN) {
            double own = share[TURN][TURN];
            int at = TURN * STRIDE;
            x[atX + 4] = own * state[at + 4];
            for (int i = 0; i < 4; i++) {
                p[atP + i * N + 4] = own * state[at + UPPER[i][4]];
            }
            p[atP + 24] = own * state[at + UPPER[4][4]] + (1 - own) * FRESH_TURN_VARIANCE;
        } else {
            p[atP + 24] = IDLE_TURN_VARIANCE;
        }
        mirror(atP);
    }

    private void load(int model, double[] state) {
        int at = model * STRIDE;
        int atP = model * N * N;
        for (int i = 0; i < N; i++) {
            x[model * N + i] = state[at + i];
            for (int j = i; j < N; j++) {
                p[atP + i * N + j] = state[at + UPPER[i][j]];
            }
        }
        mirror(atP);
    }

    private void store(int model, double[] state) {
        int at = model * STRIDE;
        for (int i = 0; i < N; i++) {
            state[at + i] = x[model * N + i];
            for (int j = i; j < N; j++) {
                state[at + UPPER[i][j]] = p[model * N * N + i * N + j];
            }
        }
    }

    private void predict(int model, double seconds) {
        if (model == TURN) {
            predictTurn(seconds);
        } else {
            predictStraight(model, seconds);
        }
        double variance = SIGMA_ACCELERATION[model] * SIGMA_ACCELERATION[model];
        double t2 = seconds * seconds;
        int atP = model * N * N;
        for (int axis = 0; axis <= 2; axis += 2) {
            int i = axis;
            p[atP + i * N + i] += variance * t2 * t2 / 4;
            p[atP + i * N + i + 1] += variance * t2 * seconds / 2;
            p[atP + (i + 1) * N + i] += variance * t2 * seconds / 2;
            p[atP + (i + 1) * N + i + 1] += variance * t2;
        }
    }

    private void predictStraight(int model, double t) {
        int atX = model * N;
        int atP = model * N * N;
        x[atX] += t * x[atX + 1];
        x[atX + 2] += t * x[atX + 3];
        for (int j = 0; j < N; j++) {
            p[atP + j] += t * p[atP + N + j];
            p[atP + 2 * N + j] += t * p[atP + 3 * N + j];
        }
        for (int i = 0; i < N; i++) {
            p[atP + i * N] += t * p[atP + i * N + 1];
            p[atP + i * N + 2] += t * p[atP + i * N + 3];
        }
    }

    private void predictTurn(double t) {
        int atX = TURN * N;
        int atP = TURN * N * N;
        double vx = x[atX + 1];
        double vy = x[atX + 3];
        double w = x[atX + 4];
        double sin = StrictMath.sin(w * t);
        double cos = StrictMath.cos(w * t);
        boolean slow = Math.abs(w) < 1e-4;
        double s = slow ? t * (1 - w * w * t * t / 6) : sin / w;
        double q = slow ? w * t * t / 2 : (1 - cos) / w;
        double ds = slow ? -w * t * t * t / 3 : (t * cos - s) / w;
        double dq = slow ? t * t / 2 : (t * sin - q) / w;
        setJacobianRow(0, 1, s, 0, -q, ds * vx - dq * vy);
        setJacobianRow(1, 0, cos, 0, -sin, -t * (sin * vx + cos * vy));
        setJacobianRow(2, 0, q, 1, s, dq * vx + ds * vy);
        setJacobianRow(3, 0, sin, 0, cos, t * (cos * vx - sin * vy));
        setJacobianRow(4, 0, 0, 0, 0, 1);
        x[atX] += s * vx - q * vy;
        x[atX + 1] = cos * vx - sin * vy;
        x[atX + 2] += q * vx + s * vy;
        x[atX + 3] = sin * vx + cos * vy;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                double sum = 0;
                for (int k = 0; k < N; k++) {
                    sum += jacobian[i * N + k] * p[atP + k * N + j];
                }
                product[i * N + j] = sum;
            }
        }
        for (int i = 0; i < N; i++) {
            for (int j = i; j < N; j++) {
                double sum = 0;
                for (int k = 0; k < N; k++) {
                    sum += product[i * N + k] * jacobian[j * N + k];
                }
                p[atP + i * N + j] = sum;
            }
        }
        p[atP + 24] += TURN_NOISE * t;
        mirror(atP);
    }

    private void setJacobianRow(int row, double a, double b, double c, double d, double e) {
        int at = row * N;
        jacobian[at] = a;
        jacobian[at + 1] = b;
        jacobian[at + 2] = c;
        jacobian[at + 3] = d;
        jacobian[at + 4] = e;
    }

    /** Sets the innovation and its covariance for one predicted model; the distance. */
    private double innovate(int model, Measurement z) {
        int atP = model * N * N;
        innovationX = z.xMetres() - x[model * N];
        innovationY = z.yMetres() - x[model * N + 2];
        s00 = p[atP] + z.varianceX();
        s01 = p[atP + 2] + z.covarianceXY();
        s11 = p[atP + 12] + z.varianceY();
        return normalised(innovationX, innovationY, s00, s01, s11);
    }

    /** The innovation of the models' mixture, for judging consistency. */
    private void combinedInnovation(Measurement z) {
        double meanX = 0;
        double meanY = 0;
        for (int model = 0; model < MODELS; model++) {
            meanX += arrival[model] * x[model * N];
            meanY += arrival[model] * x[model * N + 2];
        }
        double xx = z.varianceX();
        double xy = z.covarianceXY();
        double yy = z.varianceY();
        for (int model = 0; model < MODELS; model++) {
            int atP = model * N * N;
            double dx = x[model * N] - meanX;
            double dy = x[model * N + 2] - meanY;
            xx += arrival[model] * (p[atP] + dx * dx);
            xy += arrival[model] * (p[atP + 2] + dx * dy);
            yy += arrival[model] * (p[atP + 12] + dy * dy);
        }
        distance = normalised(z.xMetres() - meanX, z.yMetres() - meanY, xx, xy, yy);
    }

    private static double normalised(double dx, double dy, double xx, double xy, double yy) {
        return (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / (xx * yy - xy * xy);
    }

    /** Kalman update in Joseph's form: (I-KH)P(I-KH)' + KRK', with H picking x and y. */
    private void correct(int model, Measurement z) {
        double d2 = innovate(model, z);
        double determinant = s00 * s11 - s01 * s01;
        int atX = model * N;
        int atP = model * N * N;
        for (int i = 0; i < N; i++) {
            double a = p[atP + i * N];
            double b = p[atP + i * N + 2];
            gain[2 * i] = (a * s11 - b * s01) / determinant;
            gain[2 * i + 1] = (b * s00 - a * s01) / determinant;
        }
        for (int i = 0; i < N; i++) {
            x[atX + i] += gain[2 * i] * innovationX + gain[2 * i + 1] * innovationY;
            for (int j = 0; j < N; j++) {
                product[i * N + j] =
                        p[atP + i * N + j]
                                - gain[2 * i] * p[atP + j]
                                - gain[2 * i + 1] * p[atP + 2 * N + j];
            }
        }
        for (int i = 0; i < N; i++) {
            double noiseX = gain[2 * i] * z.varianceX() + gain[2 * i + 1] * z.covarianceXY();
            double noiseY = gain[2 * i] * z.covarianceXY() + gain[2 * i + 1] * z.varianceY();
            for (int j = i; j < N; j++) {
                p[atP + i * N + j] =
                        product[i * N + j]
                                - product[i * N] * gain[2 * j]
                                - product[i * N + 2] * gain[2 * j + 1]
                                + noiseX * gain[2 * j]
                                + noiseY * gain[2 * j + 1];
            }
        }
        if (model == TURN) {
            x[atX + 4] = Math.max(-GREATEST_TURN, Math.min(GREATEST_TURN, x[atX + 4]));
        } else {
            x[atX + 4] = 0;
        }
        logLikelihood[model] =
                StrictMath.log(arrival[model]) - d2 / 2 - StrictMath.log(determinant) / 2;
    }

    private void weigh(double[] state) {
        double greatest = Math.max(logLikelihood[0], Math.max(logLikelihood[1], logLikelihood[2]));
        double sum = 0;
        for (int model = 0; model < MODELS; model++) {
            double weight = StrictMath.exp(logLikelihood[model] - greatest);
            state[WEIGHTS + model] = weight;
            sum += weight;
        }
        double again = 0;
        for (int model = 0; model < MODELS; model++) {
            double weight = Math.max(LEAST_WEIGHT, state[WEIGHTS + model] / sum);
            state[WEIGHTS + model] = weight;
            again += weight;
        }
        for (int model = 0; model < MODELS; model++) {
            state[WEIGHTS + model] /= again;
        }
    }

    private void mirror(int atP) {
        for (int i = 1; i < N; i++) {
            for (int j = 0; j < i; j++) {
                p[atP + i * N + j] = p[atP + j * N + i];
            }
        }
    }

    private static int[][] upperIndex() {
        int[][] index = new int[N][N];
        int next = N;
        for (int i = 0; i < N; i++) {
            for (int j = i; j < N; j++) {
                index[i][j] = next;
                index[j][i] = next;
                next++;
            }
        }
        return index;
    }
}
