package aero.vigil.replication.server.replay;

import aero.vigil.replication.core.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the pass over a record has found, for a person.
 *
 * @param index the pass, over
 */
record Report(Indexing index) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        RecordedFrames frames = index.frames();
        lines.add(
                frames.count() == 0
                        ? "no frame"
                        : String.format(
                                Locale.ROOT,
                                "%d frames, %d to %d, %s to %s",
                                frames.count(),
                                frames.first(),
                                frames.last(),
                                Moments.text(frames.micros(frames.first())),
                                Moments.text(frames.lastMicros())));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%d events on the time line, %d states in %.1f MB",
                        index.timeline().size(),
                        index.states().count(),
                        index.states().sizeBytes() / 1e6));
        Digest last = frames.digest(frames.last());
        if (last != null) {
            lines.add("digest of the last frame " + last.hex());
        }
        lines.add("proof: " + index.proof().words());
        index.findings().forEach(finding -> lines.add("FAULT " + finding));
        return lines;
    }
}
