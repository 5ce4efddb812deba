package aero.vigil.replication.simulation;

/**
 * How a disk keeps and gives back what a replica has written: as the journal and the vote file do.
 *
 * <p>The simulator is qualified by others, each with one rule broken.
 */
public class DiskRules {

    /** Rule 2: each vote is written twice, so that one damaged copy loses nothing. */
    protected boolean writesVoteTwice() {
        return true;
    }

    /** Rule 2: the vote is not lost with the end of the journal. */
    protected boolean keepsVoteOutsideJournal() {
        return true;
    }

    /** Rule 17: what a start has read is forced before anything is sent. */
    protected boolean forcesWhatAStartReads() {
        return true;
    }

    /** Rule 18: a damaged end is not taken for one that was never promised. */
    protected boolean tellsDamageFromTears() {
        return true;
    }
}
