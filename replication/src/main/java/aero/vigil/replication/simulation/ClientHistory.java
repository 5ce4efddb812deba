package aero.vigil.replication.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What clients asked and were answered, in the order in which it happened, and whether one ledger
 * that does one thing after another could have answered so (Herlihy &amp; Wing 1990).
 *
 * <p>It trusts clients only. Their answers name the op, so that the one order to be tried is known
 * and the check takes O(n log n): an order of time (what was answered before something else was
 * asked comes before it), and the ledger itself (its count grows by one with each write: what is
 * missing from it was lost, and what is in it beyond all that was asked was done twice). A write
 * without an answer may stand in the ledger or not, once, after it was asked.
 */
final class ClientHistory {

    static final String INVARIANT = "client histories are linearizable";

    /** The count that a registration is answered with: none. */
    static final long NO_COUNT = -1;

    private final List<Question> questions = new ArrayList<>();
    private final Map<Integer, Long> ownOps = new HashMap<>();

    /** The highest op that anybody had been answered with, of what is ordered by time. */
    private long answeredOp;

    /** What is asked. */
    enum Kind {
        /** Takes an op, and is not in the count. */
        REGISTER,
        /** Takes an op, and adds one to the count. */
        WRITE,
        /** Shows all that anybody was told of before. */
        READ,
        /** Shows all that the client itself wrote before; not what it read (read your writes). */
        READ_OWN
    }

    private static final class Question {
        final Kind kind;
        final int client;
        final long leastOp;
        long op;
        long count;
        int askedBefore;

        Question(Kind kind, int client, long leastOp) {
            this.kind = kind;
            this.client = client;
            this.leastOp = leastOp;
        }

        boolean isAnswered() {
            return op > 0;
        }

        boolean takesAnOp() {
            return kind == Kind.REGISTER || kind == Kind.WRITE;
        }

        @Override
        public String toString() {
            return kind + " of client " + client + " at op " + op + " with count " + count;
        }
    }

    /**
     * A client asks.
     *
     * @return the number of the question
     */
    int asks(int client, Kind kind) {
        long leastOp = kind == Kind.READ_OWN ? ownOps.getOrDefault(client, 0L) : answeredOp;
        questions.add(new Question(kind, client, leastOp));
        return questions.size() - 1;
    }

    /**
     * A client is answered.
     *
     * @param question as {@link #asks} has numbered it
     * @param op that it took, or after which it was read
     * @param count of writes that the ledger shows, or {@link #NO_COUNT}
     */
    void answered(int client, int question, long op, long count) {
        if (question < 0 || question >= questions.size()) {
            throw broken("an answer at op " + op + " to client " + client + ", which never asked");
        }
        Question asked = questions.get(question);
        if (asked.client != client) {
            throw broken("client " + client + " is answered what another asked: " + asked);
        }
        if (asked.isAnswered()) {
            throw broken("answered again, at op " + op + ": " + asked);
        }
        if (op < 1) {
            throw broken("an answer that names no op: " + asked);
        }
        asked.op = op;
        asked.count = count;
        asked.askedBefore = questions.size();
        if (asked.takesAnOp()) {
            ownOps.merge(client, op, Math::max);
        }
        if (asked.kind != Kind.READ_OWN) {
            answeredOp = Math.max(answeredOp, op);
        }
    }

    /** Finds out whether one ledger could have answered all this. */
    void check() {
        List<Question> answered = new ArrayList<>();
        for (Question each : questions) {
            if (each.isAnswered()) {
                inOrderOfTime(each);
                answered.add(each);
            }
        }
        // A read shows what stood after its op, so it follows the write of it.
        answered.sort(
                Comparator.comparingLong((Question each) -> each.op)
                        .thenComparing(each -> !each.takesAnOp()));
        oneOpEach(answered);
        oneLedger(answered, unansweredWrites());
    }

    private static void inOrderOfTime(Question each) {
        boolean tooEarly = each.takesAnOp() ? each.op <= each.leastOp : each.op < each.leastOp;
        if (tooEarly) {
            throw broken(
                    "op " + each.leastOp + " had been answered before this was asked: " + each);
        }
    }

    private static void oneOpEach(List<Question> byOp) {
        for (int i = 1; i < byOp.size(); i++) {
            Question before = byOp.get(i - 1);
            Question each = byOp.get(i);
            if (each.takesAnOp() && before.op == each.op) {
                throw broken("one op for two: " + before + ", " + each);
            }
        }
    }

    /** How many of the first n questions are writes that were never answered, for each n. */
    private int[] unansweredWrites() {
        int[] unanswered = new int[questions.size() + 1];
        for (int i = 0; i < questions.size(); i++) {
            Question each = questions.get(i);
            boolean open = each.kind == Kind.WRITE && !each.isAnswered();
            unanswered[i + 1] = unanswered[i] + (open ? 1 : 0);
        }
        return unanswered;
    }

    /**
     * The count is that of the writes up to this op: all that were answered, and as many of those
     * never answered as before, or more.
     */
    private static void oneLedger(List<Question> byOp, int[] unanswered) {
        long writes = 0;
        long others = 0;
        for (Question each : byOp) {
            writes += each.kind == Kind.WRITE ? 1 : 0;
            if (each.kind == Kind.REGISTER) {
                continue;
            }
            long othersNow = each.count - writes;
            if (othersNow < others) {
                throw broken(
                        (others - othersNow)
                                + " writes are lost, of "
                                + (writes + others)
                                + " up to here: "
                                + each);
            }
            if (othersNow > unanswered[each.askedBefore]) {
                throw broken(
                        (othersNow - unanswered[each.askedBefore])
                                + " writes more than were asked for: "
                                + each);
            }
            others = othersNow;
        }
    }

    private static InvariantViolation broken(String facts) {
        return new InvariantViolation(INVARIANT, facts);
    }
}
