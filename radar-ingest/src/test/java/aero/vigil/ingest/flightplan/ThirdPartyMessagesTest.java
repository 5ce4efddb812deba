package aero.vigil.ingest.flightplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.PlanKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Real-looking messages and another parser's verdicts, from the third-party data beside us. */
class ThirdPartyMessagesTest {

    private static Path data() {
        String given = System.getenv("VIGIL_DATA");
        Path root = Path.of(System.getProperty("vigil.root"));
        Path data =
                (given == null ? root.resolve("../shared/data") : Path.of(given))
                        .resolve("flightplan");
        if (System.getenv("CI") != null) {
            assertTrue(Files.isDirectory(data), data + " is absent");
        }
        assumeTrue(Files.isDirectory(data), data + " is absent: skipped");
        return data;
    }

    @Test
    void thePlanOfDlh4elIsReadWithItsValues() throws IOException {
        String file = Files.readString(data().resolve("eboz-fpl-ifpl.txt"));

        FiledPlan plan =
                ReadPlans.readable(file.substring(file.indexOf('('), file.indexOf(')') + 1))
                        .getFile();

        assertEquals("DLH4EL", plan.getKey().getCallsign());
        assertEquals("EPWA", plan.getKey().getDeparture());
        assertEquals("EDDF", plan.getKey().getDestination());
        assertEquals(
                Instant.parse("2011-10-18T12:00:00Z").getEpochSecond(),
                TimeUnit.MICROSECONDS.toSeconds(plan.getKey().getOffBlockTimeMicros()));
        assertEquals("A320", plan.getAircraftType());
        assertEquals("SDIPRWY/S", plan.getEquipment());
        assertEquals("N0445", plan.getSpeed());
        assertEquals("F380", plan.getLevel());
        assertEquals(10, plan.getRouteCount());
        assertEquals("KERAX1L", plan.getRoute(9));
        assertEquals(77, plan.getElapsedMinutes());
        assertEquals(List.of("EDFH"), plan.getAlternatesList());
        assertTrue(plan.getOther().contains("REG/DAIZI"));
    }

    @Test
    void thePlanAndTheCancellationOfGoflightplanAreReadWithTheirValues() throws IOException {
        Path icao = data().resolve("goflightplan/fpl/icao");

        FiledPlan plan =
                ReadPlans.readable(Files.readString(icao.resolve("FPL.txt")).strip()).getFile();
        var cancelled =
                ReadPlans.readable(Files.readString(icao.resolve("CNL.txt")).strip()).getCancel();

        assertEquals("LPPR", plan.getKey().getDeparture());
        assertEquals("LFPG", plan.getKey().getDestination());
        assertEquals(
                Instant.parse("2006-01-10T06:00:00Z").getEpochSecond(),
                TimeUnit.MICROSECONDS.toSeconds(plan.getKey().getOffBlockTimeMicros()));
        assertEquals(115, plan.getElapsedMinutes());
        assertEquals("M", plan.getWakeCategory());
        assertTrue(plan.getOther().contains("RMK/THIS HAS SPACE AT END"));
        assertTrue(plan.getOther().contains("REG/DESEL"));
        assertEquals("WMT912", cancelled.getCallsign());
        assertEquals("EDJA", cancelled.getDeparture());
        assertEquals("LIRF", cancelled.getDestination());
        assertEquals(
                Instant.parse("2024-02-28T20:10:00Z").getEpochSecond(),
                TimeUnit.MICROSECONDS.toSeconds(cancelled.getOffBlockTimeMicros()));
    }

    @Test
    void arrivalsAndDeparturesOfAeromessAreReadWithTheirValues() throws IOException {
        ObjectMapper json = new ObjectMapper();
        int read = 0;
        for (String line : Files.readAllLines(data().resolve("aeromess-arr-dep.jsonl"))) {
            JsonNode expected = json.readTree(line).get("expected");
            FlightPlanMessage message =
                    ReadPlans.readable(json.readTree(line).get("message").asText());
            PlanKey key =
                    message.hasArrive()
                            ? message.getArrive().getKey()
                            : message.getDepart().getKey();

            assertEquals(expected.get("type").asText().equals("ARR"), message.hasArrive(), line);
            assertEquals(expected.get("f7").asText(), key.getCallsign(), line);
            assertEquals(expected.get("f13a").asText(), key.getDeparture(), line);
            assertEquals(expected.path("f16a").asText(), key.getDestination(), line);
            assertEquals(expected.path("f17a").asText(), message.getArrive().getAerodrome(), line);
            read++;
        }
        assertEquals(6, read);
    }

    /** Where we knowingly judge otherwise than the other parser, and why. */
    private enum Otherwise {
        AGREEMENT_OF_FIELDS(
                "refused there because two fields disagree (rules and route, PBN/ and equipment,"
                        + " ZZZZ without its indicator): an upstream check; we keep a readable plan"),
        FIELD_18_KEPT(
                "refused there for an unknown indicator or the inside of one we do not use: kept as"
                        + " filed"),
        SEVEN_DIGIT_ADDRESS("CODE/ has seven digits there; an address has 24 bits, which are six"),
        MODE_S_DESCRIPTORS(
                "refused there for more than one Mode S descriptor in 10b; Doc 4444 says 'one or"
                        + " more'"),
        LEVELS_OFF_STEP(
                "refused there at FL351 and FL201: no level anyone cruises at, but a level"),
        TYPE_OF_FLIGHT("refused there without field 8b, which is optional in Doc 4444"),
        FIELD_3_AMENDED("field 3 may be amended there; a change of the message type means nothing");

        final String why;

        Otherwise(String why) {
            this.why = why;
        }
    }

    private static final Pattern READ_18 = Pattern.compile("\\b(DOF|CODE) ?/");

    @Test
    void verdictsOnTheVectorsAgreeExceptWhereWeSayWhy() throws IOException {
        List<String> unexplained = new ArrayList<>();
        Map<Otherwise, Integer> otherwise = new TreeMap<>();
        int judged = 0;
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(data().resolve("ats-oldi-vectors.jsonl"))) {
            JsonNode vector = json.readTree(line);
            Optional<Judged> one = judge(vector);
            if (one.isEmpty()) {
                continue;
            }
            judged++;
            boolean here = ReadPlans.isReadable(one.get().message());
            if (here != one.get().valid()) {
                Optional<Otherwise> known = explain(one.get());
                known.ifPresent(reason -> otherwise.merge(reason, 1, Integer::sum));
                if (known.isEmpty()) {
                    unexplained.add((here ? "read here: " : "refused here: ") + one.get());
                }
            }
        }

        otherwise.forEach((reason, count) -> System.out.println(count + " × " + reason.why));
        assertEquals(List.of(), unexplained, String.join("\n", unexplained));
        assertTrue(judged >= 370, "judged " + judged);
    }

    /** A vector made a whole message, with the other parser's verdict. */
    private record Judged(
            String source, String check, String given, String message, boolean valid) {}

    private static Optional<Judged> judge(JsonNode vector) {
        String check = vector.get("check").asText();
        JsonNode args = vector.get("args");
        boolean route = check.equals("do_f15_test");
        String given = args.path(route ? 0 : 2).asText();
        boolean valid = route ? hasNoText(args) : !args.path(0).asBoolean();
        String message =
                switch (check) {
                    case "do_test" -> ofOurTypes(given);
                    case "do_f7_test" ->
                            fpl(given, "IS", "B737/M", "S/C", "LOWW0800", ROUTE, "EDDF0200", "0");
                    case "do_f8_test" ->
                            fpl("T1", given, "B737/M", "S/C", "LOWW0800", ROUTE, "EDDF0200", "0");
                    case "do_f9_test" ->
                            fpl("T1", "IS", given, "S/C", "LOWW0800", ROUTE, "EDDF0200", "0");
                    case "do_f10_test" ->
                            fpl("T1", "IS", "B737/M", given, "LOWW0800", ROUTE, "EDDF0200", "0");
                    case "do_f13_test" ->
                            fpl("T1", "IS", "B737/M", "S/C", given, ROUTE, "EDDF0200", "0");
                    case "do_f14_test" -> "(EST-T1-LOWW0800-" + given + "-EDDF)";
                    case "do_f17_test" -> "(ARR-T1-LOWW0800-" + given + ")";
                    case "do_f16_test" ->
                            fpl("T1", "IS", "B737/M", "S/C", "LOWW0800", ROUTE, given, "0");
                    case "do_f18_test" ->
                            fpl("T1", "IS", "B737/M", "S/C", "LOWW0800", ROUTE, "EDDF0200", given);
                    case "do_f22_test" -> change(given);
                    case "do_f15_test" ->
                            fpl("T1", "IS", "B737/M", "S/C", "LOWW0800", given, "EDDF0200", "0");
                    default -> null;
                };
        return message == null
                ? Optional.empty()
                : Optional.of(
                        new Judged(vector.get("source").asText(), check, given, message, valid));
    }

    /** The route vectors list the errors of each element after the route itself. */
    private static boolean hasNoText(JsonNode args) {
        for (int i = 1; i < args.size(); i++) {
            for (JsonNode error : args.get(i)) {
                if (!error.asText().isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static final String ROUTE = "N0450F350 AAA B9 BBB";

    private static String fpl(String... fields) {
        return "(FPL-" + String.join("-", fields) + ")";
    }

    private static String change(String field22) {
        String text = field22.strip();
        return "(CHG-T1-LOWW0800-EDDF-0" + (text.startsWith("-") ? "" : "-") + text + ")";
    }

    private static @Nullable String ofOurTypes(String given) {
        return Pattern.compile("\\( *(FPL|CHG|CNL|DLA|DEP|ARR|EST)").matcher(given).lookingAt()
                ? given
                : null;
    }

    private static Optional<Otherwise> explain(Judged judged) {
        String given = judged.given();
        if (judged.source().endsWith("test_Consistency.py") && !judged.valid()) {
            return Optional.of(Otherwise.AGREEMENT_OF_FIELDS);
        }
        if (judged.check().equals("do_f18_test")) {
            if (judged.valid()) {
                return given.contains("CODE /F123ABF")
                        ? Optional.of(Otherwise.SEVEN_DIGIT_ADDRESS)
                        : Optional.empty();
            }
            if (given.equals("CODE/F123FF")) {
                return Optional.of(Otherwise.SEVEN_DIGIT_ADDRESS);
            }
            return READ_18.matcher(given).find()
                    ? Optional.empty()
                    : Optional.of(Otherwise.FIELD_18_KEPT);
        }
        if (judged.check().equals("do_f10_test") && given.matches("N/(IAL|PCA|EHLP)")) {
            return Optional.of(Otherwise.MODE_S_DESCRIPTORS);
        }
        if (judged.check().equals("do_f14_test") && given.matches(".*F(351|201).*")) {
            return Optional.of(Otherwise.LEVELS_OFF_STEP);
        }
        if (judged.check().equals("do_f8_test") && given.strip().equals("I")) {
            return Optional.of(Otherwise.TYPE_OF_FLIGHT);
        }
        if (judged.check().equals("do_f22_test") && given.startsWith("-3/FPL")) {
            return Optional.of(Otherwise.FIELD_3_AMENDED);
        }
        return Optional.empty();
    }
}
