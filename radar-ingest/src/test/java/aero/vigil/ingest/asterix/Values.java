package aero.vigil.ingest.asterix;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Walks the values of a record, ours or another decoder's. */
final class Values {

    private Values() {}

    /** Calls with the path ({@code 250/0/MBDATA}) and value of each leaf, in order. */
    static void forEachLeaf(String path, Object value, BiConsumer<String, Object> leaf) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> forEachLeaf(join(path, name.toString()), inner, leaf));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                forEachLeaf(join(path, Integer.toString(i)), list.get(i), leaf);
            }
        } else {
            leaf.accept(path, value);
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }
}
