package aero.vigil.ingest.asterix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item of one octet and as many more as their last bits (FX) ask for. Octets beyond those in the
 * table are skipped: a newer edition may have them.
 *
 * @param known the octets of the table
 * @param ends the last of them has no FX: there never are more
 */
record ExtendedFormat(List<Layout> known, boolean ends) implements ItemFormat {

    ExtendedFormat {
        known = List.copyOf(known);
    }

    @Override
    public void skip(Cursor cursor) {
        boolean more = true;
        for (int run = 1; more; run++) {
            more = (cursor.octet() & 1) != 0 && !isEnd(run);
        }
    }

    @Override
    public int runs(byte[] octets, int at) {
        int runs = 1;
        while ((octets[at + runs - 1] & 1) != 0 && !isEnd(runs)) {
            runs++;
        }
        return runs;
    }

    private boolean isEnd(int runs) {
        return ends && runs == known.size();
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
