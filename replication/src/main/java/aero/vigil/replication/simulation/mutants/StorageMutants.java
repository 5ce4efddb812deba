package aero.vigil.replication.simulation.mutants;

import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.core.BodySearch;
import aero.vigil.replication.core.NormalOperation;
import aero.vigil.replication.core.ReplicaState;
import aero.vigil.replication.simulation.DiskRules;

/** Rules about what a disk may lose: 2, 11 (bodies), 17, 18. */
final class StorageMutants {

    private StorageMutants() {}

    static Assembly dropAnyLostBody() {
        return new Assembly() {
            @Override
            protected BodySearch bodySearch(int groupSize) {
                return new BodySearch(groupSize) {
                    @Override
                    protected boolean isAbsent(int quorum) {
                        return lacking() > 0;
                    }
                };
            }
        };
    }

    static Assembly promiseLostBodies() {
        return new Assembly() {
            @Override
            protected NormalOperation normalOperation(ReplicaState state) {
                return new NormalOperation(state) {
                    @Override
                    protected long promisableOp() {
                        return lastOp();
                    }
                };
            }
        };
    }

    static DiskRules writeVoteOnce() {
        return new DiskRules() {
            @Override
            protected boolean writesVoteTwice() {
                return false;
            }
        };
    }

    static DiskRules keepVoteInJournal() {
        return new DiskRules() {
            @Override
            protected boolean keepsVoteOutsideJournal() {
                return false;
            }
        };
    }

    static DiskRules sendBeforeForcing() {
        return new DiskRules() {
            @Override
            protected boolean forcesWhatAStartReads() {
                return false;
            }
        };
    }

    static DiskRules takeDamageForATear() {
        return new DiskRules() {
            @Override
            protected boolean tellsDamageFromTears() {
                return false;
            }
        };
    }
}
