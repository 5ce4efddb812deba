package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Message;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scenes of rules 3, 10 and 12: what is said in one view, and heard or kept in another. */
final class ViewScenes {

    private final Stage stage;

    ViewScenes(Stage stage) {
        this.stage = stage;
    }

    /**
     * Rule 10. C wants the next view; B has left for it, and its disk is slow. Either C hears A
     * again and appends, then hears of that view while its own disk is still at it. Or C loses
     * power as soon as it has reported, comes back and hears A only. What C says to B must hold
     * against what it says to A.
     */
    void heardTooLate(SeededRandom random, int a) {
        if (stage.size() != 3) {
            return;
        }
        stage.begin("heard too late");
        int b = (a + 1) % 3;
        int c = (a + 2) % 3;
        boolean losesPower = random.percent(60);
        int damage = random.below(3);
        long outage = random.between(3_000, 20_000);
        long view = stage.node(a).viewNumber();
        stage.node(b).disk().slowDown(random.between(40_000, 80_000), 1_000_000);
        stage.node(c).disk().slowDown(random.between(30_000, 90_000), 1_000_000);
        stage.cutBoth(a, b);
        stage.cutBoth(a, c);
        stage.network().cut(b, c);
        stage.network()
                .watch(
                        (from, incarnation, to, message) -> {
                            if (from == c
                                    && to == b
                                    && message instanceof Message.StartViewChange
                                    && stage.node(b).viewNumber() > view) {
                                stage.network().mend(b, c);
                                if (!losesPower) {
                                    stage.mendBoth(a, c);
                                }
                            } else if (from == c
                                    && to == b
                                    && message instanceof Message.DoViewChange) {
                                stage.network().watch(null);
                                if (losesPower) {
                                    stage.after(
                                            Stage.AT_ONCE_MICROS,
                                            () -> {
                                                stage.cutPowerFor(c, outage);
                                                damageEnd(c, damage);
                                            });
                                    stage.network().cut(b, c);
                                    stage.mendBoth(a, c);
                                    stage.after(20_000, () -> stage.network().cut(c, b));
                                }
                            }
                        });
        stage.after(
                1_200_000,
                () -> {
                    stage.mendBoth(a, b);
                    stage.mendBoth(b, c);
                    stage.mendBoth(a, c);
                    stage.end();
                });
    }

    /** Rules 2 and 18: a damaged copy, or end of the journal, takes back no promise about views. */
    private void damageEnd(int c, int damage) {
        SimulatedDisk disk = stage.node(c).disk();
        if (damage == 1) {
            disk.damageVote();
        } else if (damage == 2 && stage.machines().areWhole() && disk.isReadable()) {
            disk.damageTail();
        }
    }

    /**
     * Rule 3. A's Prepare comes to nobody, and A loses power before it has forced it; when A leads
     * again, views later, that Prepare comes, and would follow.
     */
    void oldPrepare(int a) {
        stage.begin("old prepare");
        TreeMap<Integer, Stage.Kept> kept = new TreeMap<>();
        long view = stage.node(a).viewNumber();
        stage.node(a).disk().slowDown(80_000, 400_000);
        stage.network().loseLarge(a, true);
        stage.network()
                .watch(
                        (from, incarnation, to, message) -> {
                            if (from == a && message instanceof Message.Prepare) {
                                kept.putIfAbsent(
                                        to, new Stage.Kept(from, incarnation, to, message));
                            }
                            if (kept.size() == stage.size() - 1) {
                                stage.network().watch(null);
                                stage.after(
                                        Stage.AT_ONCE_MICROS, () -> stage.cutPowerFor(a, 5_000));
                                awaitOnlyLeader(a, view, () -> deliverWhereNormal(a, kept));
                            }
                        });
        endAfter(2 * Stage.PATIENCE_MICROS, a);
    }

    private void endAfter(long micros, int a) {
        stage.after(
                micros,
                () -> {
                    stage.network().loseLarge(a, false);
                    stage.end();
                });
    }

    /** Kills whoever leads or is about to, until this one does, in a later view. */
    private void awaitOnlyLeader(int a, long afterView, Runnable then) {
        stage.await(
                () -> {
                    boolean leads = isLeadingAfter(stage.node(a), afterView);
                    for (SimulatedNode node : stage.nodes()) {
                        if (!leads && node.index() != a && node.isPrimaryDurably(stage.size())) {
                            node.kill();
                            stage.after(15_000, node::start);
                        }
                    }
                    return leads;
                },
                then);
    }

    private static boolean isLeadingAfter(SimulatedNode node, long view) {
        return node.isLeading() && node.viewNumber() > view;
    }

    /** Each message comes as soon as its receiver is normal in the view that this one leads. */
    private void deliverWhereNormal(int a, Map<Integer, Stage.Kept> kept) {
        stage.await(
                () -> {
                    for (Map.Entry<Integer, Stage.Kept> each : List.copyOf(kept.entrySet())) {
                        if (stage.node(each.getKey()).isNormalIn(stage.node(a).viewNumber())) {
                            stage.deliver(each.getValue());
                            kept.remove(each.getKey());
                        }
                    }
                    return kept.isEmpty();
                },
                () -> stage.network().loseLarge(a, false));
    }

    /**
     * Rule 3. C has forced an op of A's, its PrepareOk is on its way, A loses power before it has
     * forced that op itself, and goes on with B without C; C comes back and drops it. When A leads
     * again, the PrepareOk arrives.
     */
    void oldAcknowledgement(int a) {
        if (stage.size() != 3) {
            return;
        }
        stage.begin("old acknowledgement");
        int b = (a + 1) % 3;
        int c = (a + 2) % 3;
        long view = stage.node(a).viewNumber();
        stage.node(a).disk().slowDown(160_000, 500_000);
        stage.cutBoth(a, b);
        stage.network().cut(c, a);
        stage.network()
                .watch(
                        (from, incarnation, to, message) -> {
                            if (from == c
                                    && to == a
                                    && message instanceof Message.PrepareOk ok
                                    && ok.opNumber()
                                            > stage.node(a).disk().durableLog().opNumber()) {
                                stage.network().watch(null);
                                Stage.Kept kept = new Stage.Kept(from, incarnation, to, message);
                                stage.after(Stage.AT_ONCE_MICROS, () -> goOnWithout(c, a, b));
                                stage.after(600_000, () -> mendAll(a, b, c));
                                stage.after(
                                        800_000,
                                        () -> awaitOnlyLeader(a, view, () -> stage.deliver(kept)));
                            }
                        });
        stage.after(1_000_000, () -> mendAll(a, b, c));
        endAfter(2 * Stage.PATIENCE_MICROS, a);
    }

    private void goOnWithout(int c, int a, int b) {
        stage.cutPowerFor(a, 5_000);
        stage.cutBoth(c, a);
        stage.cutBoth(c, b);
        stage.mendBoth(a, b);
    }

    private void mendAll(int a, int b, int c) {
        stage.mendBoth(a, b);
        stage.mendBoth(a, c);
        stage.mendBoth(b, c);
    }

    /**
     * Rule 12. A has ops that nobody else has, is left alone, comes back and cuts them off; then of
     * its journal everything from that adoption on is lost, and they stand there again.
     */
    void lostAdoption(int a) {
        if (!stage.machines().areWhole() || !stage.node(a).disk().isReadable()) {
            return;
        }
        stage.begin("lost adoption");
        long view = stage.node(a).viewNumber();
        stage.isolate(a, true);
        // Not later: the new log would be longer than what is cut off.
        stage.await(
                () -> stage.nodes().stream().anyMatch(each -> isLeadingAfter(each, view)),
                () -> {
                    stage.isolate(a, false);
                    stage.await(() -> hasAdopted(stage.node(a), view), () -> loseIt(a));
                });
        stage.after(Stage.PATIENCE_MICROS, () -> endIsolation(a));
    }

    private void endIsolation(int a) {
        stage.isolate(a, false);
        stage.end();
    }

    private static boolean hasAdopted(SimulatedNode node, long afterView) {
        return node.viewNumber() > afterView
                && node.isNormalIn(node.viewNumber())
                && node.disk().durableVote().logView() == node.viewNumber();
    }

    private void loseIt(int a) {
        SimulatedNode node = stage.node(a);
        if (stage.machines().areWhole() && node.disk().isReadable()) {
            node.cutPower();
            node.disk().loseLastAdoption();
            stage.after(5_000, node::start);
        }
    }
}
