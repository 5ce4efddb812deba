package aero.vigil.replication.simulation.mutants;

import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.simulation.DiskRules;

/** The rules that can be broken, by name; numbers as in replication.md §13. */
public enum Mutation {
    ACKNOWLEDGE_BEFORE_FORCE(1, "a backup says PrepareOk before its journal is forced"),
    COUNT_OWN_UNFORCED(1, "the primary counts its own append for a force"),
    NEVER_GREY(1, "a primary whose ops stand still goes on leading"),
    GIVE_WAY_TO_NO_BETTER(1, "a primary whose disk stands still gives way, as the others' may"),
    GO_ON_ORDERING(1, "a primary that is to give way goes on ordering"),
    COUNT_EARLIER_VIEWS(3, "a PrepareOk of an earlier view counts"),
    APPEND_EARLIER_VIEWS(3, "a Prepare of an earlier view is appended"),
    WAIT_FOR_LOST_PREPARES(4, "a lost Prepare is neither repeated nor asked for"),
    CHECK_ON_ARRIVAL_ONLY(5, "requests are checked on arrival only"),
    APPLY_REPEATS(5, "a repeated request takes effect again"),
    APPLY_SUPERSEDED(5, "an older request takes effect after a later one"),
    APPLY_SKIPS(5, "a request takes effect though one was left out"),
    IGNORE_THE_OPERATION(5, "a number used for another operation is answered as done"),
    MAKE_UP_TICKS(6, "missed ticks are made up for"),
    SEVERAL_TICKS_UNCOMMITTED(6, "a tick is made while one is uncommitted"),
    STAMP_BY_OWN_CLOCK(7, "stamps come from the primary's own clock"),
    STAMP_BEHIND_LAST(7, "a stamp may lie before the last one"),
    DEPOSED_BY_A_PAUSE(8, "an own pause counts as silence of the primary"),
    NEVER_CLEARED(8, "hearing the primary does not clear a suspicion"),
    LEAD_UNHEARD(8, "a primary that too few hear leads on, as long as it hears them"),
    IGNORE_LATER_VIEWS(9, "a message of a later view is no evidence of it"),
    REPORT_BEFORE_FORCE(10, "DoViewChange leaves before what it promises is durable"),
    REPORT_FORCED_ONLY(10, "DoViewChange hides writes in flight, and their promises stand"),
    CHOOSE_THE_LONGEST_LOG(11, "the longest log is chosen, of whichever view"),
    TAKE_ANY_TAIL_FOR_CERTAIN(18, "a log's damaged end is taken for its end"),
    PROMISE_BEFORE_STAGED(12, "the new log view is promised before the new log is there"),
    TAKE_CUT_OFF_FOR_ADOPTED(12, "what a lost adoption had cut off is taken for its view's log"),
    ADOPT_ANY_START_VIEW(13, "a StartView is adopted whenever it comes"),
    LEAD_AGAIN_AFTER_RESTART(14, "a restarted primary goes on leading its view"),
    PUBLISH_BEFORE_FORCE(15, "a checkpoint is published before its own log is forced through it"),
    VOUCH_FOR_ANY_CHECKPOINT(16, "the log vouches for what one replica alone reports"),
    KEEP_WRONG_CHECKPOINTS(21, "checkpoints of a wrong state stay where a start finds them"),
    DISCARD_VOTE_WITH_STATE(21, "a diverged replica gives up its vote with its state"),
    TAKE_ANY_REFILL_FOR_ALL(19, "a damaged end is certain again as soon as the primary answers"),
    COUNT_ANY_INCARNATION(20, "whoever has a member's index is the member"),
    COUNT_NEW_INCARNATION_EARLY(20, "a new incarnation counts before its op is committed"),
    KEEP_REPORTS_OF_UNNAMED(20, "reports count, whomever the chosen log names"),
    BELIEVE_WHAT_A_DAMAGED_LOG_NAMES(
            20,
            "a log is chosen by reports of whom it does not name, as its lost bodies would say"),
    LET_THE_REPLACED_COMMIT(20, "the replaced member's word counts for its own replacement"),
    RECOVER_WITHOUT_NONCE(20, "an answer to an earlier try is taken for one to this"),
    ANSWER_IN_VIEW_CHANGE(20, "a replica that has left its view tells where it stood"),
    CLEAR_MARK_EARLY(20, "the mark is cleared before the log is there"),
    READ_BEFORE_THE_LOG_IS_COMMITTED(
            22, "a new primary answers reads before its view's log is committed"),
    READ_WITHOUT_A_ROUND(22, "a primary answers reads without asking whether it still is one"),
    WRITE_VOTE_ONCE(2, "a vote is written once, so that damage brings back the one before"),
    KEEP_VOTE_IN_JOURNAL(2, "a vote is lost with the damaged end of the journal"),
    DROP_ANY_LOST_BODY(11, "a body that one replica lacks is dropped"),
    PROMISE_LOST_BODIES(11, "a replica promises bodies that it has lost"),
    TAKE_DAMAGE_FOR_A_TEAR(18, "a damaged end of the journal is taken for a torn one"),
    SEND_BEFORE_FORCING_WHAT_WAS_READ(17, "what a start reads may be in the page cache only"),
    UPGRADE_WITHOUT_ALL(0, "a version is activated that not every member can run (adr 0015)"),
    BEGIN_EPOCH_UNCOMMITTED(0, "an epoch begins before the op that ends the last is committed"),
    ORDER_BEHIND_THE_END(0, "ops are ordered behind the one that ends their epoch"),
    COUNT_LEARNERS(0, "a learner's acknowledgement counts"),
    RESIZE_BY_TWO(0, "two members go at once"),
    TAKE_HALF_FOR_A_MAJORITY(0, "two of four are a majority");

    private final int rule;
    private final String breaks;

    Mutation(int rule, String breaks) {
        this.rule = rule;
        this.breaks = breaks;
    }

    /** The number of the rule. */
    public int rule() {
        return rule;
    }

    /** What the core does instead, in a few words. */
    public String breaks() {
        return breaks;
    }

    /** The core with this rule broken. */
    public Assembly assembly() {
        return switch (this) {
            case ACKNOWLEDGE_BEFORE_FORCE -> NormalOperationMutants.acknowledgeBeforeForce();
            case COUNT_OWN_UNFORCED -> NormalOperationMutants.countOwnUnforced();
            case NEVER_GREY -> NormalOperationMutants.neverGrey();
            case GIVE_WAY_TO_NO_BETTER -> NormalOperationMutants.giveWayToNoBetter();
            case GO_ON_ORDERING -> NormalOperationMutants.goOnOrdering();
            case COUNT_EARLIER_VIEWS -> NormalOperationMutants.countEarlierViews();
            case APPEND_EARLIER_VIEWS -> NormalOperationMutants.appendEarlierViews();
            case WAIT_FOR_LOST_PREPARES -> NormalOperationMutants.waitForLostPrepares();
            case CHECK_ON_ARRIVAL_ONLY -> ExactlyOnceMutants.checkOnArrivalOnly();
            case APPLY_REPEATS -> ExactlyOnceMutants.applyRepeats();
            case APPLY_SUPERSEDED -> ExactlyOnceMutants.applySuperseded();
            case APPLY_SKIPS -> ExactlyOnceMutants.applySkips();
            case IGNORE_THE_OPERATION -> ExactlyOnceMutants.ignoreTheOperation();
            case MAKE_UP_TICKS -> TimeMutants.makeUpTicks();
            case SEVERAL_TICKS_UNCOMMITTED -> TimeMutants.severalTicksUncommitted();
            case STAMP_BY_OWN_CLOCK -> TimeMutants.stampByOwnClock();
            case STAMP_BEHIND_LAST -> TimeMutants.stampBehindLast();
            case DEPOSED_BY_A_PAUSE -> TimeMutants.deposedByAPause();
            case NEVER_CLEARED -> TimeMutants.neverCleared();
            case LEAD_UNHEARD -> TimeMutants.leadUnheard();
            case IGNORE_LATER_VIEWS -> ViewChangeMutants.ignoreLaterViews();
            case REPORT_BEFORE_FORCE -> ViewChangeMutants.reportBeforeForce();
            case REPORT_FORCED_ONLY -> ViewChangeMutants.reportForcedOnly();
            case CHOOSE_THE_LONGEST_LOG -> ViewChangeMutants.chooseTheLongestLog();
            case TAKE_ANY_TAIL_FOR_CERTAIN -> ViewChangeMutants.takeAnyTailForCertain();
            case PROMISE_BEFORE_STAGED -> ViewChangeMutants.promiseBeforeStaged();
            case TAKE_CUT_OFF_FOR_ADOPTED -> ViewChangeMutants.takeCutOffForAdopted();
            case ADOPT_ANY_START_VIEW -> ViewChangeMutants.adoptAnyStartView();
            case LEAD_AGAIN_AFTER_RESTART -> ViewChangeMutants.leadAgainAfterRestart();
            case PUBLISH_BEFORE_FORCE -> CheckpointMutants.publishBeforeForce();
            case VOUCH_FOR_ANY_CHECKPOINT -> CheckpointMutants.vouchForAny();
            case KEEP_WRONG_CHECKPOINTS -> CheckpointMutants.keepWrongCheckpoints();
            case DISCARD_VOTE_WITH_STATE -> CheckpointMutants.discardVoteWithState();
            case TAKE_ANY_REFILL_FOR_ALL -> RecoveryMutants.takeAnyRefillForAll();
            case COUNT_ANY_INCARNATION -> RecoveryMutants.countAnyIncarnation();
            case COUNT_NEW_INCARNATION_EARLY -> RecoveryMutants.countNewIncarnationEarly();
            case KEEP_REPORTS_OF_UNNAMED -> RecoveryMutants.keepReportsOfUnnamed();
            case BELIEVE_WHAT_A_DAMAGED_LOG_NAMES -> RecoveryMutants.believeWhatADamagedLogNames();
            case LET_THE_REPLACED_COMMIT -> RecoveryMutants.letTheReplacedCommit();
            case RECOVER_WITHOUT_NONCE -> RecoveryMutants.recoverWithoutNonce();
            case ANSWER_IN_VIEW_CHANGE -> RecoveryMutants.answerInViewChange();
            case CLEAR_MARK_EARLY -> RecoveryMutants.clearMarkEarly();
            case READ_BEFORE_THE_LOG_IS_COMMITTED -> ReadMutants.beforeTheLogIsCommitted();
            case READ_WITHOUT_A_ROUND -> ReadMutants.withoutARound();
            case DROP_ANY_LOST_BODY -> StorageMutants.dropAnyLostBody();
            case PROMISE_LOST_BODIES -> StorageMutants.promiseLostBodies();
            case WRITE_VOTE_ONCE,
                    KEEP_VOTE_IN_JOURNAL,
                    TAKE_DAMAGE_FOR_A_TEAR,
                    SEND_BEFORE_FORCING_WHAT_WAS_READ ->
                    new Assembly();
            case UPGRADE_WITHOUT_ALL -> ReadMutants.upgradeWithoutAll();
            case BEGIN_EPOCH_UNCOMMITTED -> GrowthMutants.beginEpochUncommitted();
            case ORDER_BEHIND_THE_END -> GrowthMutants.orderBehindTheEnd();
            case COUNT_LEARNERS -> GrowthMutants.countLearners();
            case RESIZE_BY_TWO -> GrowthMutants.resizeByTwo();
            case TAKE_HALF_FOR_A_MAJORITY -> GrowthMutants.takeHalfForAMajority();
        };
    }

    /** The disks that go with it. */
    public DiskRules diskRules() {
        return switch (this) {
            case WRITE_VOTE_ONCE -> StorageMutants.writeVoteOnce();
            case KEEP_VOTE_IN_JOURNAL -> StorageMutants.keepVoteInJournal();
            case TAKE_DAMAGE_FOR_A_TEAR -> StorageMutants.takeDamageForATear();
            case SEND_BEFORE_FORCING_WHAT_WAS_READ -> StorageMutants.sendBeforeForcing();
            default -> new DiskRules();
        };
    }
}
