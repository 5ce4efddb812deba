package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.core.Message;
import aero.vigil.replication.core.ModelClock;
import aero.vigil.replication.core.QueryAnswer;
import aero.vigil.replication.core.ReplicaStatus;
import aero.vigil.replication.core.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a whole group with its clients in a world that one seed decides: first things go
 * wrong, then all is healed, and the group must come together again.
 */
public final class Simulation implements SimulatedNode.World {

    /** Healed, a group is whole again within this time, or it never will be. */
    private static final long CONVERGENCE_MICROS = 15_000_000;

    private static final long GREY_CORRUPTION = 0x5EED_0022L;

    private static final int TRANSCRIPT_LINES = 120;

    private static final long TICK_PERIOD_MICROS = 100_000;

    /** With at most f machines ill everybody is served within this time. */
    private static final long SERVED_MICROS = 20_000_000;

    private static final int REQUESTS_SERVED = 5;

    private static final int EXAMINATIONS = 3;

    private final long seed;
    private final DiskRules diskRules;
    private final SeedPlan plan;
    private final EventQueue events = new EventQueue();
    private final SeededRandom random;
    private final Transcript transcript = new Transcript(events);
    private final Checker checker;
    private final SimulatedNetwork network;
    private final Machines machines;

    /** The members' machines, by index. */
    private final List<SimulatedNode> nodes;

    private final Genesis genesis;
    private final LogEntry first;
    private final Assembly assembly;
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final Nemesis nemesis;
    private final CalmFaults calmFaults;
    private final GreyFaults greyFaults;
    private final @Nullable Resizing resizing;

    /**
     * What became of a run.
     *
     * @param seed that decided it
     * @param invariant the guarantee that was broken, or null
     * @param facts about that, or an empty text
     * @param events that happened
     * @param simulatedMicros that passed
     * @param digest of the events: the same for the same seed
     * @param committedOps how long the log became
     * @param requests answered to clients
     * @param strikes faults that were made or left out
     * @param happened what has happened how often, by name
     * @param transcript the last events, when a guarantee was broken
     */
    public record Outcome(
            long seed,
            @Nullable String invariant,
            String facts,
            long events,
            long simulatedMicros,
            long digest,
            long committedOps,
            long requests,
            int strikes,
            Map<String, Long> happened,
            List<String> transcript) {}

    private Simulation(long seed, Assembly assembly, DiskRules diskRules, Variation variation) {
        this.diskRules = diskRules;
        this.seed = seed;
        this.random = randomOf(seed);
        this.plan = SeedPlan.draw(seed, random.fork()).varied(variation);
        this.assembly = assembly;
        this.machines = new Machines(this::node, seed);
        this.nodes = machines.members();
        this.genesis = genesis();
        this.first = LogEntry.genesis(genesis, SimulatedClock.EPOCH_MICROS - 1);
        this.checker =
                new Checker(
                        plan.groupSize(),
                        machines,
                        genesis.members().stream().map(Member::incarnation).toList(),
                        new TimeInvariants(events, plan, TICK_PERIOD_MICROS),
                        transcript);
        this.network = new SimulatedNetwork(events, random.fork(), plan, this::deliver);
        for (int i = 0; i < plan.machines(); i++) {
            machines.add(node(i, i, new Incarnation(seed, i), false));
        }
        for (int i = 0; i < plan.clients(); i++) {
            clients.add(
                    new SimulatedClient(i, events, random.fork(), plan, checker, new Gateways()));
        }
        this.nemesis =
                new Nemesis(
                        events,
                        random.fork(),
                        plan,
                        machines,
                        variation,
                        network,
                        transcript,
                        checker);
        SeededRandom others = new SeededRandom(~seed);
        this.calmFaults =
                new CalmFaults(
                        events, others.fork(), variation, nodes, network, transcript, checker);
        this.greyFaults = new GreyFaults(others.fork(), nodes, network, transcript, checker);
        this.resizing =
                variation.resizing()
                        ? new Resizing(events, others.fork(), plan, machines, checker)
                        : null;
    }

    private static SeededRandom randomOf(long seed) {
        return new SeededRandom(seed * 0x9E3779B97F4A7C15L + 1);
    }

    /** What this seed decides before anything happens. */
    static SeedPlan planOf(long seed) {
        return SeedPlan.draw(seed, randomOf(seed).fork());
    }

    private Genesis genesis() {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < plan.groupSize(); i++) {
            members.add(new Member(i, "replica" + i, "gateway" + i, new Incarnation(seed, i)));
        }
        return new Genesis(
                members,
                new ModelClock(SimulatedClock.EPOCH_MICROS, 1),
                TICK_PERIOD_MICROS,
                plan.checkpointInterval(),
                1,
                new byte[0]);
    }

    private SimulatedNode node(int i, int machine, Incarnation incarnation, boolean recovering) {
        Vote vote = new Vote(1, 0, 0, first.opNumber(), first.hash(), incarnation, recovering);
        SimulatedDisk disk =
                new SimulatedDisk(events, random.fork(), plan, first, vote, checker, diskRules);
        SeededRandom own = random.fork();
        SimulatedClock clock =
                new SimulatedClock(
                        events,
                        (int) own.between(-plan.clockDriftPpm(), plan.clockDriftPpm()),
                        own.between(-plan.clockSpreadMicros(), plan.clockSpreadMicros()));
        return new SimulatedNode(
                i,
                machine,
                events,
                own,
                plan,
                genesis,
                assembly,
                disk,
                clock,
                checker,
                transcript,
                this);
    }

    /** Runs the world that this seed decides, with the production core. */
    public static Outcome run(long seed) {
        return run(seed, new Assembly());
    }

    /** Runs the world that this seed decides, with a core of other parts. */
    public static Outcome run(long seed, Assembly assembly) {
        return run(seed, assembly, new DiskRules());
    }

    /** The same, on disks with rules of their own. */
    public static Outcome run(long seed, Assembly assembly, DiskRules diskRules) {
        return run(seed, assembly, diskRules, Variation.none());
    }

    /** Runs a world that differs in some ways from the one that this seed decides. */
    static Outcome run(long seed, Assembly assembly, DiskRules diskRules, Variation variation) {
        return new Simulation(seed, assembly, diskRules, variation).run();
    }

    private Outcome run() {
        try {
            for (SimulatedNode node : nodes) {
                events.after(random.between(0, 300_000), node::start);
            }
            for (SimulatedClient client : clients) {
                events.after(random.between(0, 500_000), client::start);
            }
            if (plan.climate() == SeedPlan.Climate.CALM) {
                calmFaults.begin();
            } else {
                nemesis.begin();
            }
            if (resizing != null) {
                resizing.begin();
            }
            runUntil(plan.chaosMicros());
            calmFaults.end();
            heal();
            if (plan.climate() == SeedPlan.Climate.GREY) {
                runGrey();
                heal();
            }
            runUntilConverged();
            if (resizing != null) {
                resizeOnce(resizing);
            }
            examineClients();
            checker.clients().check();
            machines.all().forEach(SimulatedNode::countWhatHappened);
            return outcome(null, "", List.of());
        } catch (InvariantViolation e) {
            return outcome(e.invariant(), facts(e), transcript.lines(TRANSCRIPT_LINES));
        }
    }

    private void heal() {
        transcript.happens(-1, "all is healed");
        if (resizing != null) {
            resizing.end();
        }
        nemesis.heal();
    }

    /** At most f machines fall ill and stay so; every client must be served. */
    private void runGrey() {
        runUntil(events.nowMicros() + random.between(300_000, 2_000_000));
        int primary = 0;
        for (int i = 0; i < nodes.size(); i++) {
            primary = nodes.get(i).isLeading() ? i : primary;
        }
        greyFaults.strike(primary, corruptOne());
        long[] before = clients.stream().mapToLong(SimulatedClient::done).toArray();
        long deadline = events.nowMicros() + SERVED_MICROS;
        while (!areServedSince(before)) {
            if (events.nowMicros() >= deadline) {
                throw new InvariantViolation("a minority's illness stops nobody", describe());
            }
            runUntil(events.nowMicros() + 100_000);
        }
    }

    /** In some worlds somebody's state is corrupted shortly before others fall ill. */
    private int corruptOne() {
        SeededRandom corruption = new SeededRandom(seed ^ GREY_CORRUPTION);
        int victim = corruption.below(nodes.size());
        if (!corruption.percent(30) || !machines.areSound()) {
            return -1;
        }
        nodes.get(victim).corruptState();
        runUntil(events.nowMicros() + corruption.between(0, 400_000));
        return victim;
    }

    private boolean areServedSince(long[] before) {
        for (int i = 0; i < before.length; i++) {
            if (clients.get(i).done() < before[i] + REQUESTS_SERVED) {
                return false;
            }
        }
        return true;
    }

    /** In a group that is whole again each client's tricks are answered as they should be. */
    private void examineClients() {
        for (int i = 0; i < EXAMINATIONS; i++) {
            int number = i;
            clients.forEach(client -> client.examine(number));
            long deadline = events.nowMicros() + CONVERGENCE_MICROS;
            while (!clients.stream().allMatch(SimulatedClient::isExamined)) {
                if (events.nowMicros() >= deadline) {
                    throw new InvariantViolation("every client is answered", describe());
                }
                runUntil(events.nowMicros() + 20_000);
            }
        }
    }

    private static String facts(InvariantViolation violation) {
        String text = String.valueOf(violation.getMessage());
        Throwable cause = violation.getCause();
        if (cause == null) {
            return text;
        }
        StringBuilder facts = new StringBuilder(text);
        StackTraceElement[] trace = cause.getStackTrace();
        for (int i = 0; i < Math.min(8, trace.length); i++) {
            facts.append("\n      at ").append(trace[i]);
        }
        return facts.toString();
    }

    private Outcome outcome(@Nullable String invariant, String facts, List<String> tail) {
        long requests = 0;
        for (SimulatedClient client : clients) {
            requests += client.done();
        }
        return new Outcome(
                seed,
                invariant,
                facts,
                events.executed(),
                events.nowMicros(),
                checker.digest(),
                checker.committedOp(),
                requests,
                nemesis.strikes() + calmFaults.strikes(),
                checker.happened(),
                tail);
    }

    private void runUntil(long untilMicros) {
        while (events.runNext(untilMicros)) {
            // Each event checks what it changes.
        }
    }

    /** The group must become normal in one view, answer every client, and agree on all. */
    private void runUntilConverged() {
        long deadline = events.nowMicros() + CONVERGENCE_MICROS;
        for (SimulatedClient client : clients) {
            events.after(random.between(200_000, 600_000), client::stop);
        }
        runUntil(events.nowMicros() + 700_000);
        boolean whole;
        do {
            while (!isConverged()) {
                if (events.nowMicros() >= deadline) {
                    throw new InvariantViolation("a healed group comes together", describe());
                }
                runUntil(events.nowMicros() + 100_000);
            }
            whole = isWhole();
            runUntil(events.nowMicros() + 300_000);
            whole &= nodes.stream().noneMatch(SimulatedNode::isAwaitingNewerBuild);
        } while (!whole && !isConverged());
        if (!isConverged()) {
            throw new InvariantViolation("a healed group stays together", describe());
        }
    }

    /** A group that is whole does what it is asked for. */
    private void resizeOnce(Resizing resizes) {
        long epoch = resizes.epoch();
        long deadline = events.nowMicros() + CONVERGENCE_MICROS;
        while (resizes.epoch() == epoch || !isConverged()) {
            if (events.nowMicros() >= deadline) {
                throw new InvariantViolation("a whole group can be resized", describe());
            }
            if (resizes.epoch() == epoch) {
                resizes.wishNow();
            }
            runUntil(events.nowMicros() + 200_000);
        }
    }

    /** Whether no force of a slow disk and no late message is left that may cost a view change. */
    private boolean isWhole() {
        return network.isQuiet() && nodes.stream().noneMatch(node -> node.disk().isSlow());
    }

    private boolean isConverged() {
        for (int i = 0; i < nodes.size(); i++) {
            if (!machines.acting(i).isUp()) {
                return false; // it refused to go on
            }
        }
        ReplicaStatus first = machines.acting(0).status();
        int leading = 0;
        for (int i = 0; i < nodes.size(); i++) {
            ReplicaStatus status = machines.acting(i).status();
            if (status.status() != ReplicaStatus.Status.NORMAL
                    || status.diverged()
                    || machines.acting(i).isCorrupt()
                    || status.viewNumber() != first.viewNumber()
                    || status.appliedOp() < checker.acknowledgedOp()
                    || status.forcedOp() < checker.acknowledgedOp()
                    || checker.committedOp() - status.appliedOp() > 1 + 2L * plan.clients()) {
                return false;
            }
            leading += status.leading() ? 1 : 0;
        }
        for (SimulatedClient client : clients) {
            if (!client.isDone()) {
                return false;
            }
        }
        return leading == 1;
    }

    private String describe() {
        StringBuilder text = new StringBuilder("committed " + checker.committedOp());
        for (SimulatedNode node : machines.all()) {
            text.append("\n      ").append(node.isUp() ? node.status() : "down");
        }
        for (SimulatedClient client : clients) {
            text.append("\n      a client ").append(client.isDone() ? "is done" : "waits");
        }
        return text.toString();
    }

    private void deliver(int from, Incarnation incarnation, int to, Message message) {
        for (SimulatedNode node : machines.withIndex(to)) {
            if (machines.areApart(incarnation, node)) {
                continue;
            }
            node.take(new Input.Received(from, incarnation, message));
        }
    }

    private final class Gateways implements SimulatedClient.Gateways {

        @Override
        public void submit(int node, ClientRequest request) {
            nodes.get(node).submit(request);
        }

        @Override
        public void read(int node, int client, long attempt, boolean linearizable, long leastOp) {
            nodes.get(node).read(client, attempt, linearizable, leastOp);
        }
    }

    @Override
    public void send(int from, Incarnation incarnation, int to, Message message) {
        network.send(from, incarnation, to, message);
    }

    @Override
    public void reply(ClientReply reply) {
        int client = (int) reply.clientId().high() - 1;
        clients.get(client).hear(reply);
    }

    @Override
    public void answer(int client, long attempt, QueryAnswer answer) {
        clients.get(client).hear(attempt, answer);
    }

    @Override
    public boolean hasOther(SimulatedNode machine) {
        return machines.withIndex(machine.index()).size() > 1;
    }

    @Override
    public void processChanged(SimulatedNode machine, boolean alive) {
        if (!machines.isMember(machine)) {
            return;
        }
        int node = machine.index();
        for (int i = 0; i < nodes.size(); i++) {
            int peer = i;
            if (peer == node) {
                continue;
            }
            events.after(
                    random.between(1_000, 15_000),
                    () -> {
                        if (!machines.isMember(machine)
                                || machine.isUp() != alive
                                || network.isCut(node, peer)
                                || network.isCut(peer, node)) {
                            return;
                        }
                        if (alive) {
                            nodes.get(peer).take(new Input.PeerConnected(node));
                            nodes.get(node).take(new Input.PeerConnected(peer));
                        } else {
                            nodes.get(peer).take(new Input.PeerLost(node, true));
                        }
                    });
        }
    }
}
