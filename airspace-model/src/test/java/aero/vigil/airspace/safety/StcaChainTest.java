package aero.vigil.airspace.safety;

import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.ControlRoom;
import aero.vigil.airspace.DrivenModel;
import aero.vigil.airspace.SafetyRegion;
import aero.vigil.airspace.safety.TrueEncounter.Category;
import aero.vigil.airspace.safety.TrueEncounter.Kind;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Arrival;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Flown;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Track;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * STCA judged as a chain: encounters, two radars with their noise, tracker, alert; the measures and
 * bars of the airspace algorithms §9. {@code -Dvigil.encounters=} dangerous ones, five times as
 * many that are near but safe; the whole number is 2,000.
 */
@Tag("slow")
final class StcaChainTest {

    private static final double[] BANDS_FEET = {9_000, 17_000, 25_000, 33_000};
    private static final double CONTROL_AT_SECOND = 50;
    private static final double ADEQUATE_SECONDS = 60;

    /** Two updates of two radars of 4 and 5 s. */
    private static final double SEEN_AFTER_SECONDS = 8;

    private static final double SHORT_SECONDS = 8;
    private static final double FLICKER_SECONDS = 30;

    private static final Kind[] DANGEROUS = {
        Kind.STRAIGHT, Kind.VERTICAL, Kind.TURN_INTO, Kind.LEVEL_BUST
    };
    private static final Kind[] SAFE = {
        Kind.SAFE_ASIDE, Kind.SAFE_ABOVE, Kind.LEVEL_OFF, Kind.SAFE_ASIDE, Kind.BETWEEN
    };

    /** What became of an encounter: when its alert was shown and when it ended, in turn. */
    private static final class Outcome {
        private final TrueEncounter encounter;
        private final TrueEncounter.Truth truth;
        private final List<Double> changes = new ArrayList<>();

        private Outcome(TrueEncounter encounter) {
            this.encounter = encounter;
            this.truth = encounter.truth();
        }

        private void see(boolean isShown, double second) {
            if (isShown != (changes.size() % 2 == 1)) {
                changes.add(second);
            }
        }

        private boolean isAlerted() {
            return !changes.isEmpty();
        }

        private double warning() {
            return isAlerted() ? Math.max(0, truth.lossSecond() - changes.get(0)) : 0;
        }

        /** How long before the loss the danger could be seen. */
        private double possible() {
            return truth.lossSecond() - encounter.manoeuvreAt() - SEEN_AFTER_SECONDS;
        }

        private boolean isAdequatePossible() {
            return possible() >= ADEQUATE_SECONDS;
        }

        private boolean isIn(Category... categories) {
            return List.of(categories).contains(truth.category());
        }

        private boolean isShort() {
            for (int i = 0; i + 1 < changes.size(); i += 2) {
                if (changes.get(i + 1) - changes.get(i) < SHORT_SECONDS) {
                    return true;
                }
            }
            return false;
        }

        private boolean flickers() {
            for (int i = 1; i + 1 < changes.size(); i += 2) {
                if (changes.get(i + 1) - changes.get(i) < FLICKER_SECONDS) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Flies four encounters at a time, one above the other. */
    private static List<Outcome> fly(List<TrueEncounter> encounters, long seed) {
        List<Flown> aircraft = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < encounters.size(); i++) {
            TrueEncounter encounter = encounters.get(i);
            outcomes.add(new Outcome(encounter));
            aircraft.add(encounter.one().flown(address(i, 0), 01001 + 2 * i, "ONE" + i));
            aircraft.add(encounter.other().flown(address(i, 1), 01002 + 2 * i, ""));
        }
        List<Arrival> arrivals =
                SimulatedTraffic.plotsOf(aircraft, TrueEncounter.SECONDS + 1, seed);
        DrivenModel driven = new DrivenModel(SafetyRegion.model());
        ControlRoom room = new ControlRoom(driven);
        for (int i = 0; i < encounters.size(); i++) {
            driven.accepted(DrivenModel.ADAPTER_A, driven.file(driven.plan("ONE" + i)));
        }
        driven.fly(arrivals, CONTROL_AT_SECOND, 64);
        for (int i = 0; i < encounters.size(); i++) {
            room.control("ONE" + i, address(i, 0));
            if (encounters.get(i).clearedLevel() != 0) {
                room.clear("ONE" + i, encounters.get(i).clearedLevel());
            }
        }
        while (second(driven) < TrueEncounter.SECONDS) {
            driven.fly(arrivals, 0.1, 64);
            for (int i = 0; i < encounters.size(); i++) {
                outcomes.get(i).see(isShown(driven, i), second(driven));
            }
        }
        return outcomes;
    }

    private static int address(int encounter, int which) {
        return 0x400000 + 2 * encounter + which;
    }

    private static double second(DrivenModel driven) {
        return (driven.now() - SimulatedTraffic.START_MICROS) / 1e6;
    }

    private static boolean isShown(DrivenModel driven, int encounter) {
        for (Alert alert : driven.alerts.values()) {
            Track track = driven.tracks.get(alert.getTrackA());
            if (alert.getKind() == Alert.Kind.STCA
                    && track != null
                    && (track.getAddress() - 0x400000) / 2 == encounter) {
                return true;
            }
        }
        return false;
    }

    private static List<Outcome> flyAll(Kind[] kinds, int count, Random random) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i += BANDS_FEET.length) {
            List<TrueEncounter> together = new ArrayList<>();
            for (int band = 0; band < BANDS_FEET.length; band++) {
                together.add(
                        TrueEncounter.draw(
                                kinds[random.nextInt(kinds.length)], BANDS_FEET[band], random));
            }
            outcomes.addAll(fly(together, random.nextLong()));
        }
        return outcomes;
    }

    private static double share(List<Outcome> all, Predicate<Outcome> which) {
        return all.isEmpty() ? 0 : (double) all.stream().filter(which).count() / all.size();
    }

    private static List<Outcome> those(List<Outcome> all, Predicate<Outcome> which) {
        return all.stream().filter(which).toList();
    }

    private static double mean(List<Outcome> all, ToDoubleFunction<Outcome> value) {
        return all.stream().mapToDouble(value).average().orElse(0);
    }

    /** Prints one row, with the half-width of its 95 % interval; true when the bar is met. */
    private static boolean row(
            String what, double share, int of, boolean isAtMost, double bar, double aim) {
        boolean met = isAtMost ? share <= bar : share >= bar;
        System.out.printf(
                "  %-58s %6.1f %% +-%4.1f of %5d   required %s %4.1f   aim %5.1f   %s%n",
                what,
                100 * share,
                196 * Math.sqrt(share * (1 - share) / Math.max(1, of)),
                of,
                isAtMost ? "<=" : ">=",
                100 * bar,
                100 * aim,
                met ? "ok" : "NOT MET");
        return met;
    }

    @Test
    void theChainMeetsItsBars() {
        int dangerous = Integer.getInteger("vigil.encounters", 100);
        long seed = Long.getLong("vigil.seed", 20_260_101L);
        System.out.printf(
                "STCA chain: seed %d (-Dvigil.seed=), %d dangerous and %d safe encounters%n",
                seed, dangerous, 5 * dangerous);
        Random random = new Random(seed);
        List<Outcome> all = new ArrayList<>(flyAll(DANGEROUS, dangerous, random));
        all.addAll(flyAll(SAFE, 5 * dangerous, random));
        printKinds(all);

        List<Outcome> c1 = those(all, one -> one.isIn(Category.C1));
        List<Outcome> c2 = those(all, one -> one.isIn(Category.C2));
        List<Outcome> c3 = those(all, one -> one.isIn(Category.C3));
        List<Outcome> c4 = those(all, one -> one.isIn(Category.C4));
        List<Outcome> lost = those(all, one -> one.isIn(Category.C1, Category.C2));
        List<Outcome> alerted = those(all, Outcome::isAlerted);
        List<Outcome> early = those(lost, Outcome::isAdequatePossible);
        List<Outcome> sudden = those(lost, one -> !one.isAdequatePossible() && one.possible() > 0);
        double meanEarly =
                mean(early, one -> Math.min(ADEQUATE_SECONDS, one.warning())) / ADEQUATE_SECONDS;
        double meanSudden =
                mean(sudden, one -> Math.min(one.possible(), one.warning()))
                        / mean(sudden, Outcome::possible);
        boolean met = row("C1 alerted", share(c1, Outcome::isAlerted), c1.size(), false, .95, 1);
        met &= row("C2 alerted", share(c2, Outcome::isAlerted), c2.size(), false, .80, .90);
        met &=
                row(
                        "alerted encounters that are C3-C4",
                        share(alerted, one -> one.isIn(Category.C3, Category.C4)),
                        alerted.size(),
                        true,
                        .75,
                        .50);
        row("C3 alerted", share(c3, Outcome::isAlerted), c3.size(), true, 1, .30);
        row("C4 alerted", share(c4, Outcome::isAlerted), c4.size(), true, 1, .01);
        met &=
                row(
                        "C1+C2 warned of late where adequate was possible",
                        share(early, one -> one.warning() < ADEQUATE_SECONDS),
                        early.size(),
                        true,
                        .45,
                        .35);
        met &=
                row(
                        "mean warning of adequate, where that was possible",
                        meanEarly,
                        early.size(),
                        false,
                        .90,
                        .95);
        met &=
                row(
                        "mean warning of possible, where adequate was not",
                        meanSudden,
                        sudden.size(),
                        false,
                        .70,
                        .75);
        met &=
                row(
                        "alerts under 8 s, or ended and raised within 30 s",
                        share(alerted, one -> one.isShort() || one.flickers()),
                        alerted.size(),
                        true,
                        .02,
                        .005);

        assertTrue(met, "a required bar is not met: see the table above");
    }

    private static void printKinds(List<Outcome> all) {
        Map<Kind, List<Outcome>> byKind = new EnumMap<>(Kind.class);
        all.forEach(
                one ->
                        byKind.computeIfAbsent(one.encounter.kind(), kind -> new ArrayList<>())
                                .add(one));
        byKind.forEach(
                (kind, of) -> {
                    List<Double> warnings = new ArrayList<>();
                    those(of, one -> one.isAlerted() && one.isIn(Category.C1, Category.C2))
                            .forEach(one -> warnings.add(one.warning()));
                    Collections.sort(warnings);
                    System.out.printf(
                            "  %-11s %5d, lost %5d, alerted %5d; warning median %5.1f s, p5 %5.1f"
                                    + " s%n",
                            kind,
                            of.size(),
                            those(of, one -> one.isIn(Category.C1, Category.C2)).size(),
                            those(of, Outcome::isAlerted).size(),
                            warnings.isEmpty() ? 0 : warnings.get(warnings.size() / 2),
                            warnings.isEmpty() ? 0 : warnings.get(warnings.size() / 20));
                });
    }
}
