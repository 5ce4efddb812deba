package aero.vigil.ingest.asterix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item of one octet and as many more as their last bits (FX) ask for. Octets beyond those in the
 * table are skipped: a newer edition may have them.
 */
record ExtendedFormat(List<Layout> known) implements ItemFormat {

    ExtendedFormat {
        known = List.copyOf(known);
    }

    @Override
    public void skip(Cursor cursor) {
        boolean more = true;
        while (more) {
            more = (cursor.octet() & 1) != 0;
        }
    }

    @Override
    public int runs(byte[] octets, int at) {
        int last = at;
        while ((octets[last] & 1) != 0) {
            last++;
        }
        return last - at + 1;
    }

    @Override
    public int runAt(byte[] octets, int at, int run) {
        for (int i = 0; i < run; i++) {
            if ((octets[at + i] & 1) == 0) {
                return ABSENT;
            }
        }
        return at + run;
    }

    @Override
    public Object values(byte[] octets, int at) {
        Map<String, Object> values = new LinkedHashMap<>();
        int runs = Math.min(runs(octets, at), known.size());
        for (int run = 0; run < runs; run++) {
            known.get(run).valuesInto(values, octets, at + run);
        }
        return values;
    }

    @Override
    public Draft draft() {
        return new Draft.Runs(this, Draft.Joining.CHAINED, known.size());
    }

    @Override
    public @Nullable Layout layout(int run) {
        return run < known.size() ? known.get(run) : null;
    }

    @Override
    public int layouts() {
        return known.size();
    }
}
