package aero.vigil.ingest.simulator;

import static aero.vigil.ingest.simulator.Regions.MINUTE;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.SetQnh;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often the nets cry over ordinary traffic in the shipped region: what its minimum altitudes,
 * areas, approaches and parameters are worth.
 */
@Tag("slow")
final class SafetyNuisanceTest {

    private static final long SEED = 11;
    private static final int AIRCRAFT = 80;
    private static final int MINUTES = 20;
    private static final long SUPERVISOR = 60;
    private static final double MOST_PER_100_HOURS = 50;

    @Test
    void ordinaryTrafficRaisesFewAlertsOfEachKind() {
        ModelLoop loop = new ModelLoop(Regions.switzerland(), SEED, AIRCRAFT, Regions.START);
        for (String region : List.of("ZURICH", "GENEVA", "LUGANO")) {
            loop.give(
                    SUPERVISOR,
                    Command.newBuilder()
                            .setSetQnh(SetQnh.newBuilder().setRegion(region).setHectopascals(1_013))
                            .build());
        }
        Map<Alert.Kind, TreeSet<Integer>> raised = new TreeMap<>();
        Map<String, Integer> texts = new TreeMap<>();
        double flightMinutes = 0;

        for (int minute = 0; minute < MINUTES; minute++) {
            for (int step = 0; step < 12; step++) {
                loop.run(MINUTE / 12);
                loop.alerts
                        .values()
                        .forEach(
                                alert -> {
                                    if (raised.computeIfAbsent(
                                                    alert.getKind(), kind -> new TreeSet<>())
                                            .add(alert.getId())) {
                                        texts.merge(
                                                alert.getKind() + " " + alert.getText(),
                                                1,
                                                Integer::sum);
                                    }
                                });
            }
            flightMinutes += loop.tracks.size();
        }

        double hundredHours = flightMinutes / 60 / 100;
        System.out.printf("Alerts per 100 flight hours (%.1f flown):%n", flightMinutes / 60);
        raised.forEach(
                (kind, alerts) ->
                        System.out.printf(
                                "  %-22s %4d, %.0f%n",
                                kind, alerts.size(), alerts.size() / hundredHours));
        System.out.println("  " + texts);
        // Simulated arrivals land from wherever they come, and nobody separates them: STCA and
        // MTCD are right.
        raised.forEach(
                (kind, alerts) ->
                        assertTrue(
                                kind == Alert.Kind.STCA
                                        || kind == Alert.Kind.MTCD
                                        || alerts.size() / hundredHours <= MOST_PER_100_HOURS,
                                () -> kind + ": " + alerts.size()));
        assertTrue(hundredHours > 0.2, "flown " + flightMinutes / 60 + " h");
    }
}
