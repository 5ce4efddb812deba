package aero.vigil.display.arbiter;

import org.jspecify.annotations.Nullable;

/** One replica as the arbiter sees it. */
final class Source {
    final String name;
    boolean open;

    /** What it was last asked to send; null: nothing yet on this connection. */
    @Nullable StreamMode mode;

    long heardAt;

    /** The highest frame number it has spoken of. */
    long latest;

    boolean silent;
    boolean suspect;

    /** It was asked for the picture of genesis, to compare. */
    boolean vouching;

    /** Frames in a row, since it became suspect, on which it agreed with f+1. */
    int agreeing;

    long agreedNumber;
    SourceLight light = SourceLight.CLOSED;

    Source(String name) {
        this.name = name;
    }

    SourceLight stands() {
        if (!open) {
            return SourceLight.CLOSED;
        }
        if (suspect) {
            return SourceLight.SUSPECT;
        }
        return silent ? SourceLight.SILENT : SourceLight.LIVE;
    }
}
