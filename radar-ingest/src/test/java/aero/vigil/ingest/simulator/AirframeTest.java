package aero.vigil.ingest.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Aircraft turn, climb and change speed as airliners do. */
class AirframeTest {

    private static final double STEP = 0.05;
    private static final Place BERN = Place.ofDegrees("BERN", 46.9, 7.5);

    private static Airframe at(Atmosphere air, double feet, double speed) {
        return new Airframe(air, BERN, 0, feet, speed);
    }

    @Test
    void aTurnIsLimitedByBankAndEndsOnTheHeadingWithoutOvershoot() {
        Airframe aircraft = at(Atmosphere.STANDARD, 35_000, 230);
        double wanted = StrictMath.toRadians(120);
        double greatestRate = 0;
        double greatestTrack = 0;
        double before = 0;

        for (double t = 0; t < 160; t += STEP) {
            aircraft.step(STEP, wanted, 230, 35_000, 40);
            double track = aircraft.state(0, 0).track();
            greatestRate = Math.max(greatestRate, (track - before) / STEP);
            greatestTrack = Math.max(greatestTrack, track);
            before = track;
        }

        // g tan 25° / v
        double byBank = 9.80665 * StrictMath.tan(StrictMath.toRadians(25)) / 230;
        assertTrue(greatestRate <= byBank * 1.001, () -> "turns too fast");
        assertEquals(byBank, greatestRate, byBank * 0.02);
        assertEquals(wanted, before, StrictMath.toRadians(0.2));
        assertTrue(greatestTrack < wanted + StrictMath.toRadians(1.5));
    }

    @Test
    void aClimbKeepsItsRateAndCapturesTheLevelWithin50Feet() {
        Airframe aircraft = at(Atmosphere.STANDARD, 20_000, 200);
        double highest = 0;
        double fastest = 0;

        for (double t = 0; t < 400; t += STEP) {
            aircraft.step(STEP, 0, 200, 26_000, 30);
            highest = Math.max(highest, aircraft.feet());
            fastest = Math.max(fastest, aircraft.state(0, 0).rateFeetPerSecond());
        }

        assertTrue(fastest <= 30.001);
        assertEquals(30, fastest, 0.1);
        assertTrue(highest < 26_050, "overshoot");
        assertEquals(26_000, aircraft.feet(), 5);
    }

    @Test
    void theWindIsAllowedForOnATrack() {
        Atmosphere windy = new Atmosphere(0, 1013.25, StrictMath.toRadians(270), 60);
        Airframe aircraft = at(windy, 35_000, 230);

        for (double t = 0; t < 120; t += STEP) {
            aircraft.step(STEP, aircraft.headingFor(0), 230, 35_000, 40);
        }

        assertEquals(0, aircraft.state(0, 0).track(), StrictMath.toRadians(0.3));
        assertEquals(
                Math.sqrt(230 * 230 - Math.pow(60 * Wgs84.KNOT, 2)),
                aircraft.state(0, 0).groundSpeed(),
                0.5);
    }

    @Test
    void speedChangesByHalfAMetrePerSecondEachSecond() {
        Airframe aircraft = at(Atmosphere.STANDARD, 35_000, 230);

        for (double t = 0; t < 20; t += STEP) {
            aircraft.step(STEP, 0, 250, 35_000, 40);
        }

        assertEquals(240, aircraft.trueAirspeed(), 0.1);
    }

    @Test
    void straightFlightIsCarriedOnWhereTheStepsGo() {
        Airframe aircraft = at(Atmosphere.STANDARD, 35_000, 230);
        TruthState before = aircraft.state(0, 0);

        for (int i = 0; i < 20; i++) {
            aircraft.step(STEP, 0, 230, 35_000, 40);
        }

        Place extrapolated = before.extrapolatedTo(1_000_000).place();
        assertEquals(0, extrapolated.metresTo(aircraft.state(1_000_000, 0).place()), 0.01);
        assertEquals(230, before.place().metresTo(extrapolated), 2);
    }

    @Test
    void aWarmAndDeepAtmosphereLiftsPressureLevels() {
        Atmosphere warm = new Atmosphere(15, 1033.25, 0, 0);

        double metres = warm.heightMetres(35_000) - Atmosphere.STANDARD.heightMetres(35_000);

        // 20 hPa of 27.3 ft and 15 K of some 250 K over 35,000 ft.
        assertEquals((20 * 27.3 + 35_000 * 15 / 253.5) * 0.3048, metres, 5);
    }

    @Test
    void trueAirspeedAgreesWithTheStandardTables() {
        // 300 kt CAS at FL300 is Mach 0.791 and 466 kt TAS in the standard atmosphere.
        double tas = Atmosphere.STANDARD.trueFromCalibrated(300 * Wgs84.KNOT, 30_000);

        assertEquals(466, tas / Wgs84.KNOT, 2);
        assertEquals(0.791, tas / Atmosphere.STANDARD.speedOfSound(30_000), 0.004);
        assertEquals(340.29, Atmosphere.STANDARD.speedOfSound(0), 0.05);
    }
}
