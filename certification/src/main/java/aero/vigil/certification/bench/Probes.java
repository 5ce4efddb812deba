package aero.vigil.certification.bench;

import aero.vigil.display.DisplayListener;
import aero.vigil.display.Picture;
import aero.vigil.display.ShownFrame;
import aero.vigil.ingest.asterix.Cat048;
import aero.vigil.ingest.asterix.DataBlock;
import aero.vigil.ingest.asterix.RecordWriter;
import aero.vigil.wire.airspace.SensorSite;
import aero.vigil.wire.airspace.Track;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Aircraft of the benchmark's own that fly straight on among the others, to time the way of a plot:
 * from the moment its datagram is sent to the moment a display shows the frame that holds it.
 *
 * <p>A plot is recognised by its aircraft's address and its time of detection, which the track's
 * time of validity repeats.
 */
final class Probes implements DisplayListener, AutoCloseable {

    /** At the pace below each is seen once in 5.1 s, the rotation of the radar they are lent to. */
    private static final int AIRCRAFT = 64;

    private static final int FIRST_ADDRESS = 0xFA0001;
    private static final long PLOT_EACH_MILLIS = 80;
    private static final int LEVELS = 16;
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final double RANGE_NM = 30;
    private static final double NM_A_SECOND = 400.0 / 3_600;

    /** A track says its validity in whole milliseconds, a plot its time in 1/128 s. */
    private static final long SAME_TIME_MICROS = 5_000;

    private record Sent(int address, long detectedMicros, long nanos) {}

    private final SensorSite radar;
    private final List<InetSocketAddress> lines;
    private final DatagramSocket socket;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Deque<Sent> outstanding = new ArrayDeque<>();
    private final long startMicros = nowMicros();
    private Distribution ageMillis = new Distribution();
    private long plots;

    Probes(SensorSite radar, int portA, int portB) throws IOException {
        this.radar = radar;
        InetAddress here = InetAddress.getLoopbackAddress();
        this.lines =
                List.of(new InetSocketAddress(here, portA), new InetSocketAddress(here, portB));
        this.socket = new DatagramSocket();
        var sending =
                clock.scheduleAtFixedRate(
                        this::send, PLOT_EACH_MILLIS, PLOT_EACH_MILLIS, TimeUnit.MILLISECONDS);
        assert !sending.isDone() : "the clock ticks from the start";
    }

    private static long nowMicros() {
        return System.currentTimeMillis() * 1_000;
    }

    /** The radar says when it saw the aircraft: its usual delay ago. */
    private void send() {
        try {
            int aircraft = (int) (plots % AIRCRAFT);
            long detected = nowMicros() - (long) (radar.getNominalDelaySeconds() * 1e6);
            long timeOfDay = detected % DAY_MICROS * 128 / 1_000_000;
            long exact = detected - detected % DAY_MICROS + timeOfDay * 1_000_000 / 128;
            byte[] datagram = DataBlock.encode(Cat048.NUMBER, List.of(plot(aircraft, timeOfDay)));
            synchronized (this) {
                plots++;
                outstanding.addLast(new Sent(FIRST_ADDRESS + aircraft, exact, System.nanoTime()));
                if (outstanding.size() > 1_000) {
                    outstanding.removeFirst();
                }
            }
            for (InetSocketAddress line : lines) {
                socket.send(new DatagramPacket(datagram, datagram.length, line));
            }
        } catch (IOException closed) {
            clock.shutdown();
        }
    }

    private byte[] plot(int aircraft, long timeOfDay) {
        double flown = (nowMicros() - startMicros) / 1e6 * NM_A_SECOND;
        return new RecordWriter(Cat048.CATEGORY)
                .set(Cat048.SAC, radar.getSac())
                .set(Cat048.SIC, radar.getSic())
                .set(Cat048.TIME_OF_DAY, timeOfDay)
                .set(Cat048.DETECTION, 5)
                .setQuantity(Cat048.RHO, RANGE_NM + flown)
                .setQuantity(Cat048.THETA, aircraft * 360.0 / AIRCRAFT)
                .setQuantity(Cat048.FLIGHT_LEVEL, 200 + 10 * (aircraft % LEVELS))
                .set(Cat048.AIRCRAFT_ADDRESS, FIRST_ADDRESS + aircraft)
                .toOctets();
    }

    @Override
    public synchronized void shown(ShownFrame frame, Picture picture) {
        if (outstanding.isEmpty()) {
            return;
        }
        for (Picture.ShownTrack shown : picture.tracks().values()) {
            Track track = shown.track();
            if (track.getAddress() >= FIRST_ADDRESS
                    && track.getAddress() < FIRST_ADDRESS + AIRCRAFT) {
                match(track.getAddress(), shown.validAtMicros(), frame.shownNanos());
            }
        }
    }

    private void match(int address, long validAtMicros, long shownNanos) {
        outstanding.removeIf(
                sent -> {
                    boolean same =
                            sent.address() == address
                                    && Math.abs(sent.detectedMicros() - validAtMicros)
                                            < SAME_TIME_MICROS;
                    if (same) {
                        ageMillis.add((shownNanos - sent.nanos()) / 1e6);
                    }
                    return same;
                });
    }

    /** Ages count from now on. */
    synchronized void forget() {
        ageMillis = new Distribution();
    }

    synchronized long plots() {
        return plots;
    }

    synchronized Distribution ageMillis() {
        return ageMillis;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        socket.close();
    }
}
