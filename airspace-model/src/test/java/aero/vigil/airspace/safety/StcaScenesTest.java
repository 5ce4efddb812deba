package aero.vigil.airspace.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.ControlRoom;
import aero.vigil.airspace.DrivenModel;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Aircraft;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Track;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Level straight encounters seen by two simulated radars with their noise: who is warned, and how
 * long before the true loss of separation (airspace algorithms §9, our own bound).
 */
final class StcaScenesTest {

    private static final double NM = 1_852;
    private static final double KNOT = NM / 3_600;

    /** Of the test region. */
    private static final double LATERAL = 4.6 * NM;

    private static final double SAFE_FACTOR = 1.3;
    private static final int LEVELS = 14;
    private static final int FIRST_LEVEL = 100;
    private static final int RUNS = 3;
    private static final double CLOSEST_AT_SECONDS = 230;
    private static final double SECONDS = 260;
    private static final double CORRELATE_AT_SECONDS = 60;

    /** Two aircraft, and when they come nearer than the limit: NaN when never. */
    private record Meeting(Aircraft one, Aircraft other, double lossSeconds, double nearest) {}

    private static Meeting meeting(Random random, int index, double nearest) {
        double heading = random.nextDouble() * 2 * Math.PI;
        double angle = Math.toRadians(30 + random.nextDouble() * 150);
        double speedA = (280 + random.nextInt(220)) * KNOT;
        double speedB = (280 + random.nextInt(220)) * KNOT;
        double vax = speedA * Math.sin(heading);
        double vay = speedA * Math.cos(heading);
        double vbx = speedB * Math.sin(heading + angle);
        double vby = speedB * Math.cos(heading + angle);
        double closing = Math.hypot(vbx - vax, vby - vay);
        double offX = (vby - vay) / closing * nearest;
        double offY = -(vbx - vax) / closing * nearest;
        double x = (random.nextDouble() * 60 - 30) * NM;
        double y = (random.nextDouble() * 60 - 30) * NM;
        double feet = (FIRST_LEVEL + index * 20) * 100;
        Aircraft one =
                Aircraft.level(
                        0x400000 + 2 * index,
                        01000 + 2 * index,
                        "ONE" + index,
                        x - offX / 2 - vax * CLOSEST_AT_SECONDS,
                        y - offY / 2 - vay * CLOSEST_AT_SECONDS,
                        vax,
                        vay,
                        feet);
        Aircraft other =
                Aircraft.level(
                        0x400001 + 2 * index,
                        01001 + 2 * index,
                        "OTHER" + index,
                        x + offX / 2 - vbx * CLOSEST_AT_SECONDS,
                        y + offY / 2 - vby * CLOSEST_AT_SECONDS,
                        vbx,
                        vby,
                        feet);
        double before = Math.sqrt(LATERAL * LATERAL - nearest * nearest) / closing;
        return new Meeting(one, other, CLOSEST_AT_SECONDS - before, nearest);
    }

    /**
     * The second in which each meeting is first shown as a conflict; those never shown left out.
     */
    private static Map<Integer, Double> alerted(List<Meeting> meetings, long seed) {
        List<Aircraft> aircraft = new ArrayList<>();
        for (Meeting meeting : meetings) {
            aircraft.add(meeting.one());
            aircraft.add(meeting.other());
        }
        DrivenModel driven = new DrivenModel();
        ControlRoom room = new ControlRoom(driven);
        for (Meeting meeting : meetings) {
            driven.accepted(
                    DrivenModel.ADAPTER_A, driven.file(driven.plan(meeting.one().callsign())));
        }
        var arrivals = SimulatedTraffic.plots(aircraft, SECONDS, seed);
        Map<Integer, Double> shown = new HashMap<>();
        boolean controlled = false;
        while (seconds(driven) < SECONDS - 1) {
            if (!controlled && seconds(driven) >= CORRELATE_AT_SECONDS) {
                meetings.forEach(
                        meeting -> room.control(meeting.one().callsign(), meeting.one().address()));
                controlled = true;
            }
            driven.fly(arrivals, 0.1, 64);
            for (Alert alert : driven.alertsSeen.values()) {
                if (alert.getKind() == Alert.Kind.STCA) {
                    shown.putIfAbsent(meetingOf(driven, alert), seconds(driven));
                }
            }
        }
        return shown;
    }

    private static double seconds(DrivenModel driven) {
        return (driven.now() - SimulatedTraffic.START_MICROS) / 1e6;
    }

    private static int meetingOf(DrivenModel driven, Alert alert) {
        Track a = driven.tracks.get(alert.getTrackA());
        Track b = driven.tracks.get(alert.getTrackB());
        if (a == null || b == null) {
            throw new AssertionError("an alert without its tracks: " + alert);
        }
        int one = (a.getAddress() - 0x400000) / 2;
        assertEquals(one, (b.getAddress() - 0x400000) / 2, "an alert between two levels");
        return one;
    }

    @Test
    void everyLossOfSeparationIsWarnedOfNinetySecondsBefore() {
        List<Double> warnings = new ArrayList<>();
        for (long seed = 1; seed <= RUNS; seed++) {
            Random random = new Random(seed);
            List<Meeting> meetings = new ArrayList<>();
            for (int i = 0; i < LEVELS; i++) {
                meetings.add(meeting(random, i, random.nextDouble() * 0.9 * LATERAL));
            }
            Map<Integer, Double> shown = alerted(meetings, seed);
            for (int i = 0; i < LEVELS; i++) {
                assertTrue(shown.containsKey(i), "seed " + seed + ", no alert: " + meetings.get(i));
                warnings.add(meetings.get(i).lossSeconds() - shown.getOrDefault(i, 0.0));
            }
        }
        Collections.sort(warnings);
        double median = warnings.get(warnings.size() / 2);
        double p5 = warnings.get(warnings.size() / 20);
        System.out.printf(
                "STCA: %d of %d alerted, warning median %.1f s, p5 %.1f s, least %.1f s%n",
                warnings.size(), RUNS * LEVELS, median, p5, warnings.get(0));
        assertTrue(median >= 85, "median warning " + median + " s");
        assertTrue(p5 >= 80, "p5 of warning " + p5 + " s");
    }

    @Test
    void nobodyWhoPassesBeyondOnePointThreeTimesTheLimitIsAlerted() {
        int none = 0;
        for (long seed = 101; seed <= 100 + RUNS; seed++) {
            Random random = new Random(seed);
            List<Meeting> meetings = new ArrayList<>();
            for (int i = 0; i < LEVELS; i++) {
                double factor = SAFE_FACTOR + random.nextDouble();
                meetings.add(meeting(random, i, factor * LATERAL));
            }
            Map<Integer, Double> shown = alerted(meetings, seed);
            assertEquals(Map.of(), shown, "seed " + seed + ": " + meetings);
            none += LEVELS - shown.size();
        }
        System.out.printf("STCA: 0 of %d beyond 1.3 D alerted%n", none);
    }
}
