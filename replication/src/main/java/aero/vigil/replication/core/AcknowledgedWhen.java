package aero.vigil.replication.core;

/** What a replica must have done with an entry before it says that it has it (docs/adr/0021). */
public enum AcknowledgedWhen {
    /** It is forced to disk: survives a power cut of every machine. */
    FORCED,
    /**
     * It is in memory, and on its way to disk: survives the death of f machines at a time. One that
     * starts again may have lost what it acknowledged, so its log's end is uncertain (rule 18).
     */
    IN_MEMORY
}
