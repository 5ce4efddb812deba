package aero.vigil.certification.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The short form of {@code certify --scenario tracking}: a quarter of an hour of traffic a cell.
 * Its figures scatter, so a bar counts as missed where the whole 95 % interval lies beyond it.
 */
@Tag("slow")
class TrackingTest {

    private static final long SEED = 3;
    private static final int CELLS = 6;

    @Test
    void theTrackerHoldsItsBarsOnAQuarterOfAnHourOfTraffic() throws Exception {
        TrackingJudgement judgement = new TrackingJudgement(words -> {});

        judgement.run(TrackingJudgement.Size.SHORT, SEED);

        JsonNode json = judgement.json();
        List<String> missed = new ArrayList<>();
        for (String table : List.of("a", "b", "c")) {
            assertEquals(CELLS, json.get(table).size(), table);
            for (JsonNode cell : json.get(table)) {
                addMissed(table + " " + cell.get("cell").asText(), cell.get("figures"), missed);
            }
        }
        for (JsonNode cell : json.get("a")) {
            assertTrue(cell.get("flights").asInt() > 10, cell.get("cell").asText());
        }
        assertEquals(1, json.get("d").size());
        assertEquals(List.of(), missed, "seed " + SEED + "\n" + judgement.text());
    }

    private static void addMissed(String cell, JsonNode figures, List<String> missed) {
        for (JsonNode figure : figures) {
            boolean isJudged = figure.get("verdict").asText().equals("FAIL");
            boolean atLeast = figure.get("atLeast").asBoolean();
            JsonNode nearest = figure.get(atLeast ? "high" : "low");
            JsonNode near = nearest.isNull() ? figure.get("value") : nearest;
            double bar = figure.get("bar").asDouble();
            boolean isBeyond = atLeast ? near.asDouble() < bar : near.asDouble() > bar;
            if (isJudged && isBeyond) {
                missed.add(cell + ": " + figure.get("name").asText() + " " + figure.get("value"));
            }
        }
    }
}
