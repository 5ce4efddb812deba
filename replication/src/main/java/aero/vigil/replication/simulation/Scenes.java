package aero.vigil.replication.simulation;

import java.util.function.Consumer;

/**
 * Sequences of faults, each the scene that one rule is there for, which chance alone would bring
 * about once in many thousand worlds. They wait for what the group does, and strike then; where it
 * does not come to it, nothing more happens. A is the primary, B that of the next view.
 */
final class Scenes {

    private final Stage stage;
    private final ViewScenes views;
    private final LossScenes losses;

    /**
     * @param takeOver makes the second machine of a member the member
     */
    Scenes(
            EventQueue events,
            Machines machines,
            SimulatedNetwork network,
            Checker checker,
            Consumer<SeededRandom> takeOver) {
        this.stage = new Stage(events, machines, network, checker);
        this.views = new ViewScenes(stage);
        this.losses = new LossScenes(stage, takeOver);
    }

    void make(SeedPlan.Fault fault, SeededRandom random, int victim) {
        int a = stage.leading();
        if (!stage.isFree() || a < 0 || stage.size() == 1) {
            return;
        }
        int backup = victim == a ? (a + 1) % stage.size() : victim;
        switch (fault) {
            case HEARD_TOO_LATE -> views.heardTooLate(random, a);
            case OLD_PREPARE -> views.oldPrepare(a);
            case OLD_ACKNOWLEDGEMENT -> views.oldAcknowledgement(a);
            case LOST_ADOPTION -> views.lostAdoption(a);
            case REPLACED_RETURNS -> losses.replacedReturns(random, backup);
            case OLD_ANSWERS -> losses.oldAnswers(random, backup);
            case NO_REFILL -> losses.noRefill(random, backup);
            case SPLIT_MEMBER -> losses.splitMember(random, a);
            default -> throw new AssertionError(fault + " is no scene");
        }
    }

    /** All is healed elsewhere. */
    void stop() {
        stage.stop();
    }
}
