package aero.vigil.certification.mutant;

import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.core.FrameChain;
import aero.vigil.replication.core.Leadership;
import aero.vigil.replication.core.ReplicaState;
import aero.vigil.replication.core.StateMachine;
import aero.vigil.replication.server.ReplicaParts;
import aero.vigil.replication.simulation.mutants.Mutation;

/** Faults planted in every replica of a group, and the scenario under which each must show. */
public enum PlantedBug {
    /** A backup says that it has forced what it has only written (rule 1). */
    ACKNOWLEDGED_BEFORE_FORCE("a backup acknowledges before its disk has it", "ST-02", Luck.FAULTS),
    /** The primary commits what nobody else has. */
    REPLY_BEFORE_COMMIT("the primary answers before anybody else has the command", "NP-02", 1),
    /** A repeated request is carried out again (rule 5). */
    EXECUTED_TWICE("a repeated request is carried out again", "FO-02", Luck.FAULTS),
    /** One frame in forty is not given out. */
    SKIPPED_FRAME("frames are left out of the stream", "FO-01", 1),
    /** One replica shows another picture now and then. */
    CORRUPTED_FRAME("one replica's frames differ in one byte", "FO-01", 1),
    /** The changes of a tick are lost and the numbers go on. */
    HIDDEN_GAP("a frame's changes are lost, and its number is used all the same", "FO-01", 1),
    /** A command is reported done, and was not. */
    LOST_COMMAND("a command is reported done and has no effect", "FO-01", 1);

    private static final int ONE_FRAME_IN = 40;

    private final String words;
    private final String scenario;
    private final int faults;

    PlantedBug(String words, String scenario, int faults) {
        this.words = words;
        this.scenario = scenario;
        this.faults = faults;
    }

    /** How many faults it is given to show itself: where that takes luck, several. */
    public int faults() {
        return faults;
    }

    /** What is wrong, for a person. */
    public String words() {
        return words;
    }

    /** Under which it must show. */
    public String scenario() {
        return scenario;
    }

    /** The replica with this fault in it. */
    ReplicaParts parts() {
        return switch (this) {
            case ACKNOWLEDGED_BEFORE_FORCE -> core(Mutation.ACKNOWLEDGE_BEFORE_FORCE.assembly());
            case REPLY_BEFORE_COMMIT -> core(new ReplyBeforeCommit());
            case EXECUTED_TWICE -> core(Mutation.CHECK_ON_ARRIVAL_ONLY.assembly());
            case SKIPPED_FRAME -> core(new SkippedFrame());
            case CORRUPTED_FRAME -> model(true, FaultyModel.Fault.CORRUPTED_FRAME);
            case HIDDEN_GAP -> model(false, FaultyModel.Fault.LOST_CHANGES);
            case LOST_COMMAND -> model(false, FaultyModel.Fault.LOST_COMMAND);
        };
    }

    private static ReplicaParts core(Assembly assembly) {
        return new ReplicaParts() {
            @Override
            public Assembly assembly() {
                return assembly;
            }
        };
    }

    private static ReplicaParts model(boolean atReplicaOneOnly, FaultyModel.Fault fault) {
        return new ReplicaParts() {
            @Override
            public StateMachine stateMachine(StateMachine model, int index) {
                return atReplicaOneOnly && index != 1 ? model : new FaultyModel(model, fault);
            }
        };
    }

    /** A request must be on its way at the moment of the fault. */
    private static final class Luck {
        static final int FAULTS = 6;
    }

    private static final class ReplyBeforeCommit extends Assembly {
        @Override
        protected Leadership leadership(ReplicaState state) {
            return new Leadership(state) {
                @Override
                protected int forcesToCommit() {
                    return 1;
                }
            };
        }
    }

    private static final class SkippedFrame extends Assembly {
        @Override
        protected FrameChain frames() {
            return new FrameChain() {
                @Override
                protected boolean isShown(long number) {
                    return number % ONE_FRAME_IN != 0;
                }
            };
        }
    }
}
