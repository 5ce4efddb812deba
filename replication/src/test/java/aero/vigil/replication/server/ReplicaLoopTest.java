package aero.vigil.replication.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aero.vigil.replication.Eventually;
import aero.vigil.replication.core.Alarm;
import aero.vigil.replication.core.CheckpointCapture;
import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.CheckpointRead;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.Cut;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Encodable;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.KeptPiece;
import aero.vigil.replication.core.KeyframeCapture;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.core.MemberRoll;
import aero.vigil.replication.core.Message;
import aero.vigil.replication.core.ModelClock;
import aero.vigil.replication.core.Outgoing;
import aero.vigil.replication.core.Outputs;
import aero.vigil.replication.core.QueryAnswer;
import aero.vigil.replication.core.Recovered;
import aero.vigil.replication.core.RecoveredLog;
import aero.vigil.replication.core.Replica;
import aero.vigil.replication.core.ReplicaConfiguration;
import aero.vigil.replication.core.SessionIdentity;
import aero.vigil.replication.core.StateMachine;
import aero.vigil.replication.core.Timing;
import aero.vigil.replication.core.Vote;
import aero.vigil.replication.journal.ForceTimes;
import aero.vigil.wire.gateway.Standing;
import aero.vigil.wire.gateway.Status;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loop of one replica of three, whose surroundings note what it hands out. */
class ReplicaLoopTest {

    private static final long START_MICROS = 1_780_000_000_000_000L;
    private static final int VIEWS = 20;

    private final Vertx vertx = EventLoops.create(1);

    /** "vote VIEW" and "status VIEW", in the order handed out. */
    private final List<String> handedOut = new CopyOnWriteArrayList<>();

    private final ReplicaLoop loop = loop();

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private ReplicaLoop loop() {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            members.add(new Member(i, "replica" + i, "gateway" + i, new Incarnation(1, i)));
        }
        Genesis genesis =
                new Genesis(
                        members,
                        new ModelClock(START_MICROS, 1),
                        100_000,
                        1_000_000,
                        1,
                        new byte[0]);
        LogEntry first = LogEntry.genesis(genesis, START_MICROS - 1);
        Vote vote = Vote.initial(first, members.get(0).incarnation());
        RecoveredLog log = new RecoveredLog();
        log.add(0, new JournalRecord.Entries(0, 0, 1, List.of(first)));
        Replica replica =
                new Replica(
                        new ReplicaConfiguration(genesis, 0, Timing.relaxed()),
                        new Nothing(),
                        Recovered.ofLogAlone(vote, log, true),
                        op -> op == 1 ? first : null);
        Context context = vertx.getOrCreateContext();
        ReplicaLoop made =
                new ReplicaLoop(
                        vertx,
                        context,
                        replica,
                        vote.generation(),
                        1,
                        new Notes(),
                        new Counters(),
                        new Measurements(new LatencyWindow(), new ForceTimes()));
        context.runOnContext(ignored -> made.start());
        return made;
    }

    /**
     * The next view's news arrive as soon as a view is left, so that twenty views pass faster than
     * regular statuses come: each must have been told for itself.
     */
    @Test
    void everyChangeOfTheViewIsToldAtOnce() {
        Eventually.holds("a first word", () -> !handedOut.isEmpty());

        loop.received(1, new Incarnation(1, 1), new Message.NewerView(view(1)));

        Eventually.holds("all views", () -> handedOut.contains("status " + view(VIEWS)));
        for (int i = 1; i <= VIEWS; i++) {
            int vote = handedOut.indexOf("vote " + view(i));
            assertEquals("status " + view(i), handedOut.get(vote + 1), handedOut::toString);
        }
    }

    /** All led by replica 1, so that this one waits for its word. */
    private static long view(int turn) {
        return 100 + 3L * turn;
    }

    /** What is handed out is noted; a view that was left brings news of the next. */
    private final class Notes implements Surroundings {

        @Override
        public void broken(Throwable cause) {
            handedOut.add("broken " + cause);
        }

        @Override
        public void members(MemberRoll roll) {}

        @Override
        public void takenOut(String text) {}

        @Override
        public void replaced(String text) {
            handedOut.add("replaced " + text);
        }

        @Override
        public void write(Outputs outputs) {
            Vote vote = outputs.vote();
            if (vote != null) {
                handedOut.add("vote " + vote.viewNumber());
                if (vote.viewNumber() >= view(1) && vote.viewNumber() < view(VIEWS)) {
                    loop.received(
                            1, new Incarnation(1, 1), new Message.NewerView(vote.viewNumber() + 3));
                }
            }
        }

        @Override
        public void status(Status.Builder status) {
            handedOut.add("status " + status.getView());
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public boolean isAwaited(ClientReply reply) {
            return false;
        }

        @Override
        public void send(List<Outgoing> messages) {}

        @Override
        public void answer(List<ClientReply> replies) {}

        @Override
        public void answerQueries(List<QueryAnswer> answers) {}

        @Override
        public void stands(Standing.Builder standing) {}

        @Override
        public long modelTimeMicros(long stampMicros) {
            return stampMicros;
        }

        @Override
        public void publish(List<FrameCut> frames) {}

        @Override
        public void encode(KeyframeCapture capture) {}

        @Override
        public void publish(CheckpointCapture capture) {}

        @Override
        public void read(CheckpointRead wanted) {}

        @Override
        public void passedByAll(long opNumber) {}

        @Override
        public void load(CheckpointId wanted) {}

        @Override
        public void discard(CheckpointId wrong) {}

        @Override
        public void keep(KeptPiece piece) {}

        @Override
        public void alarm(Alarm alarm) {}
    }

    /** Of no interest here: nothing is committed. */
    private static final class Nothing implements StateMachine {

        @Override
        public byte[] apply(long op, long micros, SessionIdentity session, byte[] operation) {
            return new byte[0];
        }

        @Override
        public Encodable answer(byte[] question) {
            return captureState();
        }

        @Override
        public void sessionEnded(long opNumber, long sessionOp) {}

        @Override
        public Cut tick(long opNumber, long timestampMicros, long frameNumber) {
            return new Cut(new byte[0], Digest.ZERO);
        }

        @Override
        public Encodable captureKeyframe(long frameNumber) {
            return captureState();
        }

        @Override
        public Encodable captureState() {
            return () -> new byte[0];
        }

        @Override
        public void restore(byte[] state) {}

        @Override
        public int version() {
            return 1;
        }
    }
}
