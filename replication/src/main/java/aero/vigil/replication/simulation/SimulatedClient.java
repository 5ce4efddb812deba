package aero.vigil.replication.simulation;

import aero.vigil.replication.core.ClientId;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.ClientReply.Outcome;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.Encodable;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.QueryAnswer;
import aero.vigil.replication.core.SessionIdentity;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client: registers, writes and reads one thing after another, asks again elsewhere when no
 * answer comes, and now and then reloads and is another client.
 */
final class SimulatedClient {

    private static final int OPERATION_BYTES = 3 * Long.BYTES;

    private final int number;
    private final EventQueue events;
    private final SeededRandom random;
    private final SeedPlan plan;
    private final Checker checker;
    private final Gateways gateways;

    private ClientId id = new ClientId(1, 1);
    private long lives;
    private long sessionOp;
    private long requestNumber;
    private @Nullable ClientRequest outstanding;
    private long acknowledgedBefore;
    private int question;
    private long attempt;
    private long mostAsked;
    private boolean reading;
    private boolean linearizable;
    private long lastOwnOp;
    private boolean stopping;
    private @Nullable ClientRequest trick;
    private Outcome trickOutcome = Outcome.APPLIED;
    private long done;

    /** Where requests go. */
    interface Gateways {
        /** Gives a request to the gateway of this replica, if it is up. */
        void submit(int node, ClientRequest request);

        /** Asks this replica, if it is up, for the whole ledger. */
        void read(int node, int client, long attempt, boolean linearizable, long leastOp);
    }

    SimulatedClient(
            int number,
            EventQueue events,
            SeededRandom random,
            SeedPlan plan,
            Checker checker,
            Gateways gateways) {
        this.number = number;
        this.events = events;
        this.random = random;
        this.plan = plan;
        this.checker = checker;
        this.gateways = gateways;
    }

    /** Which client, of which life, made an operation. */
    static long clientOf(byte[] operation) {
        return ByteBuffer.wrap(operation).getLong();
    }

    /** With which request number. */
    static long numberOf(byte[] operation) {
        return ByteBuffer.wrap(operation).getLong(Long.BYTES);
    }

    void start() {
        lives++;
        id = new ClientId(number + 1, lives);
        sessionOp = 0;
        requestNumber = 0;
        mostAsked = 0;
        lastOwnOp = 0;
        ask(ClientRequest.register(id, new SessionIdentity(0, "client" + number, List.of("test"))));
    }

    /** Asks for nothing more once the outstanding request is answered. */
    void stop() {
        stopping = true;
    }

    boolean isDone() {
        return outstanding == null && !reading;
    }

    long done() {
        return done;
    }

    private void ask(ClientRequest request) {
        outstanding = request;
        mostAsked = Math.max(mostAsked, request.requestNumber());
        acknowledgedBefore = checker.acknowledgedOp();
        boolean registers = request.kind() == EntryKind.REGISTER;
        question =
                checker.clients()
                        .asks(
                                number,
                                registers ? ClientHistory.Kind.REGISTER : ClientHistory.Kind.WRITE);
        attempt++;
        submit(request);
    }

    private void submit(ClientRequest request) {
        gateways.submit(random.below(plan.machines()), request);
        if (random.percent(3)) {
            gateways.submit(random.below(plan.machines()), request);
        }
        long mine = attempt;
        events.after(
                random.between(150_000, 700_000),
                () -> {
                    if (mine == attempt && outstanding != null) {
                        submit(outstanding);
                    }
                });
    }

    /**
     * Tries something that no honest client does, and knows what it must be told (rule 5): 0, the
     * last number for another operation; 1, a number that leaves one out; 2, the number before.
     */
    void examine(int number) {
        if (requestNumber < 2) {
            return;
        }
        long asked = requestNumber + (number == 0 ? 0 : number == 1 ? 2 : -1);
        trickOutcome =
                switch (number) {
                    case 0 -> Outcome.REQUEST_NUMBER_REUSED;
                    case 1 -> Outcome.REQUEST_NUMBER_SKIPPED;
                    default -> Outcome.SUPERSEDED;
                };
        mostAsked = Math.max(mostAsked, asked);
        trick = new ClientRequest(id, sessionOp, asked, EntryKind.COMMAND, operation(asked));
        askTrick();
    }

    private void askTrick() {
        ClientRequest mine = trick;
        if (mine != null) {
            gateways.submit(random.below(plan.machines()), mine);
            events.after(
                    600_000,
                    () -> {
                        if (mine.equals(trick)) {
                            askTrick();
                        }
                    });
        }
    }

    boolean isExamined() {
        return trick == null;
    }

    private void hearOfTrick(ClientRequest asked, ClientReply reply) {
        if (reply.requestNumber() != asked.requestNumber() || reply.outcome() == Outcome.REFUSED) {
            return;
        }
        if (reply.outcome() != trickOutcome && !isAnswerOfOneBehind(reply)) {
            throw new InvariantViolation(
                    "clients are told what became of it",
                    reply.outcome() + " instead of " + trickOutcome + " for " + asked);
        }
        checker.count("tricks answered " + trickOutcome);
        trick = null;
    }

    /**
     * Who has not applied the last request, as a machine that was replaced, knows the one before.
     */
    private boolean isAnswerOfOneBehind(ClientReply reply) {
        return trickOutcome == Outcome.SUPERSEDED
                && reply.outcome() == Outcome.REQUEST_NUMBER_REUSED;
    }

    /** A gateway that this client may be connected to has an answer. */
    void hear(ClientReply reply) {
        ClientRequest tried = trick;
        if (tried != null && reply.clientId().equals(id)) {
            hearOfTrick(tried, reply);
            return;
        }
        ClientRequest asked = outstanding;
        if (reply.clientId().low() > lives
                || (reply.clientId().equals(id) && reply.requestNumber() > mostAsked)) {
            throw new InvariantViolation(
                    ClientHistory.INVARIANT, "nobody has asked this: " + reply);
        }
        if (asked == null
                || !reply.clientId().equals(id)
                || reply.requestNumber() != asked.requestNumber()) {
            return;
        }
        switch (reply.outcome()) {
            case APPLIED -> applied(asked, reply);
            case REFUSED -> {} // asks again in its time
            case REQUEST_NUMBER_REUSED, SUPERSEDED, SESSION_EVICTED, REQUEST_NUMBER_SKIPPED ->
                    throw new InvariantViolation(
                            "honest clients are served",
                            reply.outcome()
                                    + " for request "
                                    + reply.requestNumber()
                                    + " of "
                                    + number
                                    + ": "
                                    + reply.text());
        }
    }

    private void applied(ClientRequest asked, ClientReply reply) {
        checker.acknowledged(id, asked.requestNumber(), reply.opNumber(), acknowledgedBefore);
        boolean registers = asked.kind() == EntryKind.REGISTER;
        long count =
                registers ? ClientHistory.NO_COUNT : LedgerStateMachine.countIn(reply.result());
        checker.clients().answered(number, question, reply.opNumber(), count);
        outstanding = null;
        lastOwnOp = reply.opNumber();
        if (asked.kind() == EntryKind.REGISTER) {
            sessionOp = reply.opNumber();
        } else if (random.percent(5)) {
            probe(asked, reply);
        }
        goOn();
    }

    private void goOn() {
        attempt++;
        done++;
        long mine = attempt;
        events.after(
                random.skewed(10, plan.thinkMicros()),
                () -> {
                    if (mine == attempt && !stopping) {
                        next();
                    }
                });
    }

    /** Repeats an answered request with another operation: it must have no effect. */
    private void probe(ClientRequest asked, ClientReply reply) {
        byte[] other = asked.operation().clone();
        other[OPERATION_BYTES - 1]++;
        if (reply.outcome() == Outcome.APPLIED && !Arrays.equals(other, asked.operation())) {
            gateways.submit(
                    random.below(plan.machines()),
                    new ClientRequest(
                            id, sessionOp, asked.requestNumber(), EntryKind.COMMAND, other));
        }
    }

    private void next() {
        if (random.perMillion(10_000)) {
            start();
            return;
        }
        if (plan.readPercent() > 0 && random.percent(plan.readPercent())) {
            read();
            return;
        }
        requestNumber++;
        ask(
                new ClientRequest(
                        id, sessionOp, requestNumber, EntryKind.COMMAND, operation(requestNumber)));
    }

    private byte[] operation(long ofRequest) {
        return ByteBuffer.allocate(OPERATION_BYTES)
                .putLong(number * 1_000_000L + lives)
                .putLong(ofRequest)
                .putLong(random.nextLong())
                .array();
    }

    /** Mostly of all that is acknowledged anywhere (rule 22), else of what it wrote itself. */
    private void read() {
        reading = true;
        linearizable = random.percent(80);
        acknowledgedBefore = linearizable ? checker.acknowledgedOp() : lastOwnOp;
        question =
                checker.clients()
                        .asks(
                                number,
                                linearizable
                                        ? ClientHistory.Kind.READ
                                        : ClientHistory.Kind.READ_OWN);
        attempt++;
        askToRead();
    }

    private void askToRead() {
        long mine = attempt;
        gateways.read(
                random.below(plan.machines()),
                number,
                mine,
                linearizable,
                linearizable ? 0 : lastOwnOp);
        events.after(
                random.between(150_000, 700_000),
                () -> {
                    if (mine == attempt && reading) {
                        askToRead();
                    }
                });
    }

    /** A gateway has an answer to a read; a refused one is asked again in its time. */
    void hear(long ofAttempt, QueryAnswer answer) {
        Encodable ledger = answer.answer();
        if (!reading || ofAttempt != attempt || ledger == null) {
            return;
        }
        byte[] read = ledger.encode();
        checker.read(number, answer.opNumber(), acknowledgedBefore, linearizable, read);
        checker.clients()
                .answered(number, question, answer.opNumber(), LedgerStateMachine.countIn(read));
        reading = false;
        goOn();
    }
}
