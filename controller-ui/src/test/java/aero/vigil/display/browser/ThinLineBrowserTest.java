package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.DisplayListener;
import aero.vigil.display.DisplayMeasures;
import aero.vigil.display.HeadlessDisplay;
import aero.vigil.display.Picture;
import aero.vigil.display.ShownFrame;
import aero.vigil.display.arbiter.Line;
import aero.vigil.display.arbiter.PictureLight;
import aero.vigil.display.real.PlotFeed;
import aero.vigil.display.real.RealGroup;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.wire.gateway.PlanePart;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The slow stream of real replicas, in page and Java client (seams §4). */
@ExtendWith(Chromium.class)
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThinLineBrowserTest {

    /** A part of the plane without aircraft. */
    private static final PlanePart NOWHERE =
            PlanePart.newBuilder().setWest(2_000_000).setEast(2_000_001).build();

    private final Vertx vertx = Vertx.vertx();
    private final RealGroup group;
    private final PlotFeed feed;

    ThinLineBrowserTest(@TempDir Path root) throws Exception {
        group = RealGroup.start(root);
        feed = PlotFeed.start(vertx, group.addresses(), 8);
    }

    @AfterAll
    void close() throws Exception {
        feed.close();
        group.close();
        get(vertx.close());
    }

    @Test
    void aPageOnAThinLineShowsAVotedPictureASecondAndSaysSo() {
        try (DisplayPage page =
                DisplayPage.open(group.addresses(), "/?position=UE&user=anna&line=slow")) {
            page.until("labels", () -> page.labels().size() >= 4);
            page.until("the vote", () -> page.reliance().equals("CONFIRMED"));

            assertEquals("THIN LINE: 1 PICTURE A SECOND", page.text("#line"));
            double number = page.measured("number");
            page.until("three more", () -> page.measured("number") >= number + 30);
            assertEquals(0, page.measured("number") % 10);
            assertEquals(0, page.measured("missing") + page.measured("repeated"));
            assertEquals(0, page.measured("disagreements"));
            assertEquals(List.of(), page.complaints());
        }
    }

    @Test
    void aDisplayGoesOverFromOneStreamToTheOtherWithoutANewPicture() throws Exception {
        List<ShownFrame> shown = new CopyOnWriteArrayList<>();
        DisplayListener listener =
                new DisplayListener() {
                    @Override
                    public void shown(ShownFrame frame, Picture picture) {
                        shown.add(frame);
                    }
                };
        try (HeadlessDisplay display =
                HeadlessDisplay.open(
                        vertx,
                        GroupOptions.of(
                                "thin",
                                group.addresses().stream().map(GatewayAddress::parse).toList()),
                        listener)) {
            awaitShown(shown, 20);

            get(display.setLine(Line.SLOW, null));
            int before = shown.size();
            awaitShown(shown, before + 4);
            for (ShownFrame frame : shown.subList(before + 1, shown.size())) {
                assertEquals(0, frame.number() % 10, frame.toString());
                assertTrue(frame.confirmed(), frame.toString());
            }
            get(display.setLine(Line.REDUCED, NOWHERE));
            awaitShown(shown, shown.size() + 3);
            int there = get(display.picture(p -> p.tracks().size()));
            assertEquals(0, there, "nobody is in that part");
            get(display.setLine(Line.SLOW, null));
            awaitShown(shown, shown.size() + 8);
            int everywhere = get(display.picture(p -> p.tracks().size()));
            assertTrue(everywhere > 4, everywhere + " tracks: each is told of again in its turn");
            get(display.setLine(Line.WHOLE, null));
            awaitShown(shown, shown.size() + 30);

            assertEquals(1, shown.stream().filter(ShownFrame::wholePicture).count(), "joining");
            DisplayMeasures measures = get(display.measures());
            assertEquals(0, measures.missing() + measures.repeated() + measures.outOfOrder());
            assertEquals(0, measures.disagreements());
            assertEquals(PictureLight.CONFIRMED, get(display.light()));
        }
    }

    private static void awaitShown(List<ShownFrame> shown, int count) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (shown.size() < count) {
            assertTrue(System.nanoTime() < deadline, shown.size() + " pictures, not " + count);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }
}
