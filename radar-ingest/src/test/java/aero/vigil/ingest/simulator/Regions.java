package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.Adaptation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The shipped regions in tests, a fixed start, and a memory of all that a simulation says. */
final class Regions {

    /** 12:00 UTC on 15 June 2026. */
    static final long START =
            TimeUnit.SECONDS.toMicros(Instant.parse("2026-06-15T12:00:00Z").getEpochSecond());

    static final long MINUTE = TimeUnit.MINUTES.toMicros(1);
    static final long SECOND = TimeUnit.SECONDS.toMicros(1);

    private Regions() {}

    static Path file(String name) {
        return Path.of(System.getProperty("vigil.root"))
                .resolve("config/adaptations/" + name + ".json");
    }

    static Adaptation switzerland() {
        return named("switzerland");
    }

    static Adaptation named(String name) {
        try {
            return AdaptationFile.read(file(name));
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    /** A datagram and the radar it came from. */
    static final class Sent {
        private final int radar;
        private final byte[] datagram;

        Sent(int radar, byte[] datagram) {
            this.radar = radar;
            this.datagram = datagram;
        }

        int radar() {
            return radar;
        }

        byte[] datagram() {
            return datagram;
        }
    }

    /** Keeps everything. */
    static final class Memory implements SimulationOutlet {
        final List<Sent> sent = new ArrayList<>();
        final List<String> plans = new ArrayList<>();
        final List<Detection> detections = new ArrayList<>();
        final List<TruthState> truth = new ArrayList<>();

        @Override
        public void onDatagram(int radar, byte[] datagram) {
            sent.add(new Sent(radar, datagram));
        }

        @Override
        public void onPlanMessage(String text) {
            plans.add(text);
        }

        @Override
        public void onTruth(Target target, TruthState state) {
            truth.add(state);
        }

        @Override
        public void onDetection(int radar, Detection detection) {
            detections.add(detection);
        }

        /** The octets of one radar in the order of their sending. */
        byte[] octetsOf(int radar) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            sent.stream()
                    .filter(s -> s.radar() == radar)
                    .forEach(s -> all.writeBytes(s.datagram()));
            return all.toByteArray();
        }
    }
}
