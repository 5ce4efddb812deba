package aero.vigil.replication.journal;

import java.time.Duration;

/**
 * What becomes of journal files that nobody needs any more: everything in them is below the older
 * of two checkpoints, and every member has passed it.
 *
 * @param fate what becomes of them
 * @param age since their last record; younger ones stay
 */
public record History(Fate fate, Duration age) {

    /** They stay where they are: the default. */
    public static final History KEPT = new History(Fate.KEPT, Duration.ZERO);

    /** They are deleted: for the demo alone. */
    public static final History REMOVED = new History(Fate.REMOVED, Duration.ZERO);

    /** What becomes of a file. */
    public enum Fate {
        /** It stays. */
        KEPT,
        /** It moves to the directory {@code archive}, where nothing ever deletes it. */
        ARCHIVED,
        /** It is deleted. */
        REMOVED
    }

    /** They move to the archive when they are so old. */
    public static History archivedAfter(Duration age) {
        return new History(Fate.ARCHIVED, age);
    }
}
