package aero.vigil.display;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The digests each replica has given, by frame number: the last {@link #KEPT} of each, for tests
 * that compare what every replica said.
 */
final class SourceHistory {

    private static final int KEPT = 6_000;

    private final Map<String, TreeMap<Long, String>> digests = new TreeMap<>();

    void said(String source, long number, String digest) {
        TreeMap<Long, String> its = digests.computeIfAbsent(source, added -> new TreeMap<>());
        its.put(number, digest);
        if (its.size() > KEPT) {
            its.pollFirstEntry();
        }
    }

    /** By source, then by frame number. */
    Map<String, SortedMap<Long, String>> all() {
        Map<String, SortedMap<Long, String>> copy = new TreeMap<>();
        digests.forEach(
                (source, its) ->
                        copy.put(source, Collections.unmodifiableSortedMap(new TreeMap<>(its))));
        return copy;
    }
}
