package aero.vigil.ingest.feed;

import aero.vigil.ingest.capture.CaptureFile;
import aero.vigil.ingest.capture.CapturedDatagram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a recording as if its radars were live: each datagram is handed over when model time
 * reaches the time it was captured, which is its receive time.
 *
 * <p>Both adapters can play the same file. One that starts late leaves out what model time has
 * passed already; that is counted.
 */
public final class CaptureSource implements DatagramSource {

    /** What is later than this by a machine's clock is left out: the model would refuse it. */
    static final long GREATEST_LATENESS_MICROS = 10_000_000;

    static final String BEFORE_MODEL_TIME = "captured before model time";
    static final String CAPTURE_UNREADABLE = "capture unreadable";

    private static final long PAUSE_MILLIS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(CaptureSource.class);

    private final Path file;
    private final LocalDate dayOfRaw;
    private final ModelClock clock;
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private volatile boolean closed;
    private volatile @Nullable SortedMap<String, Long> fileRejects;
    private @Nullable Thread thread;

    public CaptureSource(Path file, LocalDate dayOfRaw, ModelClock clock) {
        this.file = file;
        this.dayOfRaw = dayOfRaw;
        this.clock = clock;
    }

    @Override
    public void start(Handover handover) throws IOException {
        CaptureFile capture = CaptureFile.open(file, dayOfRaw);
        Thread playing = new Thread(() -> play(capture, handover), "capture-" + file.getFileName());
        playing.setDaemon(true);
        thread = playing;
        playing.start();
    }

    private void play(CaptureFile opened, Handover handover) {
        try (CaptureFile capture = opened) {
            CapturedDatagram datagram = capture.next();
            while (datagram != null && !closed) {
                if (awaitDue(datagram.captureTimeMicros())) {
                    handover.offer(
                            new ReceivedDatagram(
                                    datagram.octets(), null, datagram.captureTimeMicros()));
                } else {
                    late.incrementAndGet();
                }
                datagram = capture.next();
            }
            fileRejects = capture.rejects();
            LOG.info("{} has been played to its end, {} left out", file, late.get());
        } catch (IOException e) {
            unreadable.incrementAndGet();
            LOG.warn("{}: {}", file, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until a datagram's time has come; false when it has long passed. */
    private boolean awaitDue(long captureTimeMicros) throws InterruptedException {
        long now = clock.nowMicros();
        while (!closed && (now == ModelClock.UNKNOWN || now < captureTimeMicros)) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            now = clock.nowMicros();
        }
        return now - captureTimeMicros <= GREATEST_LATENESS_MICROS * clock.rate();
    }

    @Override
    public long kernelDrops() {
        return 0;
    }

    @Override
    public void countRejectsInto(RejectCounts rejects) {
        if (late.get() > 0) {
            rejects.set(BEFORE_MODEL_TIME, late.get());
        }
        if (unreadable.get() > 0) {
            rejects.set(CAPTURE_UNREADABLE, unreadable.get());
        }
        SortedMap<String, Long> ofFile = fileRejects;
        if (ofFile != null) {
            ofFile.forEach(rejects::set);
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread playing = thread;
        if (playing != null) {
            playing.interrupt();
        }
    }

    @Override
    public String toString() {
        return "capture " + file;
    }
}
