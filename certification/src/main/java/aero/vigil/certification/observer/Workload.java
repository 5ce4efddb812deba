package aero.vigil.certification.observer;

import aero.vigil.certification.history.HistoryWriter;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.wire.airspace.AssumeFlight;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.PlanKey;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.TakePosition;
import aero.vigil.wire.gateway.Reply;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Several sessions at one position, each of which files a flight, assumes it and then assigns it
 * headings without end.
 */
public final class Workload {

    private static final String POSITION = "UE";
    private static final int CRUISE_MINUTES = 480;
    private static final long OFF_BLOCK_SECONDS = 1_320;

    private final List<NumberedWriter> writers = new ArrayList<>();

    private Workload() {}

    /**
     * Makes everything ready; nothing is submitted yet but what opens sessions and flights.
     *
     * @param sessions how many
     * @param paceMillis from an answer to the next command of the same session
     */
    public static Workload prepare(
            Vertx vertx, GroupClient client, HistoryWriter history, int sessions, long paceMillis)
            throws InterruptedException {
        Workload workload = new Workload();
        for (int i = 0; i < sessions; i++) {
            GroupSession session = Waiting.orFail(client.open(), "session " + i);
            int flight = accepted(session, plan(i)).getFlight();
            accepted(
                    session,
                    Command.newBuilder()
                            .setTakePosition(TakePosition.newBuilder().setPosition(POSITION))
                            .build());
            Result assumed =
                    result(
                            session,
                            Command.newBuilder()
                                    .setAssumeFlight(
                                            AssumeFlight.newBuilder()
                                                    .setFlight(flight)
                                                    .setVersion(1))
                                    .build());
            if (!assumed.hasAccepted()) {
                throw new IllegalStateException("flight " + flight + " not assumed: " + assumed);
            }
            workload.writers.add(
                    new NumberedWriter(
                            vertx,
                            session,
                            history,
                            i,
                            flight,
                            assumed.getAccepted().getVersion(),
                            paceMillis));
        }
        return workload;
    }

    /**
     * Off its block 22 minutes ago, it climbs through flight level 285 into the upper sector in
     * five, and crosses that for nine: time to assume it.
     */
    private static Command plan(int index) {
        long offBlock =
                ChronoUnit.MICROS.between(
                        Instant.EPOCH, Instant.now().minusSeconds(OFF_BLOCK_SECONDS));
        String callsign = "CRT" + (index + 1);
        return Command.newBuilder()
                .setFlightPlanMessage(
                        FlightPlanMessage.newBuilder()
                                .setOriginator("CERTIFY")
                                .setText("(FPL-" + callsign + "-IS)")
                                .setFile(
                                        FiledPlan.newBuilder()
                                                .setKey(
                                                        PlanKey.newBuilder()
                                                                .setCallsign(callsign)
                                                                .setDeparture("LSZH")
                                                                .setDestination("KJFK")
                                                                .setOffBlockTimeMicros(offBlock))
                                                .setFlightRules("I")
                                                .setFlightType("S")
                                                .setAircraftType("A333")
                                                .setWakeCategory("H")
                                                .setSpeed("N0450")
                                                .setLevel("F350")
                                                .addRoute("KORED")
                                                .addRoute("N871")
                                                .addRoute("MADEB")
                                                .setElapsedMinutes(CRUISE_MINUTES)))
                .build();
    }

    private static aero.vigil.wire.airspace.Accepted accepted(GroupSession session, Command command)
            throws InterruptedException {
        Result result = result(session, command);
        if (!result.hasAccepted()) {
            throw new IllegalStateException("refused: " + command + " with " + result);
        }
        return result.getAccepted();
    }

    private static Result result(GroupSession session, Command command)
            throws InterruptedException {
        Reply reply = Waiting.orFail(session.submit(command.toByteArray()), "an answer");
        try {
            return Result.parseFrom(reply.getResult());
        } catch (InvalidProtocolBufferException unreadable) {
            throw new IllegalStateException("an unreadable result", unreadable);
        }
    }

    /** Begins to give commands. */
    public void start() {
        writers.forEach(NumberedWriter::next);
    }

    /** Commands answered so far, of all sessions. */
    public long answered() {
        return writers.stream().mapToLong(NumberedWriter::answered).sum();
    }

    /** Gives no more commands; waits for outstanding answers, which may not come. */
    public void stop(long atMostMillis) throws InterruptedException {
        writers.forEach(NumberedWriter::stop);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMillis);
        while (writers.stream().anyMatch(NumberedWriter::isWaiting)
                && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
