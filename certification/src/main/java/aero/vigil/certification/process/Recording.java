package aero.vigil.certification.process;

import java.nio.file.Path;
import java.time.LocalDate;

/**
 * A capture file that adapters replay.
 *
 * @param day on which it begins, for a raw file that does not say
 */
public record Recording(Path file, LocalDate day) {}
