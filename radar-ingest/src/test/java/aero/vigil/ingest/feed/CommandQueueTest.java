package aero.vigil.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.wire.airspace.Accepted;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Plot;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.Rejected;
import aero.vigil.wire.airspace.ReportFeed;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.SensorMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plots leave in time and in order, one command at a time; without an answer the newest stay. */
final class CommandQueueTest {

    private static final int PLOTS_PER_SECOND = 1_000;
    private static final byte[] ACCEPTED =
            Result.newBuilder().setAccepted(Accepted.getDefaultInstance()).build().toByteArray();

    /** Time of its own, and what is to happen then. */
    private static final class TestTime implements CommandQueue.Timer {
        private record Action(long atMillis, long order, Runnable action) {}

        private final PriorityQueue<Action> actions =
                new PriorityQueue<>(
                        (a, b) ->
                                a.atMillis() != b.atMillis()
                                        ? Long.compare(a.atMillis(), b.atMillis())
                                        : Long.compare(a.order(), b.order()));
        private long nowMillis;
        private long order;

        @Override
        public void after(long millis, Runnable action) {
            actions.add(new Action(nowMillis + millis, order++, action));
        }

        long nanos() {
            return nowMillis * 1_000_000;
        }

        void pass(long millis) {
            long until = nowMillis + millis;
            while (!actions.isEmpty() && actions.peek().atMillis() <= until) {
                Action next = actions.remove();
                nowMillis = next.atMillis();
                next.action().run();
            }
            nowMillis = until;
        }
    }

    private final TestTime time = new TestTime();
    private final RejectCounts rejects = new RejectCounts();
    private final List<Command> submitted = new ArrayList<>();
    private final List<Promise<byte[]>> answers = new ArrayList<>();
    private final FeedSettings settings =
            new FeedSettings("radar", Set.of(1), Set.of(), 256, PLOTS_PER_SECOND);
    private final CommandQueue queue =
            new CommandQueue("A", settings, rejects, this::submit, time, time::nanos);

    @Test
    void aPlotWaitsTwentyMillisecondsForOthers() {
        queue.plot(plot(1));
        queue.plot(plot(2));

        time.pass(19);
        assertEquals(List.of(), submitted);
        time.pass(1);

        assertEquals(List.of(1, 2), plotsOf(0));
        assertEquals("A", submitted.get(0).getReportPlots().getAdapter());
    }

    @Test
    void aFullBatchLeavesAtOnce() {
        for (int i = 0; i < 256; i++) {
            queue.plot(plot(i));
        }

        assertEquals(1, submitted.size());
        assertEquals(256, submitted.get(0).getReportPlots().getPlotsCount());
    }

    @Test
    void oneCommandIsOutstandingAndTheNextLeavesWithItsAnswer() {
        queue.plot(plot(1));
        time.pass(20);
        queue.plot(plot(2));
        time.pass(500);
        assertEquals(1, submitted.size());

        answers.get(0).complete(ACCEPTED);

        assertEquals(List.of(2), plotsOf(1));
    }

    @Test
    void aSectorCrossingNeverOvertakesThePlotsBeforeIt() {
        queue.plot(plot(1));
        queue.sensorMessage(crossing(8));
        queue.plot(plot(2));
        time.pass(20);
        answers.get(0).complete(ACCEPTED);

        assertEquals(List.of(1, 2), plotsOf(0));
        assertEquals(8, submitted.get(1).getReportSensorStatus().getMessages(0).getSector());
    }

    @Test
    void aSectorCrossingWaitsForABacklogOfPlotsBeforeIt() {
        for (int i = 0; i < 600; i++) {
            queue.plot(plot(i));
        }
        queue.sensorMessage(crossing(8));
        queue.plot(plot(600));
        time.pass(20);
        for (int i = 0; i < 3; i++) {
            answers.get(i).complete(ACCEPTED);
        }

        List<String> kinds =
                submitted.stream().map(command -> command.getCommandCase().name()).toList();
        assertEquals(
                List.of("REPORT_PLOTS", "REPORT_PLOTS", "REPORT_PLOTS", "REPORT_SENSOR_STATUS"),
                kinds);
        assertEquals(600, plotsOf(2).get(plotsOf(2).size() - 1));
    }

    @Test
    void whileNobodyAnswersTheNewestTenSecondsAreKept() {
        queue.plot(plot(0));
        time.pass(20);
        for (int second = 0; second < 30; second++) {
            for (int i = 0; i < 100; i++) {
                queue.plot(plot(second * 100 + i));
            }
            time.pass(1_000);
        }
        answers.get(0).complete(ACCEPTED);
        drain();

        assertEquals(2_000, plotsOf(1).get(0));
        assertEquals(2_000, queue.discarded());
        assertEquals(0, queue.buffered());
        assertEquals(0, rejects.of(CommandQueue.FLOOD));
    }

    @Test
    void aFeedThatFloodsKeepsTheNewestOfWhatItMayBring() {
        for (int i = 0; i < 50_000; i++) {
            queue.plot(plot(i));
        }

        assertTrue(queue.buffered() <= PLOTS_PER_SECOND, "" + queue.buffered());
        assertEquals(50_000 - PLOTS_PER_SECOND, rejects.of(CommandQueue.FLOOD));
        drain();
        List<Integer> last = plotsOf(submitted.size() - 1);
        assertEquals(49_999, last.get(last.size() - 1));
    }

    @Test
    void whatCameBackWithoutAnAnswerIsSubmittedAgainBeforeAnythingElse() {
        queue.plot(plot(1));
        time.pass(20);
        queue.plot(plot(2));
        answers.get(0).fail("the session was evicted");

        time.pass(CommandQueue.RETRY_MILLIS);
        answers.get(1).complete(ACCEPTED);

        assertEquals(List.of(1), plotsOf(1));
        assertEquals(List.of(2), plotsOf(2));
    }

    @Test
    void aCommandThatIsNeverTakenDoesNotStopTheFeedForEver() {
        queue.plot(plot(1));
        time.pass(20);
        for (int i = 0; i < CommandQueue.GREATEST_ATTEMPTS; i++) {
            answers.get(i).fail("refused");
            time.pass(CommandQueue.RETRY_MILLIS);
        }
        queue.plot(plot(2));
        time.pass(20);

        assertEquals(1, rejects.of(CommandQueue.ABANDONED));
        assertEquals(List.of(2), plotsOf(submitted.size() - 1));
    }

    @Test
    void aReportOfTheFeedGoesEvenWhenPlotsAreDueAndOnlyTheNewest() {
        queue.plot(plot(1));
        time.pass(20);
        for (int i = 0; i < 512; i++) {
            queue.plot(plot(i));
        }
        queue.report(ReportFeed.newBuilder().setRecords(1).build());
        queue.report(ReportFeed.newBuilder().setRecords(2).build());
        answers.get(0).complete(ACCEPTED);

        assertEquals(2, submitted.get(1).getReportFeed().getRecords());
        answers.get(1).complete(ACCEPTED);
        assertEquals(256, submitted.get(2).getReportPlots().getPlotsCount());
    }

    @Test
    void aRefusalByTheModelIsCounted() {
        queue.plot(plot(1));
        time.pass(20);

        answers.get(0)
                .complete(
                        Result.newBuilder()
                                .setRejected(Rejected.newBuilder().setReason(Reason.MALFORMED))
                                .build()
                                .toByteArray());

        assertEquals(1, rejects.of("command rejected: MALFORMED"));
    }

    private void drain() {
        int answered = 0;
        while (answered < answers.size()) {
            Promise<byte[]> answer = answers.get(answered++);
            answer.tryComplete(ACCEPTED);
            time.pass(CommandQueue.BATCH_MILLIS);
        }
    }

    private Future<byte[]> submit(byte[] bytes) {
        try {
            submitted.add(Command.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
        Promise<byte[]> answer = Promise.promise();
        answers.add(answer);
        return answer.future();
    }

    private List<Integer> plotsOf(int command) {
        return submitted.get(command).getReportPlots().getPlotsList().stream()
                .map(Plot::getRho)
                .toList();
    }

    private static Plot plot(int rho) {
        return Plot.newBuilder().setRho(rho).build();
    }

    private static SensorMessage crossing(int sector) {
        return SensorMessage.newBuilder().setType(2).setSector(sector).build();
    }
}
