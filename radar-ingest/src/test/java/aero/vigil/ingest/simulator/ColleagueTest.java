package aero.vigil.ingest.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.ingest.GroupOfOne;
import aero.vigil.ingest.flightplan.IcaoMessageReader;
import aero.vigil.ingest.flightplan.PlanReading;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.replication.server.ReplicaServer;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.OpenSectors;
import aero.vigil.wire.airspace.Position;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.SectorHolding;
import aero.vigil.wire.airspace.TakePosition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who stand in at unmanned positions, with a real replica and a departure from Zürich. */
@Tag("slow")
final class ColleagueTest {

    private static final long PATIENCE_SECONDS = 60;
    private static final List<String> OWN = List.of("UE", "UW", "LE", "LW");

    private final Map<String, String> holders = new ConcurrentHashMap<>();
    private final AtomicReference<String> controlling = new AtomicReference<>("");

    @TempDir private Path folder;

    @Test
    void anUnmannedSectorsFlightIsAssumedAndThePositionIsFreeForAPerson() throws Exception {
        GroupOfOne group = GroupOfOne.format(folder);
        Vertx vertx = Vertx.vertx();
        try (ReplicaServer replica = group.start();
                GroupClient client =
                        GroupClient.connect(vertx, GroupOptions.of("robots", group.gateways()));
                GroupClient person =
                        GroupClient.connect(vertx, GroupOptions.of("anna", group.gateways()))) {
            List<Picture.Reader> readers = new ArrayList<>(List.of(new Watch()));
            for (String sector : OWN) {
                readers.add(new Colleague(client, new Robot(sector, Set.copyOf(OWN))));
            }
            client.follow(0, new Picture(readers));
            GroupSession session = done(person.open());
            depart(session);

            await(() -> OWN.contains(controlling.get()));
            String manned = controlling.get();
            TakePosition position = TakePosition.newBuilder().setPosition(manned).build();
            Command command = Command.newBuilder().setTakePosition(position).build();
            Result taken =
                    Result.parseFrom(done(session.submit(command.toByteArray())).getResult());

            assertTrue(taken.hasAccepted(), taken + " of " + manned);
            await(() -> holders.getOrDefault(manned, "").equals("anna"));
            assertEquals(0, replica.index());
        } finally {
            done(vertx.close());
        }
        assertEquals(null, group.fatal());
    }

    @Test
    void whoHoldsASectorAfterItsPlanHasChangedIsStoodInForThere() throws Exception {
        GroupOfOne group = GroupOfOne.format(folder);
        Vertx vertx = Vertx.vertx();
        try (ReplicaServer replica = group.start();
                GroupClient client =
                        GroupClient.connect(vertx, GroupOptions.of("robots", group.gateways()));
                GroupClient person =
                        GroupClient.connect(vertx, GroupOptions.of("anna", group.gateways()))) {
            GroupSession session = done(person.open());
            accepted(
                    session,
                    Command.newBuilder()
                            .setTakePosition(TakePosition.newBuilder().setPosition("SUPERVISOR")));
            OpenSectors.Builder plan =
                    OpenSectors.newBuilder()
                            .addHoldings(
                                    SectorHolding.newBuilder()
                                            .setPosition("UW")
                                            .addAllSectors(OWN));
            for (String emptied : List.of("UE", "LE", "LW")) {
                plan.addHoldings(SectorHolding.newBuilder().setPosition(emptied));
            }
            accepted(session, Command.newBuilder().setOpenSectors(plan));
            List<Picture.Reader> readers = new ArrayList<>(List.of(new Watch()));
            for (String sector : List.of("LE", "LW")) {
                readers.add(new Colleague(client, new Robot(sector, Set.copyOf(OWN))));
            }
            client.follow(0, new Picture(readers));

            depart(session);

            await(() -> List.of("LE", "LW").contains(controlling.get()));
            assertEquals(0, replica.index());
        } finally {
            done(vertx.close());
        }
        assertEquals(null, group.fatal());
    }

    private static void accepted(GroupSession session, Command.Builder command) throws Exception {
        Result result = answer(session, command.build());
        assertTrue(result.hasAccepted(), result.toString());
    }

    private static void depart(GroupSession planner) throws Exception {
        String now = DateTimeFormatter.ofPattern("HHmm").format(LocalTime.now(ZoneOffset.UTC));
        for (String message :
                List.of(
                        "(FPL-SWR123-IS-A320/M-S/S-LSZH" + now + "-N0430F350 DCT-LFPG0110-0)",
                        "(DEP-SWR123-LSZH" + now + "-LFPG-0)")) {
            PlanReading reading =
                    IcaoMessageReader.read(message, "TEST", System.currentTimeMillis() * 1_000);
            PlanReading.Understood read = assertInstanceOf(PlanReading.Understood.class, reading);
            Command command = Command.newBuilder().setFlightPlanMessage(read.message()).build();
            Result result = answer(planner, command);
            assertTrue(result.hasAccepted(), result.toString());
        }
    }

    private static Result answer(GroupSession session, Command command) throws Exception {
        return Result.parseFrom(done(session.submit(command.toByteArray())).getResult());
    }

    /** Notes who holds which position and which sector controls the flight. */
    private final class Watch implements Picture.Reader {

        @Override
        public void onPosition(Position changed) {
            holders.put(changed.getId(), changed.getUser());
        }

        @Override
        public void onFlight(Flight flight) {
            controlling.set(flight.getControllingSector());
        }

        @Override
        public void onFlightEnded(int id) {}

        @Override
        public void onFrame(long modelMicros, SortedMap<Integer, Flight> flights) {}
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "waited in vain");
            Thread.sleep(20);
        }
    }
}
