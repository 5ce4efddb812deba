package aero.vigil.replication.simulation;

import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Scenes of rules 19 and 20: replicas that have lost something, and members with two machines. */
final class LossScenes {

    private final Stage stage;
    private final Consumer<SeededRandom> takeOver;

    LossScenes(Stage stage, Consumer<SeededRandom> takeOver) {
        this.stage = stage;
        this.takeOver = takeOver;
    }

    /**
     * Rule 20. A member stands still until the op that replaces it is logged, then acknowledges it
     * at once, while the other backup's disk is slow.
     */
    void replacedReturns(SeededRandom random, int backup) {
        if (!stage.machines().areWhole()) {
            return;
        }
        stage.begin("replaced returns");
        SimulatedNode former = stage.node(backup);
        former.pause();
        for (SimulatedNode other : stage.nodes()) {
            if (other != former && !other.isLeading()) {
                other.disk().slowDown(80_000, 1_000_000);
            }
        }
        stage.machines().makeSecond(backup).start();
        stage.network()
                .watch(
                        (from, incarnation, to, message) -> {
                            if (to == backup && message instanceof Message.Prepare prepare) {
                                for (LogEntry entry : prepare.entries()) {
                                    if (entry.kind() == EntryKind.REPLACE_MEMBER) {
                                        stage.network().watch(null);
                                        stage.after(300, former::resume);
                                    }
                                }
                            }
                        });
        stage.after(
                1_500_000,
                () -> {
                    former.resume();
                    stage.end();
                    takeOver.accept(random);
                });
    }

    /**
     * Rule 20. A replica loses its log and recovers, promises more, loses it again, and hears first
     * what it was told the time before.
     */
    void oldAnswers(SeededRandom random, int victim) {
        if (!stage.machines().areWhole() || !stage.node(victim).disk().isReadable()) {
            return;
        }
        stage.begin("old answers");
        List<Stage.Kept> kept = new ArrayList<>();
        stage.network()
                .watch(
                        (from, incarnation, to, message) -> {
                            if (to == victim && message instanceof Message.RecoverOk) {
                                kept.add(new Stage.Kept(from, incarnation, to, message));
                            }
                        });
        stage.node(victim).cutPower();
        stage.node(victim).disk().loseLog();
        stage.after(5_000, stage.node(victim)::start);
        long more = random.between(100_000, 500_000);
        SimulatedNode node = stage.node(victim);
        stage.await(
                () -> node.isUp() && node.disk().isWhole(),
                () -> {
                    stage.network().watch(null);
                    stage.after(more, () -> loseAgain(victim, kept));
                });
        stage.after(2 * Stage.PATIENCE_MICROS, stage::end);
    }

    private void loseAgain(int victim, List<Stage.Kept> kept) {
        SimulatedNode node = stage.node(victim);
        if (stage.isOver() || !stage.machines().areWhole() || !node.disk().isReadable()) {
            return;
        }
        node.cutPower();
        node.disk().loseLog();
        stage.after(
                5_000,
                () -> {
                    node.start();
                    kept.forEach(stage::deliver);
                });
    }

    /**
     * Rule 19. A backup's end is damaged; the primary answers, but no entries come through before
     * the view ends.
     */
    void noRefill(SeededRandom random, int backup) {
        if (!stage.machines().areWhole() || !stage.node(backup).disk().isReadable()) {
            return;
        }
        stage.begin("no refill");
        stage.node(backup).cutPower();
        stage.node(backup).disk().damageTail();
        long outage = random.between(5_000, 60_000);
        stage.after(outage, stage.node(backup)::start);
        for (int i = 0; i < stage.size(); i++) {
            stage.network().loseLarge(i, true);
        }
        stage.after(
                outage + random.between(300_000, 900_000),
                () -> {
                    for (int i = 0; i < stage.size(); i++) {
                        stage.network().loseLarge(i, false);
                    }
                    stage.end();
                });
    }

    /**
     * Rule 20. A member is replaced while its old machine lives on, apart; B has the op that says
     * so and does not know it committed. Then B, D and the old machine hear each other only, and
     * the new one, A and E go on.
     */
    void splitMember(SeededRandom random, int a) {
        if (stage.size() != 5 || !stage.machines().areWhole()) {
            return;
        }
        stage.begin("split member");
        int b = (a + 1) % 5;
        int d = (a + 2) % 5;
        int replaced = (a + 3) % 5;
        SimulatedNode former = stage.node(replaced);
        stage.machines().setApart(List.of(former));
        SimulatedNode next = stage.machines().makeSecond(replaced);
        next.start();
        long[] replacedAt = {Long.MAX_VALUE};
        stage.network()
                .watch(
                        (from, incarnation, to, message) -> {
                            if (to == b && message instanceof Message.Prepare prepare) {
                                for (LogEntry entry : prepare.entries()) {
                                    if (entry.kind() == EntryKind.REPLACE_MEMBER) {
                                        replacedAt[0] = entry.opNumber();
                                    }
                                }
                            } else if (from == b
                                    && message instanceof Message.PrepareOk ok
                                    && ok.opNumber() >= replacedAt[0]) {
                                stage.network().watch(null);
                                stage.after(
                                        Stage.AT_ONCE_MICROS,
                                        () ->
                                                stage.machines()
                                                        .setApart(List.of(former, stage.node(b))));
                            }
                        });
        stage.await(
                () -> next.isUp() && next.isNormalIn(next.viewNumber()),
                () -> joinOnOneSide(former, b, d));
        stage.after(
                Stage.PATIENCE_MICROS,
                () -> {
                    stage.machines().joinAll();
                    stage.mendBoth(d, replaced);
                    stage.network().loseLarge(d, false);
                    stage.end();
                    takeOver.accept(random);
                });
    }

    /** D would tell the old machine that it was replaced, and B what is committed. */
    private void joinOnOneSide(SimulatedNode former, int b, int d) {
        long view = stage.node(b).viewNumber();
        stage.cutBoth(d, former.index());
        stage.network().loseLarge(d, true);
        stage.machines().setApart(List.of(former, stage.node(b), stage.node(d)));
        stage.await(
                () -> stage.node(b).viewNumber() > view,
                () -> {
                    stage.count("scene split member, view left");
                    stage.network().loseLarge(d, false);
                });
    }
}
