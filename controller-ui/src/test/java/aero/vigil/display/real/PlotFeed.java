package aero.vigil.display.real;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.PlanKey;
import aero.vigil.wire.airspace.Plot;
import aero.vigil.wire.airspace.ReportPlots;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Aircraft that fly straight out from one radar, reported by it each rotation, with a flight plan
 * for each: the least that makes real tracks and real flights.
 */
public final class PlotFeed implements AutoCloseable {

    /** The radar Lägern of the Swiss adaptation: SAC 201, SIC 1, 5.1 s a rotation. */
    private static final int SAC_SIC = 201 * 256 + 1;

    private static final long ROTATION_MILLIS = 5_100;

    /** 450 kt in 1/256 NM a second. */
    private static final double RHO_PER_SECOND = 450.0 / 3600 * 256;

    private final Vertx vertx;
    private final GroupClient client;
    private final GroupSession session;
    private final int count;
    private final long startMillis = System.currentTimeMillis();
    private final long timer;

    private PlotFeed(Vertx vertx, GroupClient client, GroupSession session, int count) {
        this.vertx = vertx;
        this.client = client;
        this.session = session;
        this.count = count;
        for (int index = 0; index < count; index++) {
            session.submit(plan(index).toByteArray());
        }
        report();
        this.timer = vertx.setPeriodic(ROTATION_MILLIS, ignored -> report());
    }

    public static PlotFeed start(Vertx vertx, List<String> addresses, int count) throws Exception {
        List<GatewayAddress> gateways = addresses.stream().map(GatewayAddress::parse).toList();
        GroupClient client = GroupClient.connect(vertx, GroupOptions.of("plot-feed", gateways));
        GroupSession session =
                client.open().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        return new PlotFeed(vertx, client, session, count);
    }

    public static String callsign(int index) {
        return "SWR" + (101 + index);
    }

    private void report() {
        long nowMillis = System.currentTimeMillis();
        ReportPlots.Builder report = ReportPlots.newBuilder().setAdapter("A");
        for (int index = 0; index < count; index++) {
            report.addPlots(plot(index, nowMillis));
        }
        session.submit(Command.newBuilder().setReportPlots(report).build().toByteArray());
    }

    private Plot plot(int index, long nowMillis) {
        // Detected 0.6 s before the adapter had it, as the adaptation says of this radar.
        long detectedMillis = nowMillis - 600;
        double seconds = (detectedMillis - startMillis) / 1000.0;
        double rho = 256 * (12.0 + 3 * index) + RHO_PER_SECOND * seconds;
        return Plot.newBuilder()
                .setSacSic(SAC_SIC)
                .setTimeOfDay((int) (detectedMillis % 86_400_000 * 128 / 1000))
                .setReceiveTimeMicros(nowMillis * 1000)
                .setDetection(5)
                .setRho((int) rho)
                .setTheta((90 + 12 * index) * 65536 / 360)
                .setMode3A(512 + index)
                .setFlightLevel(4 * (330 + 10 * (index % 6)))
                .setAddress(0x4B1800 + index)
                .setCallsign(callsign(index))
                .build();
    }

    private Command plan(int index) {
        String text =
                "(FPL-"
                        + callsign(index)
                        + "-IS-A320/M-SDFGIRWY/S-LSZH0600-N0450F350 DEGES DCT KPT-LOWW0100)";
        FiledPlan plan =
                FiledPlan.newBuilder()
                        .setKey(
                                PlanKey.newBuilder()
                                        .setCallsign(callsign(index))
                                        .setDeparture("LSZH")
                                        .setDestination("LOWW")
                                        .setOffBlockTimeMicros(
                                                (startMillis - 20 * 60_000) / 60_000 * 60_000_000L))
                        .setFlightRules("I")
                        .setFlightType("S")
                        .setAircraftType("A320")
                        .setWakeCategory("M")
                        .setSpeed("N0450")
                        .setLevel("F350")
                        .addRoute("DEGES")
                        .addRoute("DCT")
                        .addRoute("KPT")
                        .setElapsedMinutes(60)
                        .setAddress(0x4B1800 + index)
                        .setMode3A(512 + index)
                        .build();
        return Command.newBuilder()
                .setFlightPlanMessage(
                        FlightPlanMessage.newBuilder()
                                .setOriginator("TEST")
                                .setText(text)
                                .setFile(plan))
                .build();
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        client.close();
    }
}
