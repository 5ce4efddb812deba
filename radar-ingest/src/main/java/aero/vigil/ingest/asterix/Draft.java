package aero.vigil.ingest.asterix;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item while it is being filled, before its octets are known. */
abstract sealed class Draft {

    /** Puts a raw value into an element of a run; runs before it that are missing become zero. */
    abstract void put(int run, Element element, long raw);

    /** The draft of a subfield, made on first use. */
    Draft subfield(int number) {
        throw new IllegalArgumentException("this item has no subfields");
    }

    abstract void writeTo(ByteArrayOutputStream out);

    /** How the runs of an item are strung together. */
    enum Joining {
        /** There is one. */
        SINGLE,
        /** A count stands before them. */
        COUNTED,
        /** The last bit of each says whether another one follows. */
        CHAINED
    }

    /** Everything made of runs. */
    static final class Runs extends Draft {

        private final ItemFormat format;
        private final Joining joining;
        private final int greatestRuns;
        private final List<byte[]> runs = new ArrayList<>();

        Runs(ItemFormat format, Joining joining, int greatestRuns) {
            this.format = format;
            this.joining = joining;
            this.greatestRuns = greatestRuns;
        }

        @Override
        void put(int run, Element element, long raw) {
            if (run < 0 || run >= greatestRuns) {
                throw new IllegalArgumentException("element " + run + " of " + greatestRuns);
            }
            while (runs.size() <= run) {
                Layout layout = format.layout(runs.size());
                runs.add(new byte[layout == null ? 0 : layout.octets()]);
            }
            element.put(runs.get(run), 0, raw);
        }

        @Override
        void writeTo(ByteArrayOutputStream out) {
            if (joining == Joining.COUNTED) {
                out.write(runs.size());
            }
            for (int i = 0; i < runs.size(); i++) {
                byte[] octets = runs.get(i);
                if (joining == Joining.CHAINED && i + 1 < runs.size()) {
                    octets[octets.length - 1] |= 1;
                }
                out.writeBytes(octets);
            }
        }
    }

    /** A compound item: presence octets and the subfields that were touched. */
    static final class Compound extends Draft {

        private final CompoundFormat format;
        private final @Nullable Draft[] subfields;

        Compound(CompoundFormat format) {
            this.format = format;
            this.subfields = new Draft[format.subfields().size()];
        }

        @Override
        void put(int run, Element element, long raw) {
            throw new IllegalArgumentException("a compound item has values in subfields only");
        }

        @Override
        Draft subfield(int number) {
            Draft draft = subfields[number];
            if (draft == null) {
                draft = format.subfield(number).draft();
                subfields[number] = draft;
            }
            return draft;
        }

        @Override
        void writeTo(ByteArrayOutputStream out) {
            Presence.write(out, subfields, format.extendable());
            for (Draft subfield : subfields) {
                if (subfield != null) {
                    subfield.writeTo(out);
                }
            }
        }
    }

    /** An explicit item: its length and what is inside. */
    static final class Explicit extends Draft {

        private static final int GREATEST_LENGTH = 255;

        private final @Nullable Draft content;

        Explicit(@Nullable Draft content) {
            this.content = content;
        }

        @Override
        void put(int run, Element element, long raw) {
            throw new IllegalArgumentException("an explicit item has values in subfields only");
        }

        @Override
        Draft subfield(int number) {
            return content == null ? super.subfield(number) : content.subfield(number);
        }

        @Override
        void writeTo(ByteArrayOutputStream out) {
            ByteArrayOutputStream inside = new ByteArrayOutputStream();
            if (content != null) {
                content.writeTo(inside);
            }
            if (inside.size() >= GREATEST_LENGTH) {
                throw new IllegalArgumentException("an explicit item of " + inside.size());
            }
            out.write(inside.size() + 1);
            out.writeBytes(inside.toByteArray());
        }
    }
}
