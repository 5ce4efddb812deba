package aero.vigil.airspace.safety;

import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.airspace.surveillance.Evaluation;
import aero.vigil.airspace.surveillance.PlanarMotion;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.table.Rows;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.Touched;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;

/**
 * Short-term conflict alert: pairs of tracks that will come too near within two minutes.
 *
 * <p>Counts evidence, not ticks: a pair's hit or miss counts only when one of the two has had a
 * plot since the last one that counted (airspace algorithms §7). Each pair is evaluated once a
 * second of model time, in the slot of its lower track number: which pairs, this decides; how a
 * pair is judged, {@link PairJudgement}.
 */
public final class Stca {

    /** A partner is at most this fast: 620 kt. */
    private static final double FASTEST_METRES_PER_SECOND = 320;

    private final Surveillance surveillance;
    private final StcaFilters widest;
    private final PairJudgement judgement;
    private final Turns turns;
    private final ConflictTable conflicts;
    private final Slots slots;
    private final WatchedTracks watched;
    private final PairSubjects subjects;

    public Stca(
            UnitOfWork work,
            SystemPlane plane,
            StcaRegions regions,
            VisualCodes visualCodes,
            Surveillance surveillance,
            TrackedFlights flights,
            Inhibitions inhibitions) {
        this.surveillance = surveillance;
        widest = regions.widest();
        turns = new Turns(work);
        watched = new WatchedTracks(surveillance, flights, visualCodes, turns);
        subjects = new PairSubjects(surveillance, flights, regions);
        conflicts = new ConflictTable(work);
        judgement =
                new PairJudgement(
                        plane,
                        regions,
                        visualCodes,
                        flights,
                        inhibitions,
                        turns,
                        subjects,
                        conflicts);
        slots = new Slots(work);
    }

    /**
     * The pairs to be evaluated at a tick. Changes nothing itself; the caller runs each evaluation
     * in this order as its own unit of work.
     */
    public List<Evaluation> evaluate(long modelTimeMicros) {
        List<Evaluation> due = new ArrayList<>();
        watched.begin(modelTimeMicros);
        subjects.begin(modelTimeMicros);
        int limit = Math.max(surveillance.trackLimit(), Math.max(conflicts.limit(), turns.limit()));
        slots.forEachDue(modelTimeMicros, limit, a -> collect(a, modelTimeMicros, due));
        slots.addEnd("STCA slot", modelTimeMicros, due);
        return due;
    }

    /** The pairs of one track: those remembered, and those that pass the coarse filter. */
    private void collect(int a, long nowMicros, List<Evaluation> due) {
        SystemTrack track = surveillance.track(a);
        if (turns.isNews(a, track)) {
            due.add(new Look("turn of track " + a, a, () -> turns.look(a, surveillance.track(a))));
        }
        for (Pair pair : conflicts.of(a)) {
            due.add(look(a, pair.trackB(), nowMicros));
            watched.remember(a, pair.trackB());
        }
        if (track == null || !watched.isWatched(a)) {
            return;
        }
        PlanarMotion motion = track.predictedTo(nowMicros);
        double lookahead = widest.parameters().lookaheadSeconds();
        double reach =
                widest.reachMetres()
                        + (motion.speedMetresPerSecond() + FASTEST_METRES_PER_SECOND) * lookahead;
        surveillance.forEachNumberNear(
                motion.xMetres(),
                motion.yMetres(),
                reach,
                a,
                b -> {
                    if (watched.isWatched(b)
                            && watched.isCoarselyNear(a, motion, b, widest)
                            && watched.isEligible(a, b)
                            && !watched.isRemembered(a, b)) {
                        due.add(look(a, b, nowMicros));
                    }
                });
    }

    private Evaluation look(int a, int b, long nowMicros) {
        return new PairLook(a, b, nowMicros);
    }

    /** One look at one pair: one unit of work. */
    private final class PairLook implements Evaluation {
        private final int a;
        private final int b;
        private final long nowMicros;

        private PairLook(int a, int b, long nowMicros) {
            this.a = a;
            this.b = b;
            this.nowMicros = nowMicros;
        }

        @Override
        public String subject() {
            return "STCA of tracks " + a + " and " + b;
        }

        @Override
        public int trackNumber() {
            return a;
        }

        @Override
        public void run() {
            judgement.judge(a, b, nowMicros);
        }
    }

    /** The alerts as they stand, by lower track number. */
    public Rows<List<ConflictAlert>> alerts() {
        return conflicts.alerts();
    }

    /** The alerts of this moment, by lower track number: for any thread. */
    public Rows<List<ConflictAlert>> frozenAlerts() {
        return conflicts.frozenAlerts();
    }

    /** From now on notes of which tracks alerts change, or may have. */
    public Touched follow() {
        return conflicts.follow();
    }

    /** Grows with each change of an alert. */
    public long revision() {
        return conflicts.revision();
    }

    /** Identifiers of alerts ended since this was last cleared. */
    public List<Integer> ended() {
        return conflicts.ended();
    }

    /** Forgets what ended: it has been published. */
    public void clearEnded() {
        conflicts.clearEnded();
    }

    /** Marks an alert as seen; false when there is none with this id. */
    public boolean acknowledge(int id) {
        return conflicts.acknowledge(id);
    }

    /** A shallow copy of all state, to be encoded on any thread. */
    public StateCapture capture() {
        StateCapture pairs = conflicts.capture();
        StateCapture turning = turns.capture();
        long slot = slots.last();
        return output -> {
            pairs.write(output);
            turning.write(output);
            output.writeLong(slot);
        };
    }

    /** Reads into a new state what a capture wrote; the caller commits. */
    public void read(StateInput input) {
        conflicts.read(input);
        turns.read(input);
        slots.read(input);
    }
}
