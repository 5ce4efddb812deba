package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.DisplayListener;
import aero.vigil.display.DisplayMeasures;
import aero.vigil.display.HeadlessDisplay;
import aero.vigil.display.real.PlotFeed;
import aero.vigil.display.real.RealGroup;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Order;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Failover seen from outside: real replicas, real plots, a real page, kill -9 and SIGSTOP, and
 * orders given meanwhile. In short in certification's FailoverTest.
 */
@ExtendWith(Chromium.class)
@Timeout(420)
@Tag("long")
class FailoverBrowserTest {

    private static final int AIRCRAFT = 8;
    private static final int DEATHS = Integer.getInteger("vigil.deaths", 2);

    private final Vertx vertx = Vertx.vertx();
    private final RealGroup group;
    private final PlotFeed feed;
    private final HeadlessDisplay headless;
    private final List<Integer> orders = new ArrayList<>();
    private DisplayPage page;

    FailoverBrowserTest(@TempDir Path root) throws Exception {
        group = RealGroup.start(root);
        feed = PlotFeed.start(vertx, group.addresses(), AIRCRAFT);
        List<GatewayAddress> addresses =
                group.addresses().stream().map(GatewayAddress::parse).toList();
        headless =
                HeadlessDisplay.open(
                        vertx, GroupOptions.of("headless", addresses), new DisplayListener() {});
        get(headless.keepHistory());
    }

    @BeforeEach
    void sitDownAndAssume() {
        page = DisplayPage.at(group.addresses(), "UE");
        page.until("labels of flights", () -> page.hasFlight(callsign()));
        page.command(callsign() + " ASSUME");
        page.until("assumed", () -> page.flights("assumed").contains(callsign()));
    }

    @AfterEach
    void close() {
        page.close();
        headless.close();
        feed.close();
        group.close();
        get(vertx.close());
    }

    @Test
    void whateverDiesNoFrameIsMissedAndEachOrderTakesEffectOnce() throws Exception {
        give(310);

        killAndRestart(primary());
        give(320);

        freezeAndThaw(primary());
        give(330);

        assertNothingMissed();
        assertEveryReplicaSaidTheSame();
        Flight flight = flight();
        List<String> levels =
                flight.getOrdersList().stream()
                        .filter(order -> order.getWhat().equals("CFL"))
                        .map(Order::getValue)
                        .toList();
        assertEquals(orders.stream().map(String::valueOf).toList(), levels);
        page.allowLostConnections();
        assertEquals(List.of(), page.complaints());
    }

    /**
     * Printed: from the order's hand to its confirmed label, undisturbed and while the primary
     * dies.
     */
    @Test
    void anOrdersTripIsMeasuredAlsoWhileThePrimaryDies() throws Exception {
        trips(40);
        print("undisturbed");

        for (int death = 0; death < DEATHS; death++) {
            int primary = primary();
            int level = order(300 + orders.size() % 100);
            group.kill(primary); // with the order on its way
            arrived(level);
            trips(3);
            group.restart(primary);
            page.until(
                    "replica " + primary + " is back",
                    () -> page.page.locator("#source-" + primary + ".live").count() == 1);
        }
        print("one on its way at each of " + DEATHS + " deaths of the primary, 3 right after each");

        assertEquals(
                orders.size(),
                flight().getOrdersBefore() + flight().getOrdersCount() - ordersThatAreNoLevels(),
                "none lost, none done twice");
        page.button("Flight " + callsign()).first().click();
        page.until(
                "the whole log of orders, which only a question tells",
                () -> page.page.locator("#plan-orders tr").count() == orders.size() + 1);
        page.allowLostConnections();
        assertEquals(List.of(), page.complaints());
    }

    private void trips(int count) {
        for (int trip = 0; trip < count; trip++) {
            give(300 + orders.size() % 100);
        }
    }

    private void print(String when) {
        System.out.println("order's trip, " + when + ": " + page.json("vigil.pace().trips"));
        page.page.evaluate("vigil.desk.pace.trips.clear()");
    }

    /** The assumption at the beginning is older than the lines that are shown. */
    private static int ordersThatAreNoLevels() {
        return 1;
    }

    private void killAndRestart(int replica) throws Exception {
        group.kill(replica);
        give(300 + 2 * orders.size()); // while it is dead
        frames(10);
        group.restart(replica);
        page.until(
                "replica " + replica + " is back",
                () -> page.page.locator("#source-" + replica + ".live").count() == 1);
        frames(10);
    }

    private void freezeAndThaw(int replica) throws Exception {
        group.freeze(replica);
        give(300 + 2 * orders.size()); // while it is frozen
        frames(10);
        group.thaw(replica);
        page.until(
                "replica " + replica + " is back",
                () -> page.page.locator("#source-" + replica + ".live").count() == 1);
        frames(10);
    }

    /** Gives a level at the page and waits until its frame has come back. */
    private void give(int level) {
        arrived(order(level));
    }

    private int order(int level) {
        orders.add(level);
        page.command(callsign() + " C" + level);
        return level;
    }

    private void arrived(int level) {
        page.until(
                "level " + level,
                () ->
                        page.json(
                                                "[...vigil.desk.picture.flights.values()].find(f =>"
                                                        + " f.key.callsign === '"
                                                        + callsign()
                                                        + "')?.clearedLevel ?? 0")
                                        .asInt()
                                == level);
        page.until(
                "no longer pending",
                () -> page.json("vigil.desk.orders.pending.size").asInt() == 0);
    }

    private int primary() {
        return page.json("vigil.desk.headline.primary()").asInt();
    }

    private void frames(int count) {
        double from = page.measured("number");
        page.until(count + " frames", () -> page.measured("number") >= from + count);
    }

    private static String callsign() {
        return PlotFeed.callsign(0);
    }

    private Flight flight() {
        Flight flight = get(headless.picture(picture -> picture.flight(callsign())));
        if (flight == null) {
            throw new AssertionError("no flight " + callsign());
        }
        return flight;
    }

    private void assertNothingMissed() {
        assertEquals(0, page.measured("missing"));
        assertEquals(0, page.measured("repeated"));
        assertEquals(0, page.measured("outOfOrder"));
        DisplayMeasures measures = get(headless.measures());
        assertEquals(0, measures.missing() + measures.repeated() + measures.outOfOrder());
        assertEquals(0, measures.disagreements());
    }

    private void assertEveryReplicaSaidTheSame() {
        Map<String, SortedMap<Long, String>> history = get(headless.history());
        assertEquals(3, history.size());
        Map<Long, String> said = new TreeMap<>();
        for (SortedMap<Long, String> its : history.values()) {
            assertTrue(its.size() > 20, "frames heard of one replica: " + its.size());
            its.forEach(
                    (number, digest) -> {
                        String before = said.putIfAbsent(number, digest);
                        if (before != null) {
                            assertEquals(before, digest, "frame " + number);
                        }
                    });
        }
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
