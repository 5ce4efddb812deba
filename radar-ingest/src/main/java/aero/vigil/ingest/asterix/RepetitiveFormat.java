package aero.vigil.ingest.asterix;

import java.util.ArrayList;
import java.util.List;

/** An item of a count (REP, one octet) and that many elements of the same length. */
record RepetitiveFormat(Layout element) implements ItemFormat {

    private static final int GREATEST_COUNT = 255;

    @Override
    public void skip(Cursor cursor) {
        cursor.skip(cursor.octet() * element.octets());
    }

    @Override
    public int runs(byte[] octets, int at) {
        return octets[at] & 0xFF;
    }

    @Override
    public int runAt(byte[] octets, int at, int run) {
        return run < runs(octets, at) ? at + 1 + run * element.octets() : ABSENT;
    }

    @Override
    public Object values(byte[] octets, int at) {
        int runs = runs(octets, at);
        List<Object> values = new ArrayList<>(runs);
        for (int run = 0; run < runs; run++) {
            values.add(element.values(octets, at + 1 + run * element.octets()));
        }
        return values;
    }

    @Override
    public Draft draft() {
        return new Draft.Runs(this, Draft.Joining.COUNTED, GREATEST_COUNT);
    }

    @Override
    public Layout layout(int run) {
        return element;
    }

    @Override
    public int layouts() {
        return 1;
    }
}
