package aero.vigil.ingest.adapter;

import aero.vigil.ingest.asterix.AsterixRecord;
import aero.vigil.ingest.asterix.TimeOfDay;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A record as {@code vigil decode --json} prints it: category, source, time of day in seconds, and
 * the items by name ({@code I040}, {@code RE}, {@code SP}).
 */
final class RecordJson {

    private RecordJson() {}

    static Map<String, @Nullable Object> of(AsterixRecord record) {
        Map<String, Object> values = record.values();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("category", record.category().number());
        json.put("sac", source(values, "SAC"));
        json.put("sic", source(values, "SIC"));
        OptionalInt time = TimeOfDay.of(record);
        json.put("timeOfDay", time.isPresent() ? TimeOfDay.seconds(time.getAsInt()) : null);
        Map<String, Object> items = new LinkedHashMap<>();
        values.forEach((number, value) -> items.put(itemName(number), value));
        json.put("items", items);
        return json;
    }

    /** The standard writes I048/040; the category stands beside. */
    static String itemName(String number) {
        return Character.isDigit(number.charAt(0)) ? "I" + number : number;
    }

    private static @Nullable Object source(Map<String, Object> values, String name) {
        return values.get("010") instanceof Map<?, ?> source ? source.get(name) : null;
    }
}
