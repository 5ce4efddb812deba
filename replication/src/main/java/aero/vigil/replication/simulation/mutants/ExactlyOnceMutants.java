package aero.vigil.replication.simulation.mutants;

import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.ClientRequests;
import aero.vigil.replication.core.ClientTable;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.ReplicaState;
import org.jspecify.annotations.Nullable;

/**
 * The core with exactly once broken (rule 5); what arrives is ordered though it stands in the log,
 * as a primary does that was replaced and does not know it.
 */
final class ExactlyOnceMutants {

    private ExactlyOnceMutants() {}

    /** Whatever is in the log takes effect. */
    static Assembly checkOnArrivalOnly() {
        return new Assembly() {
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
        };
    }

    /** The last request of a session takes effect each time it is in the log. */
    static Assembly applyRepeats() {
        return new Assembly() {
            @Override
            protected ClientTable clientTable() {
                return new ClientTable() {
                    @Override
                    protected boolean takesEffect(long lastRequestNumber, long requestNumber) {
                        return requestNumber == lastRequestNumber
                                || requestNumber == lastRequestNumber + 1;
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
        };
    }

    /** A request takes effect though a later one has. */
    static Assembly applySuperseded() {
        return new Assembly() {
            @Override
            protected ClientTable clientTable() {
                return new ClientTable() {
                    @Override
                    protected @Nullable ClientReply answerKnown(ClientRequest request) {
                        return null;
                    }

                    @Override
                    protected boolean takesEffect(long lastRequestNumber, long requestNumber) {
                        return requestNumber != lastRequestNumber
                                && requestNumber <= lastRequestNumber + 1;
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
        };
    }

    /** A request takes effect though one before it has not. */
    static Assembly applySkips() {
        return new Assembly() {
            @Override
            protected ClientTable clientTable() {
                return new ClientTable() {
                    @Override
                    protected boolean takesEffect(long lastRequestNumber, long requestNumber) {
                        return requestNumber > lastRequestNumber;
                    }
                };
            }
        };
    }

    /** A number used again for another operation is answered as if that had been done. */
    static Assembly ignoreTheOperation() {
        return new Assembly() {
            @Override
            protected ClientTable clientTable() {
                return new ClientTable() {
                    @Override
                    protected boolean isRepeat(Digest lastOperationHash, Digest operationHash) {
                        return true;
                    }
                };
            }
        };
    }
}
