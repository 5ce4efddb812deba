package aero.vigil.airspace.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** State goes into bytes, or over to another state in the same process, by the same code. */
final class StateHandoverTest {

    private static final Row FIRST = new Row("first");
    private static final Row SECOND = new Row("second");

    private record Row(String name) {
        void write(StateOutput out) {
            out.writeString(name);
        }

        static Row read(StateInput in) {
            return new Row(in.readString());
        }
    }

    private static StateInput written(StateOutput out) {
        out.writeInt(2);
        out.writeRecord(FIRST, Row::write);
        out.writeLong(7);
        out.writeRecord(SECOND, Row::write);
        return out.toInput();
    }

    private static Row row(StateInput in) {
        return in.readRecord(Row.class, Row::read);
    }

    @Test
    void recordsHandedOverAreTheVeryOnesInTheirOrder() {
        StateInput in = written(StateOutput.ofHandover());

        assertEquals(2, in.readLength(1_000), "as many records, whatever bytes there are");
        assertSame(FIRST, row(in));
        assertEquals(7, in.readLong());
        assertFalse(in.isAtEnd(), "a record is left");
        assertSame(SECOND, row(in));
        assertTrue(in.isAtEnd());
    }

    @Test
    void recordsOfACheckpointAreTheirBytes() {
        StateInput in = written(new StateOutput());

        assertEquals(2, in.readLength(4));
        Row first = row(in);
        assertEquals(FIRST, first);
        assertNotSame(FIRST, first);
        assertEquals(7, in.readLong());
        assertEquals(SECOND, row(in));
        assertTrue(in.isAtEnd());
    }

    @Test
    void whatDoesNotComeHereIsRefused() {
        StateInput in = written(StateOutput.ofHandover());

        assertThrows(
                IllegalArgumentException.class,
                () -> in.readRecord(String.class, StateInput::readString));
        row(in);
        assertThrows(IllegalArgumentException.class, () -> row(in), "after the last");
    }

    @Test
    void changesForGoodAreNotUndoneAndThoseAfterThemAre() {
        UnitOfWork work = new UnitOfWork();
        Table<String> table = new Table<>(work, "rows", 3);

        work.forGood(() -> table.set(1, "read"));
        assertTrue(work.isClean());
        table.set(1, "changed");
        work.rollback();

        assertEquals("read", table.get(1));
    }
}
