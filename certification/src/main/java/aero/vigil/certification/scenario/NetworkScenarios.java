package aero.vigil.certification.scenario;

import static aero.vigil.certification.scenario.Stage.REPLICAS;

import aero.vigil.certification.fault.ConnectionStorm;
import aero.vigil.certification.fault.Disturbance;
import aero.vigil.certification.fault.Forwarder;
import aero.vigil.certification.fault.Line;
import aero.vigil.certification.fault.LinkEmulator;
import aero.vigil.certification.fault.ProcessState;
import aero.vigil.certification.fault.Proof;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * NP: what lines between replicas do (certification.md §3), made by an emulator in this process;
 * {@link PulledCable} by the kernel.
 *
 * <p>The emulator stands above TCP, so what it loses is a whole message, what it delays is a
 * message, and what overtakes is a message: harder than a real network is on TCP, and what the
 * replicas' protocol promises to stand all the same.
 */
final class NetworkScenarios {

    private static final long WINDOW_MILLIS = 3_000;
    private static final long LONG_WINDOW_MILLIS = 5_000;
    private static final int SLOW_BYTES_PER_SECOND = 48_000;

    private NetworkScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.set(
                        "NP-01",
                        "primary cut off from all, clients too",
                        Limit.SILENCE,
                        7,
                        setting -> setting.with(Feature.LINES).with(Feature.GATEWAYS),
                        NetworkScenarios::cutFromAll),
                lines(
                        "NP-02",
                        "primary cut off from backups, not from clients",
                        Limit.SILENCE,
                        (stage, trial) -> cut(stage, trial, stage.primary(), true, true)),
                lines(
                        "NP-03",
                        "a backup cut off, then back",
                        Limit.KILL,
                        (stage, trial) -> cut(stage, trial, stage.backup(), true, true)),
                lines(
                        "NP-04",
                        "one-way loss, primary to backups",
                        Limit.SILENCE,
                        (stage, trial) -> cut(stage, trial, stage.primary(), true, false)),
                lines(
                        "NP-05",
                        "one-way loss, backups to primary",
                        Limit.SILENCE,
                        (stage, trial) -> cut(stage, trial, stage.primary(), false, true)),
                lines(
                        "NP-06",
                        "primary and one backup cannot hear each other, the third hears both",
                        Limit.TWICE,
                        NetworkScenarios::bridge),
                lines(
                        "NP-07",
                        "flapping line of the primary",
                        Limit.OUTAGE,
                        NetworkScenarios::flap),
                lines(
                        "NP-08",
                        "loss of 1 % of all messages",
                        Limit.SILENCE,
                        (stage, trial) ->
                                everywhere(
                                        stage,
                                        trial,
                                        Disturbance.loss(0.01),
                                        "messages lost",
                                        Line.Counts::lost)),
                lines(
                        "NP-09",
                        "loss of 30 % of all messages",
                        Limit.OUTAGE,
                        (stage, trial) ->
                                everywhere(
                                        stage,
                                        trial,
                                        Disturbance.loss(0.3),
                                        "messages lost",
                                        Line.Counts::lost)),
                lines(
                        "NP-10",
                        "delay of 50 ms with 20 ms of jitter",
                        Limit.SILENCE,
                        (stage, trial) ->
                                everywhere(
                                        stage,
                                        trial,
                                        Disturbance.delay(50, 20),
                                        "ms greatest delay",
                                        counts -> Math.round(counts.greatestDelayMillis()))),
                lines(
                        "NP-11",
                        "messages overtake one another within 30 ms",
                        Limit.SILENCE,
                        (stage, trial) ->
                                everywhere(
                                        stage,
                                        trial,
                                        Disturbance.reordering(30),
                                        "messages overtaken",
                                        Line.Counts::overtaken)),
                lines(
                        "NP-12",
                        "half of all messages come twice",
                        Limit.SILENCE,
                        (stage, trial) ->
                                everywhere(
                                        stage,
                                        trial,
                                        Disturbance.doubling(0.5),
                                        "messages doubled",
                                        Line.Counts::doubled)),
                lines(
                        "NP-13",
                        "a slow line (48 kB/s) to one backup",
                        Limit.SILENCE,
                        NetworkScenarios::slowBackup),
                Scenario.set(
                        "NP-14",
                        "primary killed, its connections stay half-open",
                        Limit.SILENCE,
                        10,
                        setting -> setting.with(Feature.LINES).with(Feature.SILENT_ENDS),
                        NetworkScenarios::halfOpen),
                Scenario.plain(
                        "NP-15",
                        "connection storm at every port of the primary",
                        Limit.SILENCE,
                        7,
                        NetworkScenarios::storm),
                lines(
                        "NP-16",
                        "messages two seconds late, from before a view change",
                        Limit.SILENCE,
                        NetworkScenarios::late),
                PulledCable.scenario());
    }

    private static Scenario lines(String id, String title, Limit limit, Scenario.Script script) {
        return Scenario.set(id, title, limit, 8, setting -> setting.with(Feature.LINES), script);
    }

    private static void cut(
            Stage stage, Trial trial, int replica, boolean sending, boolean receiving)
            throws Exception {
        LinkEmulator lines = stage.lines();
        Line.Counts before = lines.total();
        long[] delivered = new long[1];
        stage.window(
                "replica " + replica + " cut off",
                WINDOW_MILLIS,
                () -> {
                    if (sending) {
                        lines.from(replica, Disturbance.CUT);
                    }
                    if (receiving) {
                        lines.to(replica, Disturbance.CUT);
                    }
                    TimeUnit.MILLISECONDS.sleep(100); // what was under way when it was cut
                    long quiet = deliveredAround(lines, replica, sending, receiving);
                    TimeUnit.MILLISECONDS.sleep(WINDOW_MILLIS - 200);
                    delivered[0] = deliveredAround(lines, replica, sending, receiving) - quiet;
                });
        long lost = lines.total().lost() - before.lost();
        lines.everywhere(Disturbance.NONE);
        trial.proof(
                new Proof(
                        lost > 0 && delivered[0] <= 2,
                        "lines "
                                + (sending ? "from" : "")
                                + (sending && receiving ? " and " : "")
                                + (receiving ? "to" : "")
                                + " replica "
                                + replica
                                + ": "
                                + lost
                                + " messages lost, "
                                + delivered[0]
                                + " delivered while cut"));
        stage.awaitWhole();
    }

    /** Introductions of new connections get through; they carry nothing of the protocol. */
    private static long deliveredAround(
            LinkEmulator lines, int replica, boolean sending, boolean receiving) {
        long delivered = 0;
        for (int other = 0; other < REPLICAS; other++) {
            if (other != replica) {
                delivered += sending ? lines.line(replica, other).counts().messages() : 0;
                delivered += receiving ? lines.line(other, replica).counts().messages() : 0;
            }
        }
        return delivered;
    }

    private static void cutFromAll(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        Forwarder way = stage.forwarders().get(primary);
        way.cut(true);
        TimeUnit.MILLISECONDS.sleep(1);
        long passed = way.passedBytes();
        try {
            cutKeepingGateway(stage, trial, primary);
            trial.proof(
                    new Proof(
                            way.passedBytes() - passed < 200_000,
                            "gateway of replica "
                                    + primary
                                    + ": "
                                    + (way.passedBytes() - passed)
                                    + " bytes passed while cut"));
        } finally {
            way.cut(false);
            stage.lines().everywhere(Disturbance.NONE);
        }
        stage.awaitWhole();
    }

    private static void cutKeepingGateway(Stage stage, Trial trial, int primary) throws Exception {
        LinkEmulator lines = stage.lines();
        Line.Counts before = lines.total();
        stage.window(
                "replica " + primary + " cut off from all",
                WINDOW_MILLIS,
                () -> lines.around(primary, Disturbance.CUT));
        long lost = lines.total().lost() - before.lost();
        trial.proof(
                new Proof(lost > 0, lost + " messages from and to replica " + primary + " lost"));
    }

    private static void bridge(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        int deaf = (primary + 1) % REPLICAS;
        LinkEmulator lines = stage.lines();
        Line.Counts before = lines.total();
        stage.window(
                "replicas " + primary + " and " + deaf + " cannot hear each other",
                LONG_WINDOW_MILLIS,
                () -> lines.between(primary, deaf, Disturbance.CUT));
        long lost = lines.total().lost() - before.lost();
        lines.everywhere(Disturbance.NONE);
        trial.proof(
                new Proof(
                        lost > 0,
                        lost + " messages between replicas " + primary + " and " + deaf + " lost"));
        stage.awaitWhole();
    }

    private static void flap(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        LinkEmulator lines = stage.lines();
        Line.Counts before = lines.total();
        stage.window(
                "the lines of replica " + primary + " come and go",
                LONG_WINDOW_MILLIS,
                () -> {
                    for (int turn = 0; turn < 8; turn++) {
                        lines.around(primary, turn % 2 == 0 ? Disturbance.CUT : Disturbance.NONE);
                        TimeUnit.MILLISECONDS.sleep(LONG_WINDOW_MILLIS / 8);
                    }
                });
        lines.everywhere(Disturbance.NONE);
        long lost = lines.total().lost() - before.lost();
        trial.proof(new Proof(lost > 0, lost + " messages lost in four cuts"));
        trial.measure("resumed", stage.untilAnswered());
        stage.awaitWhole();
    }

    private static void everywhere(
            Stage stage,
            Trial trial,
            Disturbance disturbance,
            String what,
            ToLongFunction<Line.Counts> effect)
            throws Exception {
        LinkEmulator lines = stage.lines();
        Line.Counts before = lines.total();
        stage.window(
                "all lines disturbed", LONG_WINDOW_MILLIS, () -> lines.everywhere(disturbance));
        long after = effect.applyAsLong(lines.total());
        long messages = lines.total().messages() - before.messages();
        lines.everywhere(Disturbance.NONE);
        long done = what.startsWith("ms") ? after : after - effect.applyAsLong(before);
        trial.proof(new Proof(done > 0, done + " " + what + ", " + messages + " delivered"));
        trial.measure("resumed", stage.untilAnswered());
        stage.awaitWhole();
    }

    private static void slowBackup(Stage stage, Trial trial) throws Exception {
        int backup = stage.backup();
        LinkEmulator lines = stage.lines();
        stage.window(
                "a slow line to replica " + backup,
                LONG_WINDOW_MILLIS,
                () -> lines.to(backup, Disturbance.slow(SLOW_BYTES_PER_SECOND)));
        double delay = lines.total().greatestDelayMillis();
        lines.everywhere(Disturbance.NONE);
        trial.proof(
                new Proof(
                        delay > 1,
                        "messages to replica "
                                + backup
                                + " waited up to "
                                + Math.round(delay)
                                + " ms for the line"));
        stage.awaitWhole();
    }

    private static void halfOpen(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        stage.window(
                "replica " + primary + " killed, nobody is told",
                WINDOW_MILLIS,
                () -> {
                    trial.proof(ProcessState.kill9(stage.replica(primary)));
                    int open = stage.lines().openTowards(primary);
                    trial.proof(
                            new Proof(
                                    open > 0,
                                    open
                                            + " connections of the others towards replica "
                                            + primary
                                            + " are open though it is dead"));
                });
        stage.lines().reset(primary);
        stage.restart(primary);
    }

    private static void storm(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        stage.window(
                "a connection storm at replica " + primary,
                WINDOW_MILLIS,
                () -> trial.proof(ConnectionStorm.at(stage.doors(primary), WINDOW_MILLIS - 500)));
        stage.awaitWhole();
    }

    private static void late(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        long view = stage.view();
        LinkEmulator lines = stage.lines();
        Line.Counts before = lines.total();
        stage.window(
                "messages from replica " + primary + " held for two seconds, then let go",
                LONG_WINDOW_MILLIS,
                () -> {
                    lines.from(primary, Disturbance.HOLD);
                    TimeUnit.MILLISECONDS.sleep(2_000);
                    boolean changed = stage.view() > view;
                    long held = lines.total().held() - before.held();
                    lines.from(primary, Disturbance.NONE);
                    trial.proof(
                            new Proof(
                                    held > 0 && changed,
                                    held
                                            + " messages held; view "
                                            + view
                                            + " became "
                                            + stage.view()
                                            + " before they were let go"));
                });
        stage.awaitWhole();
    }
}
