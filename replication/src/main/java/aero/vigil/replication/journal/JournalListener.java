package aero.vigil.replication.journal;

import aero.vigil.replication.core.Input;

/**
 * Hears what the journal has done; called on the journal's threads, so that a listener only hands
 * over to its own.
 */
public interface JournalListener {

    /** Everything handed in up to here is durable. */
    void forced(Input.Forced forced);

    /** A checkpoint is durable under its name. */
    void checkpointPublished(Input.CheckpointPublished published);

    /** A checkpoint could not be written; the journal goes on. */
    void checkpointFailed(long opNumber, String reason);

    /** A piece of a checkpoint was read for another replica. */
    void checkpointPieceRead(Input.CheckpointPieceRead read);

    /** Files were let go of. */
    void logLetGo(Input.LogLetGo letGo);

    /** An own checkpoint was read back, or could not be. */
    void checkpointLoaded(Input.CheckpointLoaded loaded);

    /**
     * The disk is full: nothing is written and nothing has failed; it goes on when there is room.
     */
    default void waitingForSpace(boolean waiting) {}

    /**
     * A write or a force has failed: nothing more is written, no {@link #forced} will come, and the
     * process must stop. What was written since the last {@link #forced} is neither there nor not
     * there.
     */
    void failed(String reason);
}
