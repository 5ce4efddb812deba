package aero.vigil.replication.simulation.mutants;

import aero.vigil.replication.core.Adoption;
import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.core.Checkpoints;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.ClientRequests;
import aero.vigil.replication.core.ClientTable;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Message;
import aero.vigil.replication.core.NormalOperation;
import aero.vigil.replication.core.ReadIndex;
import aero.vigil.replication.core.Recovery;
import aero.vigil.replication.core.ReplicaState;
import aero.vigil.replication.core.ViewChange;

/** The rules that can be broken, by name; numbers as in replication.md §13. */
public enum Mutation {
    /** A backup says PrepareOk before its journal is forced. */
    ACKNOWLEDGE_BEFORE_FORCE,
    /** Rule 5: requests are checked against a table of applied requests, on arrival only. */
    CHECK_ON_ARRIVAL_ONLY,
    /** Rule 9: a message of a later view is no evidence of it. */
    IGNORE_LATER_VIEWS,
    /** Rules 11 and 18: a log's damaged end is taken for its end. */
    TAKE_ANY_TAIL_FOR_CERTAIN,
    /** Rule 12: the new log view is promised before the new log is there. */
    PROMISE_BEFORE_STAGED,
    /** Rule 13: a StartView is adopted whenever it comes. */
    ADOPT_ANY_START_VIEW,
    /** Rule 14: a restarted primary goes on leading its view. */
    LEAD_AGAIN_AFTER_RESTART,
    /** Rule 15: a checkpoint is published before its own log is forced through it. */
    PUBLISH_BEFORE_FORCE,
    /** Rule 22: a new primary answers reads before its view's log is committed. */
    READ_BEFORE_THE_LOG_IS_COMMITTED,
    /** Rule 22: a primary answers reads without asking whether it is one still. */
    READ_WITHOUT_A_ROUND;

    /** The core with this rule broken. */
    public Assembly assembly() {
        return switch (this) {
            case ACKNOWLEDGE_BEFORE_FORCE -> new AcknowledgeBeforeForce();
            case CHECK_ON_ARRIVAL_ONLY -> new CheckOnArrivalOnly();
            case IGNORE_LATER_VIEWS -> new IgnoreLaterViews();
            case TAKE_ANY_TAIL_FOR_CERTAIN -> new TakeAnyTailForCertain();
            case PROMISE_BEFORE_STAGED -> new PromiseBeforeStaged();
            case ADOPT_ANY_START_VIEW -> new AdoptAnyStartView();
            case LEAD_AGAIN_AFTER_RESTART -> new LeadAgainAfterRestart();
            case PUBLISH_BEFORE_FORCE -> new PublishBeforeForce();
            case READ_BEFORE_THE_LOG_IS_COMMITTED -> new ReadBeforeTheLogIsCommitted();
            case READ_WITHOUT_A_ROUND -> new ReadWithoutARound();
        };
    }

    private static final class AcknowledgeBeforeForce extends Assembly {
        @Override
        protected NormalOperation normalOperation(ReplicaState state) {
            return new NormalOperation(state) {
                @Override
                protected void acknowledge(int primary, Message.PrepareOk message) {
                    sendAtOnce(primary, message);
                }
            };
        }
    }

    private static final class CheckOnArrivalOnly extends Assembly {
        @Override
        protected ClientTable clientTable() {
            return new ClientTable() {
                @Override
                protected boolean takesEffect(long lastRequestNumber, long requestNumber) {
                    return true;
                }
            };
        }

        @Override
        protected ClientRequests clientRequests(ReplicaState state) {
            return new ClientRequests(state) {
                @Override
                protected boolean isInLog(ClientRequest request) {
                    return false;
                }
            };
        }
    }

    private static final class IgnoreLaterViews extends Assembly {
        @Override
        protected ViewChange viewChange(ReplicaState state) {
            return new ViewChange(state) {
                @Override
                protected void evidence(long viewNumber) {
                    // The message is dropped: its view is not this replica's.
                }
            };
        }
    }

    private static final class TakeAnyTailForCertain extends Assembly {
        @Override
        protected ViewChange viewChange(ReplicaState state) {
            return new ViewChange(state) {
                @Override
                protected boolean isTailCertain() {
                    return true;
                }
            };
        }
    }

    private static final class PromiseBeforeStaged extends Assembly {
        @Override
        protected Adoption adoption(ReplicaState state) {
            return new Adoption(state) {
                @Override
                protected void begin(long opNumber, Digest hash, long commitNumber, int holder) {
                    promise(opNumber, hash);
                    super.begin(opNumber, hash, commitNumber, holder);
                }
            };
        }
    }

    private static final class AdoptAnyStartView extends Assembly {
        @Override
        protected ViewChange viewChange(ReplicaState state) {
            return new ViewChange(state) {
                @Override
                protected boolean mayAdopt(Message.StartView message) {
                    return true;
                }
            };
        }
    }

    private static final class PublishBeforeForce extends Assembly {
        @Override
        protected Checkpoints checkpoints(ReplicaState state) {
            return new Checkpoints(state) {
                @Override
                protected long releasableOp() {
                    return Long.MAX_VALUE;
                }
            };
        }
    }

    private static final class LeadAgainAfterRestart extends Assembly {
        @Override
        protected Recovery recovery(ReplicaState state) {
            return new Recovery(state) {
                @Override
                protected void resumeAsPrimary() {
                    leadAgain();
                }
            };
        }
    }

    private static final class ReadBeforeTheLogIsCommitted extends Assembly {
        @Override
        protected ReadIndex readIndex(ReplicaState state) {
            return new ReadIndex(state) {
                @Override
                protected boolean isCurrent() {
                    return true;
                }
            };
        }
    }

    private static final class ReadWithoutARound extends Assembly {
        @Override
        protected ReadIndex readIndex(ReplicaState state) {
            return new ReadIndex(state) {
                @Override
                protected void arrived(int from, long readNumber) {
                    if (isCurrent()) {
                        answer(from, readNumber, commitNumber());
                    } else {
                        super.arrived(from, readNumber);
                    }
                }
            };
        }
    }
}
