package aero.vigil.ingest.asterix;

import java.util.ArrayList;
import java.util.List;

/**
 * The name of one value of a category's items, resolved once: where it stands and what its bits are
 * worth. Records are read and written by it.
 */
public final class Field {

    private final Category category;
    private final String path;
    private final int index;
    private final List<Integer> subfields;
    private final int run;
    private final Element element;

    private Field(
            Category category,
            String path,
            int index,
            List<Integer> subfields,
            int run,
            Element element) {
        this.category = category;
        this.path = path;
        this.index = index;
        this.subfields = List.copyOf(subfields);
        this.run = run;
        this.element = element;
    }

    static Field resolve(Category category, String path) {
        List<String> names = List.of(path.split("/", -1));
        Item item = category.findItem(names.get(0));
        if (item == null) {
            throw unknown(category, path);
        }
        int at = 1;
        ItemFormat format = item.format();
        List<Integer> subfields = new ArrayList<>();
        while (at < names.size() && format.layouts() == 0) {
            int number = format.subfieldNumber(names.get(at++));
            if (number == ItemFormat.ABSENT) {
                throw unknown(category, path);
            }
            subfields.add(number);
            format = format.subfield(number);
        }
        String elementName = at < names.size() ? names.get(at) : "";
        for (int run = 0; run < format.layouts(); run++) {
            Layout layout = format.layout(run);
            Element element = layout == null ? null : layout.find(elementName);
            if (element != null) {
                int index = category.uap().indexOf(item);
                return new Field(category, path, index, subfields, run, element);
            }
        }
        throw unknown(category, path);
    }

    private static IllegalArgumentException unknown(Category category, String path) {
        return new IllegalArgumentException(category + " has no element " + path);
    }

    /** Item, subfields and element, as {@code 040/RHO}. */
    public String path() {
        return path;
    }

    /** The unit of {@link AsterixRecord#quantity}; empty for codes and counts. */
    public String unit() {
        return element.unit();
    }

    Category category() {
        return category;
    }

    /** The item's place in the UAP, from 0. */
    int index() {
        return index;
    }

    List<Integer> subfields() {
        return subfields;
    }

    Element element() {
        return element;
    }

    /** The first octet of the run this value stands in, or {@link ItemFormat#ABSENT}. */
    int locate(byte[] octets, ItemFormat itemFormat, int itemStart, int element) {
        int at = itemStart;
        ItemFormat current = itemFormat;
        for (int number : subfields) {
            at = current.subfieldAt(octets, at, number);
            if (at == ItemFormat.ABSENT) {
                return ItemFormat.ABSENT;
            }
            current = current.subfield(number);
        }
        return current.runAt(octets, at, run + element);
    }

    /** How many elements the item or subfield has in these octets; 0 when it is absent. */
    int count(byte[] octets, ItemFormat itemFormat, int itemStart) {
        int at = itemStart;
        ItemFormat current = itemFormat;
        for (int number : subfields) {
            at = current.subfieldAt(octets, at, number);
            if (at == ItemFormat.ABSENT) {
                return 0;
            }
            current = current.subfield(number);
        }
        return current.runs(octets, at);
    }

    int run() {
        return run;
    }

    @Override
    public String toString() {
        return category + " " + path;
    }
}
