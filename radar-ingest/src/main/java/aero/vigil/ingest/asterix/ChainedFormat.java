package aero.vigil.ingest.asterix;

import java.util.ArrayList;
import java.util.List;

/**
 * A repetitive item without a count: the last bit (FX) of each element says whether another one
 * follows.
 */
record ChainedFormat(Layout element) implements ItemFormat {

    private static final int GREATEST_WRITTEN = 255;

    @Override
    public void skip(Cursor cursor) {
        boolean more = true;
        while (more) {
            cursor.skip(element.octets() - 1);
            more = (cursor.octet() & 1) != 0;
        }
    }

    @Override
    public int runs(byte[] octets, int at) {
        int runs = 1;
        int next = at + element.octets();
        while ((octets[next - 1] & 1) != 0) {
            runs++;
            next += element.octets();
        }
        return runs;
    }

    @Override
    public int runAt(byte[] octets, int at, int run) {
        int start = at;
        for (int i = 0; i < run; i++) {
            start += element.octets();
            if ((octets[start - 1] & 1) == 0) {
                return ABSENT;
            }
        }
        return start;
    }

    @Override
    public Object values(byte[] octets, int at) {
        int runs = runs(octets, at);
        List<Object> values = new ArrayList<>(runs);
        for (int run = 0; run < runs; run++) {
            values.add(element.values(octets, at + run * element.octets()));
        }
        return values;
    }

    @Override
    public Draft draft() {
        return new Draft.Runs(this, Draft.Joining.CHAINED, GREATEST_WRITTEN);
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
