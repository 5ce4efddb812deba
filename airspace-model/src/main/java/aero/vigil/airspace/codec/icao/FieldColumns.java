package aero.vigil.airspace.codec.icao;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the fields of one message begin: ICAO field number to column, the first column being 1. */
public record FieldColumns(SortedMap<Integer, Integer> columns) {

    public FieldColumns {
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    }

    /**
     * The column of a field named as the model names it ({@code "13"}, {@code "16a"}); 1 when the
     * message has no such field.
     */
    public int of(String field) {
        int digits = 0;
        while (digits < field.length() && digits < 2 && Character.isDigit(field.charAt(digits))) {
            digits++;
        }
        if (digits == 0) {
            return 1;
        }
        return columns.getOrDefault(Integer.parseInt(field.substring(0, digits)), 1);
    }
}
