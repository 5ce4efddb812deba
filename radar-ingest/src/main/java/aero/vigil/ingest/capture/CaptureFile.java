package aero.vigil.ingest.capture;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A recording, read from its beginning to its end as a stream of datagrams. Holds one datagram at a
 * time. What it is (pcap, pcapng, raw) is told from its first octets.
 */
public final class CaptureFile implements Closeable {

    /** The day that a raw file's times of day belong to when nobody says otherwise. */
    public static final LocalDate UNKNOWN_DAY = LocalDate.of(2000, 1, 1);

    private static final int BUFFER_OCTETS = 1 << 16;

    private final InputStream in;
    private final CaptureReader reader;
    private final SortedMap<String, Long> rejects;

    private CaptureFile(InputStream in, CaptureReader reader, SortedMap<String, Long> rejects) {
        this.in = in;
        this.reader = reader;
        this.rejects = rejects;
    }

    /** Opens a recording; a raw one belongs to {@link #UNKNOWN_DAY}. */
    public static CaptureFile open(Path file) throws IOException {
        return open(file, UNKNOWN_DAY);
    }

    /**
     * Opens a recording.
     *
     * @param dayOfRaw the day on which a raw recording begins; formats with times ignore it
     */
    public static CaptureFile open(Path file, LocalDate dayOfRaw) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_OCTETS);
        try {
            SortedMap<String, Long> rejects = new TreeMap<>();
            OctetSource source = new OctetSource(in);
            CaptureReader reader =
                    switch (CaptureFormat.of(in)) {
                        case PCAP -> new PcapReader(source, rejects);
                        case PCAPNG -> new PcapngReader(source, rejects);
                        case RAW ->
                                new RawBlockReader(source, rejects, dayOfRaw, firstTimeOfDay(file));
                    };
            return new CaptureFile(in, reader, rejects);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static double firstTimeOfDay(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_OCTETS)) {
            return RawBlockReader.firstTimeOfDaySeconds(new OctetSource(in));
        }
    }

    /**
     * When the first datagram of a recording was captured; null when it holds none. A raw one
     * belongs to {@link #UNKNOWN_DAY}.
     */
    public static @Nullable Long firstCaptureTimeMicros(Path file) throws IOException {
        return firstCaptureTimeMicros(file, UNKNOWN_DAY);
    }

    /**
     * When the first datagram of a recording was captured; null when it holds none.
     *
     * @param dayOfRaw the day on which a raw recording begins; formats with times ignore it
     */
    public static @Nullable Long firstCaptureTimeMicros(Path file, LocalDate dayOfRaw)
            throws IOException {
        try (CaptureFile capture = open(file, dayOfRaw)) {
            CapturedDatagram first = capture.next();
            return first == null ? null : first.captureTimeMicros();
        }
    }

    /** The next datagram, or null at the end of what can be read. */
    public @Nullable CapturedDatagram next() throws IOException {
        return reader.next();
    }

    /** What could not be read so far, by reason. */
    public SortedMap<String, Long> rejects() {
        return Collections.unmodifiableSortedMap(rejects);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
