package aero.vigil.certification.bench;

import aero.vigil.certification.process.VigilHome;
import aero.vigil.replication.journal.format.AdaptationFile;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.SensorSite;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A region as busy as Vigil must bear: Switzerland seen by sixteen radars, four of them its own,
 * the others on a ring around its reference point.
 */
final class LoadRegion {

    static final int RADARS = 16;

    private static final double RING_DEGREES = 0.9;
    private static final int FIRST_SIC = 101;

    private LoadRegion() {}

    /** Writes the region's file. */
    static Path write(Path directory) throws IOException {
        Adaptation.Builder region =
                Adaptation.parseFrom(AdaptationFile.read(VigilHome.adaptation("switzerland")))
                        .toBuilder();
        int own = region.getSensorsCount();
        for (int i = own; i < RADARS; i++) {
            double angle = 2 * Math.PI * (i - own) / (RADARS - own);
            SensorSite model = region.getSensors(i % own);
            region.addSensors(
                    model.toBuilder()
                            .setSic(FIRST_SIC + i)
                            .setName("Load " + i)
                            .setAnchored(false)
                            .setLatitude(region.getLatitude() + RING_DEGREES * Math.cos(angle))
                            .setLongitude(
                                    region.getLongitude() + 1.5 * RING_DEGREES * Math.sin(angle)));
        }
        Files.createDirectories(directory);
        return Files.writeString(
                directory.resolve("load-region.json"), JsonFormat.printer().print(region));
    }
}
