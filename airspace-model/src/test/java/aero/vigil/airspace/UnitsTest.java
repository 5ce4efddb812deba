package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import org.junit.jupiter.api.Test;

/** What may be caught, what is undone, and what goes up (algorithms §1.4-5). */
final class UnitsTest {

    private final UnitOfWork work = new UnitOfWork();
    private final Units units = new Units(work);
    private final Cell<String> cell = new Cell<>(work, "before");
    private final Table<String> table = new Table<>(work, "table", 10);

    private void change() {
        cell.set("changed");
        table.set(3, "changed");
    }

    @Test
    void aUnitThatReturnsStands() {
        Units.Outcome<Integer> outcome =
                units.run(
                        () -> {
                            change();
                            return 5;
                        });

        assertEquals(5, outcome.value());
        assertEquals("changed", cell.get());
        assertTrue(work.isClean());
    }

    @Test
    void aUnitThatFailsIsUndoneAndNamed() {
        Units.Failure ours =
                units.run(
                        (Runnable)
                                () -> {
                                    change();
                                    throw new IllegalStateException("what went wrong");
                                });
        Units.Failure theirs =
                units.run(
                        (Runnable)
                                () -> {
                                    change();
                                    int[] none = new int[0];
                                    none[work.isClean() ? 1 : 0]++;
                                });
        Units.Failure invariant =
                units.run(
                        (Runnable)
                                () -> {
                                    change();
                                    throw new AssertionError("an invariant");
                                });

        assertNotNull(ours);
        assertEquals("IllegalStateException: what went wrong", ours.error());
        assertNotNull(theirs);
        assertEquals(
                "ArrayIndexOutOfBoundsException",
                theirs.error(),
                "the platform's own words differ between versions of Java");
        assertNotNull(invariant);
        assertEquals("AssertionError: an invariant", invariant.error());
        assertEquals("before", cell.get());
        assertNull(table.get(3));
        assertEquals(0, table.size());
        assertTrue(work.isClean());
    }

    @Test
    void whatDependsOnTheMachineGoesUp() {
        assertThrows(
                StackOverflowError.class,
                () ->
                        units.run(
                                (Runnable)
                                        () -> {
                                            throw new StackOverflowError();
                                        }));
        assertThrows(
                OutOfMemoryError.class,
                () ->
                        new Units(new UnitOfWork())
                                .run(
                                        (Runnable)
                                                () -> {
                                                    throw new OutOfMemoryError();
                                                }));
    }

    @Test
    void aUnitInsideAUnitIsAMistakeThatCannotHide() {
        cell.set("left over");

        assertThrows(AssertionError.class, () -> units.run((Runnable) () -> {}));
    }
}
