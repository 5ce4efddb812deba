package aero.vigil.airspace.safety;

import java.util.Random;

/**
 * Two aircraft that meet, drawn from a seed, and what is true of them (airspace algorithms §9:
 * kinds of encounter, categories C1 to C4 by the region's own parameters).
 *
 * @param clearedLevel of the first one, whole flight levels; 0: none is given
 * @param manoeuvreAt second from which the danger could be seen; 0: always
 */
record TrueEncounter(
        Kind kind, TrueFlight one, TrueFlight other, int clearedLevel, double manoeuvreAt) {

    static final double NM = 1_852;
    static final double MEETING_SECOND = 230;
    static final double SECONDS = 270;
    static final double LATERAL = 4.6 * NM;

    private static final double KNOT = NM / 3_600;
    private static final double STEP_SECONDS = 0.25;

    /** How two meet. */
    enum Kind {
        STRAIGHT,
        VERTICAL,
        TURN_INTO,
        LEVEL_BUST,
        LEVEL_OFF,
        SAFE_ASIDE,
        SAFE_ABOVE,
        BETWEEN
    }

    /** How near they come, as the least of the greater of the two ratios to the minima. */
    enum Category {
        C1,
        C2,
        C3,
        C4
    }

    /** The truth in numbers: the category, and when separation is lost (NaN: never). */
    record Truth(Category category, double lossSecond) {}

    static TrueEncounter draw(Kind kind, double feet, Random random) {
        double heading = random.nextDouble() * 2 * Math.PI;
        double angle = Math.toRadians(30 + random.nextDouble() * 150);
        angle = random.nextBoolean() ? angle : -angle;
        TrueFlight one = TrueFlight.level(speed(random), heading, feet);
        TrueFlight other = TrueFlight.level(speed(random), heading + angle, feet);
        double miss = random.nextDouble() * 0.9 * LATERAL;
        int cleared = 0;
        double manoeuvre = 0;
        double sign = random.nextBoolean() ? 1 : -1;
        double rate = sign * (1_000 + random.nextDouble() * 1_000) / 60;
        double begin = MEETING_SECOND - 150;
        switch (kind) {
            case STRAIGHT -> {}
            case VERTICAL -> {
                one =
                        one.climbing(
                                begin, rate, MEETING_SECOND, feet, sign * Double.POSITIVE_INFINITY);
                cleared = (int) Math.round(feet / 100 + sign * 30);
                manoeuvre = begin;
                miss = random.nextDouble() * 0.7 * LATERAL;
            }
            case TURN_INTO -> {
                double at = MEETING_SECOND - 40 - random.nextDouble() * 60;
                double turnRate = Math.toRadians(0.8 + random.nextDouble() * 1.4);
                double whole = sign * Math.toRadians(30 + random.nextDouble() * 60);
                one =
                        TrueFlight.level(one.speed(), heading - whole, feet)
                                .turning(at, sign * turnRate, whole);
                manoeuvre = at;
                miss = random.nextDouble() * 0.7 * LATERAL;
            }
            case LEVEL_BUST -> {
                one =
                        one.climbing(
                                begin, rate, MEETING_SECOND, feet, sign * Double.POSITIVE_INFINITY);
                cleared = (int) Math.round(feet / 100 - sign * 10);
                manoeuvre = MEETING_SECOND - 1_000 / Math.abs(rate);
                miss = random.nextDouble() * 0.7 * LATERAL;
            }
            case LEVEL_OFF -> {
                double stop = feet - sign * 1_000;
                one = one.climbing(begin, rate, MEETING_SECOND - 20, stop, stop);
                cleared = (int) Math.round(stop / 100);
            }
            case SAFE_ASIDE -> miss = (1.3 + random.nextDouble() * 2) * LATERAL;
            case SAFE_ABOVE ->
                    one =
                            TrueFlight.level(
                                    one.speed(),
                                    heading,
                                    feet + sign * (random.nextBoolean() ? 2_000 : 1_100));
            case BETWEEN -> miss = (1 + random.nextDouble() * 0.3) * LATERAL;
        }
        return placed(kind, one, other, cleared, manoeuvre, miss, random);
    }

    private static double speed(Random random) {
        return (280 + random.nextInt(200)) * KNOT;
    }

    /** At the meeting second they are nearest, so far apart, at right angles to their motion. */
    private static TrueEncounter placed(
            Kind kind,
            TrueFlight one,
            TrueFlight other,
            int cleared,
            double manoeuvre,
            double miss,
            Random random) {
        double ha = one.headingAt(MEETING_SECOND);
        double hb = other.headingAt(MEETING_SECOND);
        double rx = one.speed() * Math.sin(ha) - other.speed() * Math.sin(hb);
        double ry = one.speed() * Math.cos(ha) - other.speed() * Math.cos(hb);
        double closing = Math.hypot(rx, ry);
        double x = (random.nextDouble() * 50 - 25) * NM;
        double y = (random.nextDouble() * 40 - 20) * NM;
        return new TrueEncounter(
                kind,
                one.passing(MEETING_SECOND, x, y),
                other.passing(MEETING_SECOND, x + ry / closing * miss, y - rx / closing * miss),
                cleared,
                manoeuvre);
    }

    Truth truth() {
        double least = Double.POSITIVE_INFINITY;
        double loss = Double.NaN;
        for (double t = 0; t <= SECONDS; t += STEP_SECONDS) {
            double[] a = one.at(t);
            double[] b = other.at(t);
            double vertical =
                    VerticalMinimum.between(a[2], true, b[2], true) == VerticalMinimum.RVSM
                            ? 800
                            : 750;
            double ratio =
                    Math.max(
                            Math.hypot(a[0] - b[0], a[1] - b[1]) / LATERAL,
                            Math.abs(a[2] - b[2]) / vertical);
            least = Math.min(least, ratio);
            loss = Double.isNaN(loss) && ratio < 1 ? t : loss;
        }
        Category category =
                least < 0.5
                        ? Category.C1
                        : least < 1 ? Category.C2 : least < 1.3 ? Category.C3 : Category.C4;
        return new Truth(category, loss);
    }
}
