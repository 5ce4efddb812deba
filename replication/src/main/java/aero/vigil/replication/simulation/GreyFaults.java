package aero.vigil.replication.simulation;

import java.util.List;

/**
 * Machines, at most f of them, that are neither well nor gone, and stay so: the others must serve
 * everybody all the same, whoever leads when it begins.
 */
final class GreyFaults {

    private static final long FOR_EVER = Long.MAX_VALUE / 4;

    enum Kind {
        DEAD,
        FROZEN,
        SLOW_DISK,
        STALLED_DISK,
        BLACK_HOLE,
        DEAF,
        MUTE,
        HEARS_ONE_LESS,
        IS_HEARD_BY_ONE_LESS,
        LOST_LINE
    }

    private final SeededRandom random;
    private final List<SimulatedNode> nodes;
    private final SimulatedNetwork network;
    private final Transcript transcript;
    private final Checker checker;

    GreyFaults(
            SeededRandom random,
            List<SimulatedNode> nodes,
            SimulatedNetwork network,
            Transcript transcript,
            Checker checker) {
        this.random = random;
        this.nodes = nodes;
        this.network = network;
        this.transcript = transcript;
        this.checker = checker;
    }

    /**
     * One to f machines fall ill, mostly the primary among them.
     *
     * @param spared whose state was corrupted, which makes it no less a voter (rule 21); or -1
     */
    void strike(int primary, int spared) {
        int most = nodes.size() / 2;
        int victims = 1 + random.below(most);
        int first = random.percent(70) ? primary : random.below(nodes.size());
        for (int i = 0; i < victims; i++) {
            Kind kind = Kind.values()[random.below(Kind.values().length)];
            int victim = (first + i) % nodes.size();
            if (victim == spared) {
                victim = (first + victims) % nodes.size();
            }
            transcript.happens(victim, "stays " + kind);
            checker.count("grey " + kind);
            make(kind, victim);
        }
    }

    private void make(Kind kind, int victim) {
        SimulatedNode node = nodes.get(victim);
        int other = (victim + 1 + random.below(nodes.size() - 1)) % nodes.size();
        switch (kind) {
            case DEAD -> node.kill();
            case FROZEN -> node.pause();
            case SLOW_DISK -> node.disk().slowDown(300_000, FOR_EVER);
            case STALLED_DISK -> node.disk().slowDown(1_500_000, FOR_EVER);
            case BLACK_HOLE -> network.loseLarge(victim, true);
            case DEAF -> cutAll(victim, true);
            case MUTE -> cutAll(victim, false);
            case HEARS_ONE_LESS -> network.cut(other, victim);
            case IS_HEARD_BY_ONE_LESS -> network.cut(victim, other);
            case LOST_LINE -> {
                network.cut(other, victim);
                network.cut(victim, other);
            }
        }
    }

    private void cutAll(int victim, boolean incoming) {
        for (int i = 0; i < nodes.size(); i++) {
            if (i != victim && incoming) {
                network.cut(i, victim);
            } else if (i != victim) {
                network.cut(victim, i);
            }
        }
    }
}
