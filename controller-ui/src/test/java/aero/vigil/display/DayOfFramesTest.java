package aero.vigil.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aero.vigil.display.scripted.ManyFrames;
import aero.vigil.display.scripted.ScriptedGroup;
import aero.vigil.display.scripted.ScriptedPicture;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupOptions;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A day's worth of frames through the Java client, sockets and votes included: what is held after a
 * collection stays where it is.
 *
 * <p>Only on demand: {@code mvn test -pl controller-ui -am -Dtest=DayOfFramesTest
 * -Dvigil.day.frames=864000 -Dsurefire.failIfNoSpecifiedTests=false}; an hour's worth are 36,000.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "vigil.day.frames", matches = "[0-9]+")
final class DayOfFramesTest {

    private static final long FRAMES = Long.getLong("vigil.day.frames", 0);
    private static final int PACE = Integer.getInteger("vigil.day.pace", 1_000);
    private static final int COLLECTIONS = 3;

    @Test
    void whatTheJavaClientHoldsAfterACollectionStaysWhereItIs() throws Exception {
        Vertx vertx = Vertx.vertx();
        ScriptedPicture picture = new ScriptedPicture(100, 7);
        picture.churn();
        try (ScriptedGroup group = new ScriptedGroup(picture);
                HeadlessDisplay display = display(vertx, group)) {
            ManyFrames frames =
                    new ManyFrames(
                            group,
                            PACE,
                            () -> display.picture(Picture::number).await(120, TimeUnit.SECONDS));

            frames.holdNoMore("Java client and its group", FRAMES, DayOfFramesTest::heap);

            DisplayMeasures measures = display.measures().await(120, TimeUnit.SECONDS);
            System.out.println(measures);
            assertEquals(0, measures.missing() + measures.repeated() + measures.outOfOrder());
        } finally {
            vertx.close().await(120, TimeUnit.SECONDS);
        }
    }

    private static HeadlessDisplay display(Vertx vertx, ScriptedGroup group) {
        return HeadlessDisplay.open(
                vertx,
                GroupOptions.of(
                        "day of frames",
                        group.addresses().stream().map(GatewayAddress::parse).toList()),
                new DisplayListener() {});
    }

    /** The least after several collections: one may come while garbage is being made. */
    private static long heap() {
        Runtime java = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            least = Math.min(least, java.totalMemory() - java.freeMemory());
        }
        return least;
    }
}
