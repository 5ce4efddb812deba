package aero.vigil.ingest.capture;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one format of recording. */
interface CaptureReader {

    /** The next datagram, or null at the end. */
    @Nullable CapturedDatagram next() throws IOException;
}
