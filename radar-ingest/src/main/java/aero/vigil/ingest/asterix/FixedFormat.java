package aero.vigil.ingest.asterix;

import org.jspecify.annotations.Nullable;

/** An item of always the same length. */
record FixedFormat(Layout layout) implements ItemFormat {

    @Override
    public void skip(Cursor cursor) {
        cursor.skip(layout.octets());
    }

    @Override
    public int runs(byte[] octets, int at) {
        return 1;
    }

    @Override
    public int runAt(byte[] octets, int at, int run) {
        return run == 0 ? at : ABSENT;
    }

    @Override
    public Object values(byte[] octets, int at) {
        return layout.values(octets, at);
    }

    @Override
    public Draft draft() {
        return new Draft.Runs(this, Draft.Joining.SINGLE, 1);
    }

    @Override
    public @Nullable Layout layout(int run) {
        return run == 0 ? layout : null;
    }

    @Override
    public int layouts() {
        return 1;
    }
}
