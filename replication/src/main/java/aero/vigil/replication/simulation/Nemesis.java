package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Epoch;
import aero.vigil.replication.core.Input;
import java.util.List;

/** Makes things go wrong, one fault after the other, and in the end heals all. */
final class Nemesis {

    private final EventQueue events;
    private final SeededRandom schedule;
    private final SeedPlan plan;
    private final Machines machines;
    private final List<SimulatedNode> nodes;
    private final SimulatedNetwork network;
    private final Transcript transcript;
    private final Checker checker;
    private final Variation variation;
    private final Scenes scenes;

    /** Drawn anew for each strike, so that one left out shifts none after it. */
    private SeededRandom random;

    private int strikes;
    private boolean over;

    Nemesis(
            EventQueue events,
            SeededRandom random,
            SeedPlan plan,
            Machines machines,
            Variation variation,
            SimulatedNetwork network,
            Transcript transcript,
            Checker checker) {
        this.checker = checker;
        this.events = events;
        this.schedule = random;
        this.random = random.fork();
        this.variation = variation;
        this.plan = plan;
        this.machines = machines;
        this.nodes = machines.members();
        this.network = network;
        this.transcript = transcript;
        this.scenes = new Scenes(events, machines, network, checker, this::secondTakesOver);
    }

    void begin() {
        if (!plan.faults().isEmpty()) {
            events.after(schedule.between(0, 2 * plan.faultEveryMicros()), this::strike);
        }
    }

    private void strike() {
        if (over) {
            return;
        }
        SeedPlan.Fault fault = plan.faults().get(schedule.below(plan.faults().size()));
        random = schedule.fork();
        if (!variation.skippedStrikes().contains(strikes++)) {
            make(fault);
        }
        events.after(schedule.between(1_000, 2 * plan.faultEveryMicros()), this::strike);
    }

    private void make(SeedPlan.Fault fault) {
        int victim = random.below(nodes.size());
        transcript.happens(victim, fault);
        checker.count("fault " + fault);
        switch (fault) {
            case KILL -> killFor(victim, outageMicros());
            case KILL_PRIMARY -> killFor(primaryOr(victim), outageMicros());
            case KILL_AND_RESTART_AT_ONCE -> killFor(primaryOr(victim), random.between(0, 60_000));
            case POWER_CUT -> cutPowerFor(primaryOr(victim), outageMicros());
            case POWER_CUT_OF_ALL -> cutPowerOfAll();
            case PAUSE -> pauseFor(victim, pauseMicros());
            case PAUSE_OF_ALL -> pauseAllFor(pauseMicros());
            case KILL_OF_ALL -> killAll();
            case PAUSE_PRIMARY -> pauseFor(primaryOr(victim), pauseMicros());
            case ISOLATE -> isolateFor(victim, outageMicros());
            case ISOLATE_PRIMARY -> isolateFor(primaryOr(victim), outageMicros());
            case PARTITION -> partitionFor(outageMicros());
            case ONE_WAY -> cutFor(victim, other(victim), outageMicros());
            case BREAK_ONE_LINK -> breakFor(victim, other(victim), outageMicros());
            case FLAPPING -> flap(random, victim, other(victim), (int) random.between(3, 20));
            case SLOW_DISK -> nodes.get(victim).disk().slowDown(40_000, outageMicros());
            case VERY_SLOW_DISK -> nodes.get(victim).disk().slowDown(300_000, outageMicros());
            case BLACK_HOLE -> loseLargeFor(primaryOr(victim), outageMicros());
            case STALLED_DISK -> nodes.get(victim).disk().slowDown(1_500_000, outageMicros());
            case CLOCK_JUMP -> jumpClock(victim);
            case FALSE_ALARM -> falseAlarm(victim);
            case DAMAGED_TAIL -> damageTail(victim);
            case DAMAGED_RECORDS -> damageRecords(victim, 3, true);
            case LOST_FILE -> damageRecords(victim, 60, true);
            case DAMAGED_WHILE_RUNNING -> damageRecords(victim, 3, false);
            case DAMAGED_VOTE -> damageVote(victim);
            case FAILED_FORCE -> failForce(victim);
            case LOST_DISK -> loseDisk(random.percent(40) ? primaryOr(victim) : victim);
            case LOST_VOTE -> loseVote(random.percent(40) ? primaryOr(victim) : victim);
            case LOST_LOG -> loseLog(random.percent(40) ? primaryOr(victim) : victim);
            case SECOND_MACHINE -> secondMachine(member(victim));
            case PLAIN_FORMAT -> plainFormat(member(victim));
            case STEP_DOWN -> nodes.get(primaryOr(victim)).take(Input.StepDown.INSTANCE);
            case CORRUPT_STATE -> corruptState(victim);
            case LET_GO_OF_LOG -> nodes.forEach(SimulatedNode::letGoOfLog);
            case HEARD_TOO_LATE,
                    OLD_PREPARE,
                    OLD_ACKNOWLEDGEMENT,
                    REPLACED_RETURNS,
                    OLD_ANSWERS,
                    NO_REFILL,
                    SPLIT_MEMBER,
                    LOST_ADOPTION ->
                    scenes.make(fault, random, victim);
        }
    }

    /** One that is a member for ever: of two learners in one place either may become one. */
    private int member(int victim) {
        return variation.resizing() ? victim % Epoch.LEAST_MEMBERS : victim;
    }

    private long outageMicros() {
        return random.skewed(1_000, 2_500_000);
    }

    private long pauseMicros() {
        return random.skewed(5_000, 1_500_000);
    }

    private int primaryOr(int victim) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).isLeading()) {
                return i;
            }
        }
        return victim;
    }

    private int other(int victim) {
        return nodes.size() == 1
                ? victim
                : (victim + 1 + random.below(nodes.size() - 1)) % nodes.size();
    }

    private void killFor(int victim, long micros) {
        nodes.get(victim).kill();
        events.after(micros, nodes.get(victim)::start);
    }

    private void cutPowerFor(int victim, long micros) {
        nodes.get(victim).cutPower();
        events.after(micros, nodes.get(victim)::start);
    }

    private void cutPowerOfAll() {
        for (SimulatedNode node : nodes) {
            node.cutPower();
            events.after(random.between(10_000, 800_000), node::start);
        }
    }

    private void pauseFor(int victim, long micros) {
        nodes.get(victim).pause();
        events.after(micros, nodes.get(victim)::resume);
    }

    private void pauseAllFor(long micros) {
        for (int i = 0; i < nodes.size(); i++) {
            pauseFor(i, micros + random.between(0, 20_000));
        }
    }

    private void killAll() {
        for (int i = 0; i < nodes.size(); i++) {
            killFor(i, random.between(10_000, 300_000));
        }
    }

    private void loseLargeFor(int victim, long micros) {
        network.loseLarge(victim, true);
        events.after(micros, () -> network.loseLarge(victim, false));
    }

    private void isolateFor(int victim, long micros) {
        for (int i = 0; i < nodes.size(); i++) {
            if (i != victim) {
                breakFor(victim, i, micros);
            }
        }
    }

    private void partitionFor(long micros) {
        int sides = random.below(1 << nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = i + 1; j < nodes.size(); j++) {
                if (((sides >> i) & 1) != ((sides >> j) & 1)) {
                    breakFor(i, j, micros);
                }
            }
        }
    }

    private void breakFor(int one, int other, long micros) {
        cutFor(one, other, micros);
        cutFor(other, one, micros);
    }

    private void cutFor(int from, int to, long micros) {
        if (from != to) {
            network.cut(from, to);
            events.after(micros, () -> network.mend(from, to));
        }
    }

    private void flap(SeededRandom own, int one, int other, int times) {
        if (times > 0 && !over) {
            breakFor(one, other, own.between(5_000, 60_000));
            events.after(own.between(20_000, 150_000), () -> flap(own, one, other, times - 1));
        }
    }

    /** Mostly of a minority only: then the stamps stay what they should be (rule 7). */
    private void jumpClock(int drawn) {
        if (plan.jumpingClocks() == 0) {
            return;
        }
        int victim = plan.jumpingClocks() < nodes.size() ? drawn % plan.jumpingClocks() : drawn;
        long by = random.skewed(50_000, 3_600_000_000L);
        nodes.get(victim).clock().jump(random.percent(50) ? by : -by);
    }

    /** What more than f disks have lost nobody can know: one at a time. */
    private void damageTail(int victim) {
        if (machines.areWhole() && nodes.get(victim).disk().isReadable()) {
            nodes.get(victim).cutPower();
            nodes.get(victim).disk().damageTail();
            events.after(outageMicros(), nodes.get(victim)::start);
        }
    }

    /** What f disks have lost the others have. */
    private boolean mayDamage(int victim) {
        if (machines.isReplacing()) {
            return false;
        }
        int others = 0;
        for (int i = 0; i < nodes.size(); i++) {
            others += i != victim && nodes.get(i).disk().isDamaged() ? 1 : 0;
        }
        return others < (variation.resizing() ? 1 : nodes.size() / 2);
    }

    private void damageRecords(int victim, int most, boolean whileDown) {
        if (!mayDamage(victim)) {
            return;
        }
        if (whileDown) {
            nodes.get(victim).kill();
            events.after(outageMicros(), nodes.get(victim)::start);
        } else if (nodes.get(victim).isLeading()) {
            // A primary's own force counts without a message.
            nodes.get(victim).disk().promised(nodes.get(victim).disk().durableLog().opNumber());
        }
        nodes.get(victim).disk().damageRecords(most);
    }

    private void damageVote(int victim) {
        nodes.get(victim).kill();
        nodes.get(victim).disk().damageVote();
        events.after(outageMicros(), nodes.get(victim)::start);
    }

    /** The replica stops itself; somebody starts it again later. */
    private void failForce(int victim) {
        SimulatedNode node = nodes.get(victim);
        long outage = outageMicros();
        node.disk()
                .failNextForce(
                        () -> {
                            checker.count("forces failed");
                            node.kill();
                            events.after(outage, node::start);
                        });
    }

    /** A disk is lost, and another made for its member; the old machine may come back. */
    private void loseDisk(int victim) {
        if (!machines.areWhole()) {
            return;
        }
        SimulatedNode former = nodes.get(victim);
        former.cutPower();
        SimulatedNode next = machines.makeSecond(victim);
        machines.takeOver();
        events.after(outageMicros(), next::start);
        comesBack(former);
        if (random.percent(30)) {
            // The primary dies in the middle of the replacement.
            long outage = outageMicros();
            events.after(
                    random.between(50_000, 600_000),
                    () -> {
                        if (!over) {
                            killFor(primaryOr(victim), outage);
                        }
                    });
        }
    }

    private void comesBack(SimulatedNode former) {
        if (random.percent(40)) {
            former.scrap();
            return;
        }
        checker.count("zombies");
        long after = random.between(10_000, 3_000_000);
        events.after(after, former::start);
        if (random.percent(50)) {
            events.after(
                    after + outageMicros(),
                    () -> {
                        if (!over) {
                            former.kill();
                        }
                    });
            events.after(after + 3_000_000, former::start);
        }
    }

    /** The new machine is there before the old one is gone. */
    private void secondMachine(int victim) {
        if (!machines.areWhole()) {
            return;
        }
        machines.makeSecond(victim).start();
        SeededRandom own = random;
        events.after(outageMicros(), () -> secondTakesOver(own));
    }

    private void secondTakesOver(SeededRandom own) {
        random = own;
        SimulatedNode former = machines.takeOver();
        if (former != null) {
            former.kill();
            nodes.get(former.index()).start();
            comesBack(former);
        }
    }

    private void plainFormat(int victim) {
        SimulatedNode stranger = machines.makeStranger(victim);
        stranger.start();
        events.after(outageMicros(), stranger::scrap);
    }

    private void loseVote(int victim) {
        if (machines.areWhole()) {
            nodes.get(victim).cutPower();
            nodes.get(victim).disk().loseVote(machines.nextIncarnation());
            events.after(outageMicros(), nodes.get(victim)::start);
        }
    }

    private void loseLog(int victim) {
        if (machines.areWhole() && nodes.get(victim).disk().isReadable()) {
            nodes.get(victim).cutPower();
            nodes.get(victim).disk().loseLog();
            events.after(outageMicros(), nodes.get(victim)::start);
        }
    }

    private void corruptState(int victim) {
        if (machines.areSound()) {
            nodes.get(victim).corruptState();
        }
    }

    /** A connection breaks, and for a moment the peer does not accept another. */
    private void falseAlarm(int victim) {
        int at = other(victim);
        if (at != victim) {
            nodes.get(at).take(new Input.PeerLost(victim, random.percent(70)));
        }
    }

    /** How many faults there were, or would have been. */
    int strikes() {
        return strikes;
    }

    /** Everything is repaired. */
    void heal() {
        over = true;
        scenes.stop();
        SimulatedNode former = machines.takeOver();
        if (former != null) {
            former.scrap();
        }
        network.heal();
        for (SimulatedNode node : machines.all()) {
            node.resume();
            node.start();
            node.disk().speedUp();
            node.clock().correct();
        }
    }
}
