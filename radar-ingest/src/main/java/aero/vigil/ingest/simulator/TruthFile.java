package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.SensorSite;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The record of the truth for those who judge trackers: JSON lines, {@code state} once a second for
 * each aircraft and {@code plot} for each detection of a radar.
 */
final class TruthFile implements AutoCloseable {

    private final BufferedWriter out;
    private final List<SensorSite> sites;

    TruthFile(Path file, List<SensorSite> sites) throws IOException {
        this.out = Files.newBufferedWriter(file);
        this.sites = List.copyOf(sites);
    }

    void state(Target target, TruthState state) {
        Transponder transponder = target.transponder();
        write(
                String.format(
                        Locale.ROOT,
                        "{\"kind\":\"state\",\"timeMicros\":%d,\"aircraft\":%d,\"callsign\":\"%s\","
                                + "\"address\":\"%06X\",\"mode3A\":\"%04o\",\"latitude\":%.7f,"
                                + "\"longitude\":%.7f,\"heightMetres\":%.1f,"
                                + "\"pressureAltitudeFeet\":%.1f,\"northMetresPerSecond\":%.2f,"
                                + "\"eastMetresPerSecond\":%.2f,\"rateFeetPerMinute\":%.0f}",
                        state.timeMicros(),
                        target.number(),
                        transponder.callsign(),
                        transponder.address(),
                        transponder.mode3A(),
                        StrictMath.toDegrees(state.latitude()),
                        StrictMath.toDegrees(state.longitude()),
                        state.heightMetres(),
                        state.pressureAltitudeFeet(),
                        state.northMetresPerSecond(),
                        state.eastMetresPerSecond(),
                        state.rateFeetPerSecond() * 60));
    }

    void plot(int radar, Detection detection) {
        SensorSite site = sites.get(radar);
        write(
                String.format(
                        Locale.ROOT,
                        "{\"kind\":\"plot\",\"timeMicros\":%d,\"aircraft\":%d,\"sac\":%d,"
                                + "\"sic\":%d,\"rho\":%d,\"theta\":%d}",
                        detection.timeMicros(),
                        detection.target().number(),
                        site.getSac(),
                        site.getSic(),
                        detection.rho(),
                        detection.theta()));
    }

    private void write(String line) {
        try {
            out.write(line);
            out.newLine();
        } catch (IOException full) {
            throw new UncheckedIOException("the truth cannot be written", full);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
