package aero.vigil.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.arbiter.PictureLight;
import aero.vigil.display.arbiter.SourceLight;
import aero.vigil.display.scripted.ScriptedGroup;
import aero.vigil.display.scripted.ScriptedPicture;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.wire.airspace.ClearLevel;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.TakePosition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(60)
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT) // all wait for a clock
class HeadlessDisplayTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<ShownFrame> shown = new CopyOnWriteArrayList<>();
    private final List<PictureLight> lights = new CopyOnWriteArrayList<>();
    private final List<String> suspects = new CopyOnWriteArrayList<>();
    private ScriptedGroup group = new ScriptedGroup(new ScriptedPicture(20, 11));
    private HeadlessDisplay display = open("display-0");

    @BeforeEach
    void aPictureIsShown() {
        until("the first frames", () -> shown.size() > 3);
    }

    @AfterEach
    void close() {
        display.close();
        get(vertx.close());
        group.close();
    }

    @Test
    void showsEveryFrameOnceInOrderConfirmedByTheMajority() {
        until("two seconds of frames", () -> shown.size() > 20);

        DisplayMeasures measures = get(display.measures());
        assertEquals(0, measures.missing());
        assertEquals(0, measures.repeated());
        assertEquals(0, measures.outOfOrder());
        assertTheTruthIsConfirmed();
        assertTrue(shown.get(0).wholePicture());
    }

    @Test
    void itsPictureIsTheOneTheReplicasHold() {
        int tracks = get(display.picture(picture -> picture.tracks().size()));
        int flights = get(display.picture(picture -> picture.flights().size()));
        boolean hasAdaptation = get(display.picture(picture -> picture.adaptation() != null));

        assertEquals(20, tracks);
        assertEquals(group.<Integer>with(picture -> picture.flights().size()), flights);
        assertTrue(hasAdaptation);
    }

    @Test
    void theSourceOfBodiesDiesAndNoFrameIsMissed() {
        group.kill(wholeSource());

        until("two more seconds of frames", () -> shown.size() > 24);

        DisplayMeasures measures = get(display.measures());
        assertEquals(0, measures.missing() + measures.repeated() + measures.outOfOrder());
        assertTheTruthIsConfirmed();
    }

    @Test
    void theSourceOfBodiesFallsSilentAndNoFrameIsMissed() {
        int silent = wholeSource();
        group.silence(silent, true);

        until("two more seconds of frames", () -> shown.size() > 24);
        until("the light", () -> sourceLight(silent) == SourceLight.SILENT);

        DisplayMeasures measures = get(display.measures());
        assertEquals(0, measures.missing() + measures.repeated() + measures.outOfOrder());
        assertTheTruthIsConfirmed();
        assertNotEquals(silent, wholeSource());
    }

    @Test
    void aReplicaThatLiesNeverReachesThePictureAndIsNamed() {
        int liar = wholeSource();
        group.corrupt(liar, true);

        until("it is named", () -> !suspects.isEmpty());
        int already = shown.size();
        until("a second more", () -> shown.size() > already + 10);

        assertTrue(suspects.get(0).startsWith(Integer.toString(liar)), suspects.get(0));
        assertEquals(SourceLight.SUSPECT, sourceLight(liar));
        assertTheTruthIsConfirmed();
        assertEquals(0, get(display.measures()).missing());
    }

    @Test
    void aReplicaThatToldTheTruthForAWhileIsHeardAgain() {
        int liar = (wholeSource() + 1) % 3;
        group.corrupt(liar, true);
        until("it is named", () -> !suspects.isEmpty());
        group.corrupt(liar, false);

        until("it is heard again", () -> sourceLight(liar) == SourceLight.LIVE);
    }

    @Test
    void twoOfThreeAreGoneAndThePictureGoesOnMarked() {
        group.kill(0);
        group.kill(1);
        until("the light", () -> lights.contains(PictureLight.SINGLE_SOURCE));

        group.revive(0);
        until("confirmed again", () -> last(lights) == PictureLight.CONFIRMED);

        DisplayMeasures measures = get(display.measures());
        assertTrue(measures.unconfirmed() > 0);
        assertEquals(0, measures.missing() + measures.repeated() + measures.outOfOrder());
    }

    @Test
    void withoutNewFramesThePictureGrowsStaleThenFrozenAndGoesOnWhereItStood() {
        group.stall(true);
        until("frozen", () -> lights.contains(PictureLight.FROZEN));
        assertTrue(lights.contains(PictureLight.STALE));

        group.stall(false);
        until("confirmed again", () -> last(lights) == PictureLight.CONFIRMED);

        DisplayMeasures measures = get(display.measures());
        assertEquals(0, measures.missing() + measures.repeated());
        assertTrue(measures.longestGapMillis() > 4_900, "gap " + measures.longestGapMillis());
    }

    @Test
    void itsHistoryHoldsWhatEveryReplicaSaid() {
        get(display.keepHistory());
        int already = shown.size();
        until("a second more", () -> shown.size() > already + 12);

        Map<String, SortedMap<Long, String>> history = get(display.history());

        assertEquals(3, history.size());
        long number = shown.get(already + 5).number();
        String digest = shown.get(already + 5).digest();
        history.forEach((source, said) -> assertEquals(digest, said.get(number), source));
    }

    @Test
    void anOrderThroughItsConnectionsComesBackInAFrame() {
        GroupSession session = get(display.openSession());
        get(submit(session, Command.newBuilder().setTakePosition(position("UE")).build()));
        int flight =
                get(
                        display.picture(
                                picture ->
                                        picture.flights().values().stream()
                                                .filter(f -> f.getControllingSector().equals("UE"))
                                                .findFirst()
                                                .orElseThrow()
                                                .getId()));

        ClearLevel order = ClearLevel.newBuilder().setFlight(flight).setFlightLevel(310).build();
        get(submit(session, Command.newBuilder().setClearLevel(order).build()));

        until(
                "the level in the picture",
                () ->
                        get(display.picture(picture -> picture.flights().get(flight)))
                                        .getClearedLevel()
                                == 310);
    }

    private static TakePosition position(String id) {
        return TakePosition.newBuilder().setPosition(id).build();
    }

    private static Future<?> submit(GroupSession session, Command command) {
        return session.submit(command.toByteArray());
    }

    private HeadlessDisplay open(String name) {
        List<GatewayAddress> addresses =
                group.addresses().stream().map(GatewayAddress::parse).toList();
        return HeadlessDisplay.open(
                vertx,
                GroupOptions.of(name, addresses),
                new DisplayListener() {
                    @Override
                    public void shown(ShownFrame frame, Picture picture) {
                        shown.add(frame);
                    }

                    @Override
                    public void light(PictureLight light) {
                        lights.add(light);
                    }

                    @Override
                    public void suspected(String source, long frame, String reason) {
                        suspects.add(source + " " + reason);
                    }
                });
    }

    /**
     * What is shown as confirmed is what honest replicas say, and frames are confirmed. (Each one
     * is, on a machine that does not stand still: after 100 ms one is shown as unconfirmed. With a
     * clock that is not the machine's, FrameArbiterTest shows that.)
     */
    private void assertTheTruthIsConfirmed() {
        Map<Long, String> truth = group.digests();
        List<ShownFrame> confirmed = shown.stream().filter(ShownFrame::confirmed).toList();
        for (ShownFrame frame : confirmed) {
            assertEquals(truth.get(frame.number()), frame.digest(), () -> "frame " + frame);
        }
        int before = confirmed.size();
        until(
                "five more confirmed frames",
                () -> shown.stream().filter(ShownFrame::confirmed).count() >= before + 5);
    }

    private int wholeSource() {
        return group.wholeSubscribers().indexOf(1);
    }

    private SourceLight sourceLight(int source) {
        SourceLight light = get(display.sources()).get(Integer.toString(source));
        return light == null ? SourceLight.CLOSED : light;
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
