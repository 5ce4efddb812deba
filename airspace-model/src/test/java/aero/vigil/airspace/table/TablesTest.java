package aero.vigil.airspace.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tables, indexes and pools against plain collections, with units that fail in between. */
final class TablesTest {

    private final UnitOfWork work = new UnitOfWork();

    @Test
    void aRolledBackUnitLeavesTableAndIndexAsTheyWere() {
        long seed = 1;
        Random random = new Random(seed);
        Table<String> table = new Table<>(work, "rows", 200);
        Index<String> index = new Index<>(work);
        Map<Integer, String> model = new TreeMap<>();

        for (int unit = 0; unit < 5_000; unit++) {
            Map<Integer, String> changed = new TreeMap<>(model);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int row = 1 + random.nextInt(200);
                String key = random.nextInt(3) == 0 ? null : "key" + random.nextInt(20);
                String before = table.get(row);
                if (before != null) {
                    index.remove(before, row);
                    changed.remove(row);
                }
                table.set(row, key);
                if (key != null) {
                    index.add(key, row);
                    changed.put(row, key);
                }
            }
            if (random.nextInt(3) == 0) {
                work.rollback();
            } else {
                work.commit();
                model = changed;
            }
        }

        assertEquals(model.size(), table.size(), "seed " + seed);
        for (int row = 1; row <= 200; row++) {
            assertEquals(model.get(row), table.get(row), "row " + row + ", seed " + seed);
        }
        for (String key : new TreeSet<>(model.values())) {
            List<Integer> rows = new ArrayList<>();
            model.forEach(
                    (row, value) -> rows.addAll(value.equals(key) ? List.of(row) : List.of()));
            assertArrayEquals(
                    rows.stream().mapToInt(Integer::intValue).toArray(),
                    index.get(key),
                    key + ", seed " + seed);
        }
    }

    @Test
    void aFreedIndexRestsTenMinutes() {
        Table<String> table = new Table<>(work, "rows", 3);
        IndexPool pool = new IndexPool(work, table);
        for (int i = 1; i <= 3; i++) {
            assertEquals(i, pool.take(0));
            table.set(i, "row");
        }
        assertEquals(0, pool.take(0), "full");

        table.set(2, null);
        pool.freed(2, 1_000);

        assertEquals(0, pool.take(IndexPool.REST_MICROS));
        assertEquals(2, pool.take(IndexPool.REST_MICROS + 1_000));
    }

    @Test
    void aPoolReadFromACheckpointGoesOnAsTheOneThatWroteIt() {
        Table<String> table = new Table<>(work, "rows", 50);
        IndexPool pool = new IndexPool(work, table);
        for (int i = 0; i < 20; i++) {
            table.set(pool.take(i), "row");
        }
        table.set(5, null);
        pool.freed(5, 30);
        StateOutput out = new StateOutput();
        pool.capture().write(out);

        IndexPool other = new IndexPool(work, table);
        other.read(new StateInput(out.toByteArray()));

        assertEquals(pool.take(40), other.take(40));
    }

    @Test
    void indexesOutsideATableAreACallersMistake() {
        Table<String> table = new Table<>(work, "rows", 3);

        assertThrows(IllegalArgumentException.class, () -> table.set(0, "x"));
        assertThrows(IllegalArgumentException.class, () -> table.set(4, "x"));
        assertEquals(null, table.get(-1));
        assertEquals(null, table.get(Integer.MAX_VALUE));
    }
}
