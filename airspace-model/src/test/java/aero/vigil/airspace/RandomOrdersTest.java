package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.control.Console;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Lifecycle;
import aero.vigil.wire.airspace.Position;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever several positions order, in whatever order: every elementary sector has one executive, a
 * flight one controller at most, a rejection leaves no trace, and a checkpoint at any op goes on
 * alike.
 */
final class RandomOrdersTest {

    private static final int SEEDS = 4;
    private static final int STEPS = 1_500;
    private static final int FLIGHTS = 8;

    /** One input of a log; a tick where there is no command. */
    private record Input(Submitter submitter, byte @Nullable [] command, long micros) {}

    private static final class Play {

        final long seed;
        final Random random;
        final DrivenModel driven = DrivenModel.withCodes();
        final List<Console> consoles = new ArrayList<>();
        final List<Integer> flights = new ArrayList<>();
        final List<Input> log = new ArrayList<>();
        final TreeMap<String, Integer> outcomes = new TreeMap<>();

        Play(long seed) {
            this.seed = seed;
            random = new Random(seed);
            Submitter adapter = DrivenModel.ADAPTER_A;
            for (int i = 0; i < FLIGHTS; i++) {
                Command filed = driven.file(driven.plan("TST" + i));
                flights.add(driven.accepted(adapter, filed).getFlight());
            }
            int session = 20;
            for (String position : List.of("W", "E", "U", "N", "P", "A", "F", "SUP")) {
                consoles.add(Console.at(driven, session++, "user " + position, position));
            }
            driven.tickSeconds(400);
        }

        String where(int step) {
            return "step " + step + " of seed " + seed;
        }

        void step(int step) {
            int most = random.nextBoolean() ? 2 : consoles.size();
            Console console = consoles.get(random.nextInt(most));
            Command command = RandomOrder.of(random, console, flight(), driven.now());
            byte[] before = traffic(driven.model);
            log.add(new Input(console.person(), command.toByteArray(), driven.now()));
            Result result = driven.send(console.person(), command);
            String outcome =
                    result.hasAccepted()
                            ? command.getCommandCase().name()
                            : result.getRejected().getReason().name();
            outcomes.merge(outcome, 1, Integer::sum);
            assertNotEquals(Reason.QUARANTINED, result.getRejected().getReason(), where(step));
            if (result.hasRejected()) {
                assertArrayEquals(before, traffic(driven.model), where(step));
            }
            if (random.nextInt(3) != 0) {
                driven.tick();
                log.add(new Input(console.person(), null, driven.now()));
            }
            check(step);
        }

        private int flight() {
            return flights.get(random.nextInt(flights.size()));
        }

        private void check(int step) {
            TreeMap<Integer, Integer> codes = new TreeMap<>();
            for (Flight flight : driven.flights.values()) {
                boolean holds = flight.getCodeAssigned() && flight.getMode3A() % 64 != 0;
                if (holds && flight.getLifecycle() != Lifecycle.TERMINATED) {
                    codes.merge(flight.getMode3A(), 1, Integer::sum);
                }
            }
            assertTrue(
                    codes.values().stream().allMatch(count -> count == 1),
                    () -> "two flights with one code: " + codes + " at " + where(step));
            TreeMap<String, Integer> executives = new TreeMap<>();
            for (Position position : driven.positions.values()) {
                if (position.getRole().equals("executive")) {
                    position.getSectorsList()
                            .forEach(one -> executives.merge(one, 1, Integer::sum));
                }
            }
            for (String sector : List.of("WEST", "EAST", "UPPER")) {
                assertEquals(1, executives.get(sector), () -> sector + " at " + where(step));
            }
            for (Flight flight : driven.flights.values()) {
                String controlling = flight.getControllingSector();
                boolean one = controlling.isEmpty() || executives.getOrDefault(controlling, 0) == 1;
                assertTrue(one, () -> flight.getKey().getCallsign() + " at " + where(step));
                assertTrue(
                        flight.getOfferedTo().isEmpty()
                                || (!controlling.isEmpty()
                                        && !flight.getOfferedTo().equals(controlling)),
                        () -> flight.getKey().getCallsign() + " offered at " + where(step));
            }
        }
    }

    private static byte[] traffic(AirspaceModel model) {
        StateOutput out = new StateOutput();
        model.captureTraffic().write(out);
        return out.toByteArray();
    }

    @Test
    void everySectorKeepsOneExecutiveAndARejectionLeavesNoTrace() {
        TreeMap<String, Integer> outcomes = new TreeMap<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            Play play = new Play(seed);
            for (int step = 0; step < STEPS; step++) {
                play.step(step);
            }
            play.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
        }

        System.out.println("RandomOrdersTest outcomes " + outcomes);
        for (String order : RandomOrder.KINDS) {
            assertTrue(outcomes.containsKey(order), () -> order + " never accepted: " + outcomes);
        }
    }

    @Test
    void aModelRestoredAtAnyOpGoesOnWithTheSameDigests() {
        for (long seed = 11; seed <= 12; seed++) {
            Play play = new Play(seed);
            int begin = play.driven.digests.size();
            byte[] start = play.driven.model.captureState().encode();
            for (int step = 0; step < STEPS / 3; step++) {
                play.step(step);
            }

            List<String> digests = replayed(play, start, begin, new Random(seed));

            assertEquals(
                    play.driven.digests.subList(begin, play.driven.digests.size()),
                    digests,
                    "seed " + seed);
        }
    }

    /** The log of a play from its start, the model exchanged for a restored one again and again. */
    private static List<String> replayed(Play play, byte[] start, int frame, Random random) {
        AirspaceModel model = fresh(start);
        List<String> digests = new ArrayList<>();
        long op = 1_000_000;
        long number = frame;
        for (Input input : play.log) {
            if (input.command() == null) {
                FrameCut cut = model.tick(++op, input.micros(), ++number);
                digests.add(DrivenModel.digestOf(cut));
            } else {
                model.apply(++op, input.micros(), input.submitter(), input.command());
            }
            if (random.nextInt(8) == 0) {
                model = fresh(model.captureState().encode());
            }
        }
        return digests;
    }

    private static AirspaceModel fresh(byte[] state) {
        AirspaceModel model = new AirspaceModel(TestRegion.bytesWithCodes(), ModelClock.utc());
        model.restore(state);
        return model;
    }

    @Test
    void theLogsOrderDecidesBetweenTwoWhoAssumeAtOnce() {
        for (long seed = 1; seed <= 20; seed++) {
            Play play = new Play(seed);
            int flight = play.flights.get(0);
            List<Console> both = new ArrayList<>(play.consoles.subList(0, 2));
            Collections.shuffle(both, play.random);
            List<Command> sent = List.of(both.get(0).assume(flight), both.get(1).assume(flight));

            play.driven.accepted(both.get(0).person(), sent.get(0));
            var told =
                    play.driven.rejected(both.get(1).person(), sent.get(1), Reason.ALREADY_ASSUMED);

            String first = both.get(0).person().user();
            assertTrue(told.getText().contains("(" + first + ")"), told::getText);
        }
    }
}
