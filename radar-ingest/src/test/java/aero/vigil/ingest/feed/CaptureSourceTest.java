package aero.vigil.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aero.vigil.ingest.ThirdPartyData;
import aero.vigil.ingest.asterix.Cat048;
import aero.vigil.ingest.asterix.DataBlock;
import aero.vigil.ingest.asterix.RecordWriter;
import aero.vigil.wire.airspace.Plot;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording is played by model time, and its datagrams keep the times they were captured. */
@Tag("slow")
final class CaptureSourceTest {

    private static final LocalDate DAY = LocalDate.of(1970, 1, 1);

    private final Vertx vertx = Vertx.vertx();
    private final RecordingSink sink = new RecordingSink();
    private final AtomicLong modelMicros = new AtomicLong(ModelClock.UNKNOWN);

    @TempDir private Path folder;

    @AfterEach
    void closeEverything() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aDatagramIsHandedOverWhenModelTimeReachesItsCapture() throws Exception {
        play(recording(100, 101, 102));

        modelMicros.set(100_500_000);
        RecordingSink.await("the first", () -> sink.plotCount() == 1);
        modelMicros.set(101_000_000);
        RecordingSink.await("the second", () -> sink.plotCount() == 2);
        modelMicros.set(200_000_000);
        RecordingSink.await("a report", () -> sink.report().getDatagrams() == 2);

        assertEquals(
                List.of(100_000_000L, 101_000_000L),
                sink.plots().stream().map(Plot::getReceiveTimeMicros).toList());
        RecordingSink.await(
                "the third left out", () -> sink.rejects("captured before model time") == 1);
    }

    @Test
    void theWholeHourOfBarcelonaIsPlayedAtTheRateOfModelTime() throws Exception {
        Path file = ThirdPartyData.path("asterix-lebl/lebl-cat048-230502-0800-0900.ast");
        modelMicros.set(28_795_000_000L);
        play(file);

        // Five seconds of model time a step, under what the model refuses as late.
        for (long model = 28_800; model <= 32_405; model += 5) {
            modelMicros.set(model * 1_000_000);
            TimeUnit.MILLISECONDS.sleep(4);
        }

        RecordingSink.await(
                "every record",
                () ->
                        sink.report().getRecords() + sink.rejects("captured before model time")
                                == 44_085);
        // A slow machine may leave some out; they are counted, and what is in is in order.
        long late = sink.rejects("captured before model time");
        RecordingSink.await("every plot", () -> sink.plotCount() + late == 44_085);
        long before = 0;
        for (Plot plot : sink.plots()) {
            assertEquals(true, plot.getReceiveTimeMicros() >= before);
            before = plot.getReceiveTimeMicros();
        }
    }

    private Path recording(int... seconds) throws Exception {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (int second : seconds) {
            raw.writeBytes(
                    DataBlock.encode(
                            48,
                            List.of(
                                    new RecordWriter(Cat048.CATEGORY)
                                            .set(Cat048.SAC, 20)
                                            .set(Cat048.SIC, 129)
                                            .setQuantity(Cat048.TIME_OF_DAY, second)
                                            .set(Cat048.RHO, 256)
                                            .set(Cat048.THETA, second)
                                            .toOctets())));
        }
        return Files.write(folder.resolve("raw"), raw.toByteArray());
    }

    private void play(Path file) throws Exception {
        FeedSettings settings =
                new FeedSettings("hour", Set.of(20 * 256 + 129), Set.of(), 256, 100_000);
        CaptureSource source = new CaptureSource(file, DAY, modelMicros::get);
        vertx.deployVerticle(new RadarFeed("A", settings, source, sink))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }
}
