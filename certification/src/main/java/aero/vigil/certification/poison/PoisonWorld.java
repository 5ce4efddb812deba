package aero.vigil.certification.poison;

import aero.vigil.airspace.AirspaceModel;
import aero.vigil.airspace.ModelClock;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.ingest.simulator.Transponder;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.TakePosition;
import com.google.protobuf.InvalidProtocolBufferException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * One life of a model: traffic of a region seen by its radars, poisoned commands with a tick now
 * and then, and after the last of them 1,200 ticks over 20 minutes of model time.
 *
 * <p>Everything of it is drawn from its seed, but for the traffic, which is one of some scenes.
 */
final class PoisonWorld {

    /** Ticks after the last command, one second of model time each. */
    static final int TICKS_AFTER = 1_200;

    static final long START_MICROS = 1_781_524_800_000_000L;
    private static final long SECOND_MICROS = 1_000_000;
    private static final int SECONDS_BEFORE = 40;
    private static final int COMMANDS_A_TICK = 10;
    private static final int GREATEST_RESULT = 1_024;
    private static final Submitter ADAPTER = new Submitter(101, "adapter-A", List.of("adapter"));
    private static final Submitter[] PEOPLE = {
        new Submitter(11, "anna", List.of("development")),
        new Submitter(12, "beat", List.of("development")),
        new Submitter(13, "carl", List.of("development")),
        new Submitter(14, "dora", List.of("executive")),
        new Submitter(15, "supervisor", List.of("supervisor")),
        new Submitter(16, "viewer", List.of()),
    };
    private static final int COMMANDS_OF_A_SHIFT = 50;
    private static final List<String> POSITIONS = List.of("UE", "UW", "LE");

    private final long seed;
    private final Adaptation region;
    private final PoisonFigures figures;
    private final Random random;
    private final Scene scene;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Shown shown = new Shown(START_MICROS);
    private final CommandFuzz fuzz;
    private final AirspaceModel model;
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final Port port;
    private final StateOutput before = new StateOutput();
    private final StateOutput after = new StateOutput();
    private boolean isBeforeKnown;
    private long op = 1;
    private long frame;
    private long nowMicros = START_MICROS;

    /** How a command comes to a model. */
    @FunctionalInterface
    interface Port {
        byte[] apply(AirspaceModel model, long op, long micros, Submitter by, byte[] command);
    }

    PoisonWorld(long seed, Adaptation region, Scene scene, PoisonFigures figures) {
        this(seed, region, scene, figures, AirspaceModel::apply);
    }

    /** The same, with another way in. */
    PoisonWorld(long seed, Adaptation region, Scene scene, PoisonFigures figures, Port port) {
        this.port = port;
        this.seed = seed;
        this.region = region;
        this.figures = figures;
        random = new Random(seed);
        this.scene = scene;
        model = fresh();
        List<String> callsigns = scene.seen().stream().map(Transponder::callsign).toList();
        fuzz =
                new CommandFuzz(
                        random,
                        region,
                        new Vocabulary(random, region, callsigns),
                        new Numbers(random, region, scene.seen(), shown),
                        shown);
    }

    private AirspaceModel fresh() {
        return new AirspaceModel(region.toByteArray(), ModelClock.utc());
    }

    /** Seconds that a world of so many commands lives. */
    static int seconds(int commands) {
        return SECONDS_BEFORE + commands / COMMANDS_A_TICK + 1 + TICKS_AFTER;
    }

    /** Lives it. */
    void live(int commands) {
        for (int i = 0; i < SECONDS_BEFORE; i++) {
            pass();
        }
        for (int i = 0; i < commands; i++) {
            if (i % COMMANDS_OF_A_SHIFT == 0) {
                takePositions();
            }
            CommandFuzz.Poison poison = fuzz.next();
            send(submitter(poison.kind()), poison);
            if (i % COMMANDS_A_TICK == 0) {
                pass();
            }
        }
        for (int i = 0; i < TICKS_AFTER; i++) {
            pass();
        }
        close();
    }

    /** Three sit down where they sat before, whatever poison has made them leave. */
    private void takePositions() {
        for (int i = 0; i < POSITIONS.size(); i++) {
            byte[] command =
                    Command.newBuilder()
                            .setTakePosition(
                                    TakePosition.newBuilder().setPosition(POSITIONS.get(i)))
                            .build()
                            .toByteArray();
            send(PEOPLE[i], new CommandFuzz.Poison("take_position", command));
        }
    }

    /** Nearly always somebody who might. */
    private Submitter submitter(String kind) {
        boolean isAdapters = kind.startsWith("report_") || kind.equals("flight_plan_message");
        return isAdapters == (random.nextInt(16) != 0)
                ? ADAPTER
                : PEOPLE[random.nextInt(PEOPLE.length)];
    }

    private void send(Submitter submitter, CommandFuzz.Poison poison) {
        rememberBefore();
        byte[] answer;
        long cpu = threads.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        try {
            answer = port.apply(model, ++op, nowMicros, submitter, poison.bytes());
        } catch (RuntimeException | AssertionError e) {
            found("apply threw " + e, poison);
            isBeforeKnown = false;
            return;
        }
        long nanos = System.nanoTime() - begin;
        figures.applied(poison.kind(), nanos, threads.getCurrentThreadCpuTime() - cpu);
        Result result = parsed(answer, poison);
        String outcome =
                result.hasAccepted() ? "ACCEPTED" : result.getRejected().getReason().name();
        outcomes.merge(outcome, 1, Integer::sum);
        if (answer.length > GREATEST_RESULT) {
            found("a result of " + answer.length + " bytes", poison);
        }
        if (result.hasAccepted()) {
            isBeforeKnown = false;
            shown.changed(result.getAccepted().getFlight(), result.getAccepted().getVersion());
            return;
        }
        if (result.getRejected().getReason() == Reason.QUARANTINED) {
            found("an inner error", poison);
        }
        writeTraffic(after);
        if (!after.isSameAs(before)) {
            found("rejected (" + outcome + "), but the state has changed", poison);
            isBeforeKnown = false;
        }
    }

    private Result parsed(byte[] answer, CommandFuzz.Poison poison) {
        try {
            return Result.parseFrom(answer);
        } catch (InvalidProtocolBufferException e) {
            found("the result is no Result", poison);
            return Result.getDefaultInstance();
        }
    }

    /** Written again only when something may have changed it: a rejected command has not. */
    private void rememberBefore() {
        if (!isBeforeKnown) {
            writeTraffic(before);
            figures.state(before.length());
            isBeforeKnown = true;
        }
    }

    /** What a rejected command must leave as it was, into memory that is used again and again. */
    private void writeTraffic(StateOutput out) {
        out.clear();
        model.captureTraffic().write(out);
    }

    /** A second goes by: what the radars saw in it, and a tick. */
    private void pass() {
        nowMicros += SECOND_MICROS;
        for (byte[] command : scene.seconds().get((int) frame)) {
            model.apply(++op, nowMicros, ADAPTER, command);
        }
        isBeforeKnown = false;
        long cpu = threads.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        byte[] body;
        try {
            body = model.tick(++op, nowMicros, ++frame).body().toByteArray();
        } catch (RuntimeException | AssertionError e) {
            figures.found(where() + ": the tick threw " + e);
            return;
        }
        long nanos = System.nanoTime() - begin;
        figures.ticked(nanos, threads.getCurrentThreadCpuTime() - cpu);
        try {
            Frame content = Frame.parseFrom(body);
            shown.show(content, nowMicros);
            content.getQuarantinedList()
                    .forEach(kept -> figures.found(where() + ": " + kept.getError()));
        } catch (InvalidProtocolBufferException e) {
            figures.found(where() + ": the frame is no Frame");
        }
    }

    /** What can only be said at the end. */
    private void close() {
        for (String inner : List.of("EVALUATION_FAILED", "INNER_ERROR", "ENCODING_FAILED")) {
            if (shown.count(inner) > 0) {
                figures.found(where() + ": " + shown.count(inner) + " times " + inner);
            }
        }
        byte[] state = model.captureState().encode();
        AirspaceModel restored = fresh();
        restored.restore(state);
        if (!Arrays.equals(state, restored.captureState().encode())) {
            figures.found(where() + ": the state restored is another one");
        }
        figures.lived(outcomes, shown.flights());
    }

    private void found(String what, CommandFuzz.Poison poison) {
        figures.found(
                where()
                        + ": "
                        + what
                        + "; "
                        + poison.kind()
                        + " "
                        + HexFormat.of().formatHex(poison.bytes()));
    }

    private String where() {
        return "world " + seed + ", op " + op;
    }
}
