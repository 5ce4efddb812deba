package aero.vigil.ingest.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.codec.icao.IcaoMessageReader;
import aero.vigil.airspace.codec.icao.PlanReading;
import aero.vigil.ingest.GroupOfOne;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.replication.server.ReplicaServer;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.OpenSectors;
import aero.vigil.wire.airspace.Position;
import aero.vigil.wire.airspace.QnhStatus;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.SafetyNetStatus;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who stand in at unmanned positions, with a real replica and a departure from Zürich. */
@Tag("slow")
final class ColleagueTest {

    private static final long PATIENCE_SECONDS = 60;
    private static final List<String> OWN = List.of("UE", "UW", "LE", "LW");

    private final Map<String, String> holders = new ConcurrentHashMap<>();
    private volatile String controlling = "";

    private volatile List<Integer> qnh = List.of();

    @TempDir private Path folder;

    @Test
    void anUnmannedSectorsFlightIsAssumedAndThePositionIsFreeForAPerson() throws Exception {
        inAGroup(
                (robots, person) -> {
                    follow(robots, colleagues(robots, OWN));
                    depart(person);
                    await(() -> OWN.contains(controlling));
                    String manned = controlling;

                    take(person, manned);

                    await(() -> holders.getOrDefault(manned, "").equals("anna"));
                });
    }

    @Test
    void theyStandInWhereASectorIsHeldAfterItsPlanHasChanged() throws Exception {
        inAGroup(
                (robots, person) -> {
                    take(person, "SUPERVISOR");
                    OpenSectors.Builder plan = OpenSectors.newBuilder();
                    plan.addHoldings(holding("UW").addAllSectors(OWN));
                    List.of("UE", "LE", "LW").forEach(one -> plan.addHoldings(holding(one)));
                    accepted(person, Command.newBuilder().setOpenSectors(plan));
                    follow(robots, colleagues(robots, List.of("LE", "LW")));

                    depart(person);

                    await(() -> List.of("LE", "LW").contains(controlling));
                });
    }

    @Test
    void aQnhThatIsMissingIsToldAndTheSupervisorsPositionIsFreeForAPerson() throws Exception {
        inAGroup(
                (robots, person) -> {
                    follow(robots, List.of(new SupervisorStandIn(robots, 1_021)));

                    await(() -> !qnh.isEmpty() && qnh.stream().allMatch(one -> one == 1_021));
                    await(() -> holders.getOrDefault("SUPERVISOR", "").isEmpty());

                    take(person, "SUPERVISOR");
                    await(() -> holders.getOrDefault("SUPERVISOR", "").equals("anna"));
                });
    }

    private interface Play {
        void play(GroupClient robots, GroupSession person) throws Exception;
    }

    private void inAGroup(Play play) throws Exception {
        GroupOfOne group = GroupOfOne.format(folder);
        Vertx vertx = Vertx.vertx();
        try (ReplicaServer replica = group.start();
                GroupClient robots =
                        GroupClient.connect(vertx, GroupOptions.of("robots", group.gateways()));
                GroupClient person =
                        GroupClient.connect(vertx, GroupOptions.of("anna", group.gateways()))) {
            play.play(robots, done(person.open()));
            assertEquals(0, replica.index());
        } finally {
            done(vertx.close());
        }
        assertEquals(null, group.fatal());
    }

    private void follow(GroupClient robots, List<? extends Picture.Reader> standIns) {
        List<Picture.Reader> readers = new ArrayList<>(List.of(new Watch()));
        readers.addAll(standIns);
        robots.follow(0, new Picture(readers));
    }

    private static List<Colleague> colleagues(GroupClient robots, List<String> sectors) {
        return sectors.stream()
                .map(sector -> new Colleague(robots, new Robot(sector, Set.copyOf(OWN))))
                .toList();
    }

    private static SectorHolding.Builder holding(String position) {
        return SectorHolding.newBuilder().setPosition(position);
    }

    private static void take(GroupSession person, String position) throws Exception {
        accepted(
                person,
                Command.newBuilder()
                        .setTakePosition(TakePosition.newBuilder().setPosition(position)));
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

    /** Notes who holds which position, which sector controls the flight, and the QNH. */
    private final class Watch implements Picture.Reader {

        @Override
        public void onPosition(Position changed) {
            holders.put(changed.getId(), changed.getUser());
        }

        @Override
        public void onSafetyNets(SafetyNetStatus status) {
            qnh = status.getQnhList().stream().map(QnhStatus::getHectopascals).toList();
        }

        @Override
        public void onFlight(Flight flight) {
            controlling = flight.getControllingSector();
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
