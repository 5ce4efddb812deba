package aero.vigil.replication.journal;

import aero.vigil.replication.core.Digest;

/**
 * Whose journal it is: every file of it says so, and a file of anybody else is none of it.
 *
 * @param clusterId the hash of op 1
 * @param member the index in the member list
 */
record JournalOwner(Digest clusterId, int member) {}
