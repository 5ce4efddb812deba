package aero.vigil.replication.journal;

/**
 * One thing wrong with a journal.
 *
 * @param fileNumber the journal file, or 0 where it is none in particular
 * @param offset in bytes from the start of that file
 * @param what is wrong, and what follows from it
 */
public record Damage(long fileNumber, long offset, String what) {

    @Override
    public String toString() {
        return fileNumber == 0
                ? what
                : "journal file " + fileNumber + ", offset " + offset + ": " + what;
    }
}
