package aero.vigil.certification.demo;

import aero.vigil.certification.process.Recording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a demo shows: simulated traffic, or a recording.
 *
 * @param aircraft simulated aircraft at once; 0 with a recording
 * @param recording a capture file, or null
 * @param rate model seconds a second; 1 for simulated traffic
 */
record Scenario(int aircraft, @Nullable Recording recording, double rate) {

    static Scenario traffic(int aircraft) {
        if (aircraft < 1 || aircraft > 2_000) {
            throw new IllegalArgumentException(
                    "--aircraft " + aircraft + " is out of range: 1 to 2000");
        }
        return new Scenario(aircraft, null, 1);
    }

    static Scenario recording(Path file, LocalDate day, double rate) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("cannot read the recording " + file);
        }
        if (!(rate >= 0.1 && rate <= 100)) {
            throw new IllegalArgumentException("--rate " + rate + " is out of range: 0.1 to 100");
        }
        return new Scenario(0, new Recording(file, day), rate);
    }
}
