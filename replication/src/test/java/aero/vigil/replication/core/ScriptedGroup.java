package aero.vigil.replication.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * A whole group in a world where nothing happens but what the test says, and a transcript of it in
 * the paper's words. Lines keep their order; time stands still between ticks.
 */
final class ScriptedGroup {

    static final long HOUR_MICROS = 3_600_000_000L;
    static final long EPOCH_MICROS = 1_780_000_000_000_000L;

    private final Genesis genesis;
    private final List<ScriptedMember> members = new ArrayList<>();
    private final Deque<Flight> inFlight = new ArrayDeque<>();
    private final List<Flight> arrived = new ArrayList<>();
    private final List<String> transcript = new ArrayList<>();
    private final boolean[] cutOff;
    private Predicate<Flight> swallowed = flight -> false;
    private long micros = EPOCH_MICROS;

    /** A message on its way. */
    record Flight(int from, Incarnation incarnation, int to, Message message) {
        Flight(int from, int to, Message message) {
            this(from, new Incarnation(1, from), to, message);
        }
    }

    private ScriptedGroup(int size, long tickPeriodMicros, long checkpointInterval) {
        List<Member> named = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            named.add(new Member(i, "replica" + i, "gateway" + i, new Incarnation(1, i)));
        }
        genesis =
                new Genesis(
                        named,
                        new ModelClock(EPOCH_MICROS, 1),
                        tickPeriodMicros,
                        checkpointInterval,
                        1,
                        new byte[0]);
        cutOff = new boolean[Math.max(size, Epoch.MOST_MEMBERS)];
        LogEntry first = LogEntry.genesis(genesis, EPOCH_MICROS - 1);
        for (int i = 0; i < size; i++) {
            members.add(new ScriptedMember(this, i, first));
        }
    }

    /** A group that has formed: view 1, led by replica 1, one TICK committed, and none due soon. */
    static ScriptedGroup formed(int size) {
        return formed(size, HOUR_MICROS, 1_000_000);
    }

    /** The same, whose members acknowledge what they hold in memory. */
    static ScriptedGroup formedInMemory(int size) {
        ScriptedGroup group = new ScriptedGroup(size, HOUR_MICROS, 1_000_000);
        group.members.forEach(
                member -> {
                    member.acknowledgedWhen = AcknowledgedWhen.IN_MEMORY;
                    member.start();
                });
        group.run(5);
        group.transcript.clear();
        return group;
    }

    static ScriptedGroup formed(int size, long tickPeriodMicros, long checkpointInterval) {
        ScriptedGroup group = new ScriptedGroup(size, tickPeriodMicros, checkpointInterval);
        group.members.forEach(ScriptedMember::start);
        group.run(5);
        group.transcript.clear();
        return group;
    }

    Genesis genesis() {
        return genesis;
    }

    long micros() {
        return micros;
    }

    ScriptedMember member(int i) {
        return members.get(i);
    }

    /** A member's disk is lost, and an empty one made for it by format --recover. */
    void loseDisk(int i, Incarnation next) {
        LogEntry first = ((JournalRecord.Entries) members.get(i).journal.get(0)).entries().get(0);
        Vote vote = new Vote(1, 0, 0, 1, first.hash(), next, true);
        members.set(i, new ScriptedMember(this, i, first, vote));
    }

    /** A machine with a new disk starts in the next place: a learner. */
    ScriptedMember addLearner() {
        int place = members.size();
        LogEntry first = ((JournalRecord.Entries) members.get(0).journal.get(0)).entries().get(0);
        Vote vote = Vote.initial(first, new Incarnation(1, place));
        ScriptedMember learner = new ScriptedMember(this, place, first, vote);
        members.add(learner);
        learner.start();
        return learner;
    }

    void pass(long byMicros) {
        micros += byMicros;
    }

    /** What was said, line by line, since the last time; heartbeats left out. */
    String transcript() {
        String text = String.join("\n", transcript);
        transcript.clear();
        return text;
    }

    void sent(int from, Outgoing outgoing) {
        Incarnation sender = members.get(from).vote.incarnation();
        inFlight.add(new Flight(from, sender, outgoing.to(), outgoing.message()));
    }

    /** Ten milliseconds pass, for all that are up. */
    void tick() {
        micros += Timing.CLOCK_TICK_MICROS;
        for (ScriptedMember member : members) {
            if (member.isUp()) {
                member.take(Input.ClockTick.INSTANCE);
            }
        }
    }

    /** So many ticks pass, and all that is sent arrives. */
    void run(int ticks) {
        for (int i = 0; i < ticks; i++) {
            tick();
            deliverAll();
        }
    }

    /** Everything sent arrives, everything written is forced, until nothing is left to do. */
    void deliverAll() {
        boolean busy = true;
        while (busy) {
            deliver(flight -> true);
            busy = false;
            for (ScriptedMember member : members) {
                if (member.isUp() && member.hasDone()) {
                    member.takeDone();
                    busy = true;
                }
                if (member.isUp() && !member.stalled && member.hasUnforced()) {
                    member.force();
                    busy = true;
                }
            }
            busy |= !inFlight.isEmpty();
        }
    }

    /** What is on its way now and is chosen arrives; nothing is forced. */
    void deliver(Predicate<Flight> chosen) {
        for (int left = inFlight.size(); left > 0; left--) {
            Flight flight = inFlight.remove();
            if (chosen.test(flight)) {
                arrive(flight);
            } else {
                inFlight.add(flight);
            }
        }
    }

    /** What is on its way now and is chosen gets lost. */
    List<Flight> lose(Predicate<Flight> chosen) {
        List<Flight> lost = inFlight.stream().filter(chosen).toList();
        inFlight.removeAll(lost);
        return lost;
    }

    void arrive(Flight flight) {
        ScriptedMember to = members.get(flight.to());
        if (!to.isUp() || cutOff[flight.from()] || cutOff[flight.to()] || swallowed.test(flight)) {
            return;
        }
        if (!(flight.message() instanceof Message.Commit)
                && !(flight.message() instanceof Message.CommitOk)) {
            transcript.add(
                    flight.from() + " -> " + flight.to() + "  " + Words.of(flight.message()));
        }
        arrived.add(flight);
        to.take(new Input.Received(flight.from(), flight.incarnation(), flight.message()));
    }

    /** The last message of this kind that arrived there. */
    Flight lastArrived(int to, Class<? extends Message> kind) {
        for (int i = arrived.size() - 1; i >= 0; i--) {
            if (arrived.get(i).to() == to && kind.isInstance(arrived.get(i).message())) {
                return arrived.get(i);
            }
        }
        throw new AssertionError("no " + kind.getSimpleName() + " has arrived at " + to);
    }

    /** From now on these get lost. */
    void swallow(Predicate<Flight> swallowed) {
        this.swallowed = swallowed;
    }

    void cutOff(int member) {
        cutOff[member] = true;
    }

    void mend(int member) {
        cutOff[member] = false;
    }

    /** A client registers through this member, and gets its session. */
    Client register(int at, long number) {
        Client client = new Client(new ClientId(7, number));
        submit(
                at,
                ClientRequest.register(
                        client.id, new SessionIdentity(0, "user" + number, List.of())));
        deliverAll();
        client.sessionOp = lastReply(at).opNumber();
        transcript.clear();
        return client;
    }

    void submit(int at, ClientRequest request) {
        members.get(at).take(new Input.Submitted(request));
    }

    ClientReply lastReply(int at) {
        List<ClientReply> replies = members.get(at).replies;
        return replies.get(replies.size() - 1);
    }

    /** Who asks, one thing after the other. */
    static final class Client {
        final ClientId id;
        long sessionOp;
        private long requestNumber;

        Client(ClientId id) {
            this.id = id;
        }

        ClientRequest next(String operation) {
            return request(++requestNumber, operation);
        }

        ClientRequest request(long number, String operation) {
            return new ClientRequest(
                    id,
                    sessionOp,
                    number,
                    EntryKind.COMMAND,
                    operation.getBytes(StandardCharsets.UTF_8));
        }
    }
}
