package aero.vigil.airspace.safety;

import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.airspace.surveillance.Evaluation;
import aero.vigil.airspace.surveillance.PlanarMotion;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.VerticalMotion;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.Rows;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Short-term conflict alert: pairs of tracks that will come too near within two minutes.
 *
 * <p>Counts evidence, not ticks: a pair's hit or miss counts only when one of the two has had a
 * plot since the last one that counted (airspace algorithms §7). Each pair is evaluated once a
 * second of model time, in the slot of its lower track number.
 */
public final class Stca {

    private static final double NAUTICAL_MILE = 1852;
    private static final int SLOTS = 10;
    private static final long SLOT_MICROS = 100_000;
    private static final double IMMINENT_SECONDS = 30;
    private static final double SOUND_NIS = 3;
    private static final double END_MARGIN = 1.1;
    private static final int MISSES_TO_END = 3;
    private static final int HITS_TO_RAISE = 2;
    private static final double COARSE_MARGIN_FEET = 300;

    /** Visual flights on conspicuity code 7000 keep apart by eye. */
    private static final int VISUAL_CODE = 07000;

    /** Pairs one track may be remembered in; more is a swarm that no alert can sort out. */
    private static final int MOST_PAIRS_OF_A_TRACK = 64;

    private final SystemPlane plane;
    private final StcaParameters parameters;
    private final Surveillance surveillance;
    private final ClearedLevels clearedLevels;
    private final ConflictCylinder separation;
    private final ConflictCylinder enlarged;
    private final ConflictCylinder proximity;
    private final double reachMetres;
    private final WatchedTracks watched = new WatchedTracks();

    /** By lower track number: its pairs in the order of the higher one. */
    private final Table<List<Pair>> pairs;

    private final Cell<Integer> lastId;
    private final Cell<Long> revision;
    private final Cell<Long> lastSlot;

    public Stca(
            UnitOfWork work,
            SystemPlane plane,
            StcaParameters parameters,
            Surveillance surveillance,
            ClearedLevels clearedLevels) {
        this.plane = plane;
        this.parameters = parameters;
        this.surveillance = surveillance;
        this.clearedLevels = clearedLevels;
        double lateral = parameters.lateralNauticalMiles() * NAUTICAL_MILE;
        separation = new ConflictCylinder(lateral, parameters.verticalFeet());
        enlarged =
                new ConflictCylinder(lateral * END_MARGIN, parameters.verticalFeet() * END_MARGIN);
        proximity =
                new ConflictCylinder(
                        parameters.proximityNauticalMiles() * NAUTICAL_MILE,
                        parameters.proximityFeet());
        reachMetres = lateral * END_MARGIN;
        pairs = new Table<>(work, "stca pairs", SystemTrack.MAX_NUMBER);
        lastId = new Cell<>(work, 0);
        revision = new Cell<>(work, 0L);
        lastSlot = new Cell<>(work, Long.MIN_VALUE);
    }

    /**
     * The pairs to be evaluated at a tick. Changes nothing itself; the caller runs each evaluation
     * in this order as its own unit of work.
     */
    public List<Evaluation> evaluate(long modelTimeMicros) {
        List<Evaluation> due = new ArrayList<>();
        watched.fill(surveillance.liveTracks(), clearedLevels, VISUAL_CODE, modelTimeMicros);
        long slot = Math.floorDiv(modelTimeMicros, SLOT_MICROS);
        int limit = Math.max(surveillance.trackLimit(), pairs.limit());
        for (long s = Math.max(lastSlot.get() + 1, slot - SLOTS + 1); s <= slot; s++) {
            int first = (int) Math.floorMod(s, (long) SLOTS);
            for (int a = first == 0 ? SLOTS : first; a < limit; a += SLOTS) {
                collect(a, modelTimeMicros, due);
            }
        }
        if (slot > lastSlot.get()) {
            due.add(new SlotPassed(slot));
        }
        return due;
    }

    /** The pairs of one track: those remembered, and those that pass the coarse filter. */
    private void collect(int a, long nowMicros, List<Evaluation> due) {
        for (Pair pair : pairsOf(a)) {
            due.add(new PairEvaluation(a, pair.trackB(), nowMicros));
            watched.remember(a, pair.trackB());
        }
        SystemTrack track = surveillance.track(a);
        if (track == null || !watched.isWatched(a)) {
            return;
        }
        PlanarMotion motion = track.predictedTo(nowMicros);
        double speed = motion.speedMetresPerSecond();
        double reach = reachMetres + (speed + 320) * parameters.lookaheadSeconds();
        surveillance.forEachNumberNear(
                motion.xMetres(),
                motion.yMetres(),
                reach,
                b -> {
                    if (b > a
                            && watched.isWatched(b)
                            && isCoarselyNear(a, motion, b)
                            && watched.isEligible(a, b)
                            && !watched.isRemembered(a, b)) {
                        due.add(new PairEvaluation(a, b, nowMicros));
                    }
                });
    }

    private boolean isCoarselyNear(int a, PlanarMotion motionA, int b) {
        return watched.isCoarselyNear(
                a,
                motionA,
                b,
                reachMetres,
                parameters.verticalFeet() * END_MARGIN + COARSE_MARGIN_FEET,
                parameters.lookaheadSeconds());
    }

    private boolean isEligible(SystemTrack a, SystemTrack b) {
        boolean bothVisual = a.mode3A() == VISUAL_CODE && b.mode3A() == VISUAL_CODE;
        return !bothVisual
                && (clearedLevels.isControlled(a.number())
                        || clearedLevels.isControlled(b.number()));
    }

    /** One look at one pair: one unit of work. */
    private final class PairEvaluation implements Evaluation {
        private final int a;
        private final int b;
        private final long nowMicros;

        private PairEvaluation(int a, int b, long nowMicros) {
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
            look(a, b, nowMicros);
        }
    }

    /** Remembers up to when pairs have been looked at. */
    private final class SlotPassed implements Evaluation {
        private final long slot;

        private SlotPassed(long slot) {
            this.slot = slot;
        }

        @Override
        public String subject() {
            return "STCA slot";
        }

        @Override
        public int trackNumber() {
            return 0;
        }

        @Override
        public void run() {
            lastSlot.set(slot);
        }
    }

    private void look(int a, int b, long nowMicros) {
        SystemTrack one = surveillance.track(a);
        SystemTrack two = surveillance.track(b);
        Encounter encounter = encounter(one, two, nowMicros);
        if (one == null || two == null || encounter == null) {
            forget(a, b);
            return;
        }
        Pair remembered = find(a, b);
        Pair pair = remembered == null ? Pair.of(a, b) : remembered;
        boolean isShown = pair.alert() != null;
        double seconds =
                encounter.secondsToViolation(
                        isShown ? enlarged : separation, parameters.lookaheadSeconds());
        boolean isProximate = encounter.isProximate(proximity);
        boolean isInfringed = encounter.isInfringed(separation);
        boolean isHit = isProximate || seconds < Encounter.NEVER;
        if (pair.hasNewEvidence(one.updates(), two.updates())) {
            pair = pair.counted(isHit, one.updates(), two.updates());
        }
        if (isShown) {
            boolean isOver = pair.misses() >= MISSES_TO_END && !isInfringed;
            pair =
                    isOver
                            ? pair.with(null)
                            : pair.with(alert(pair, encounter, seconds, isInfringed, nowMicros));
            store(isOver ? new Pair(a, b, 0, 0, -1, -1, null) : pair);
            return;
        }
        boolean isUrgent = isProximate || seconds <= IMMINENT_SECONDS;
        boolean isSure = isSound(one) && isSound(two);
        int needed = isUrgent && isSure ? 1 : HITS_TO_RAISE;
        boolean isDue = isUrgent || seconds <= parameters.warningSeconds();
        if (isHit && isDue && pair.hitCount() >= needed) {
            pair = pair.with(alert(pair, encounter, seconds, isInfringed, nowMicros));
        }
        store(pair);
    }

    private @Nullable Encounter encounter(
            @Nullable SystemTrack one, @Nullable SystemTrack two, long nowMicros) {
        if (one == null || two == null || !one.isInPicture() || !two.isInPicture()) {
            return null;
        }
        VerticalMotion levelOne = one.vertical();
        VerticalMotion levelTwo = two.vertical();
        if (levelOne == null || levelTwo == null || !isEligible(one, two)) {
            return null;
        }
        return new Encounter(
                plane,
                one.predictedTo(nowMicros),
                two.predictedTo(nowMicros),
                LevelProfile.of(
                        one, levelOne, clearedLevels.clearedFlightLevel(one.number()), nowMicros),
                LevelProfile.of(
                        two, levelTwo, clearedLevels.clearedFlightLevel(two.number()), nowMicros));
    }

    /** Updated, and by plots that fit: good enough to warn at the first hit. */
    private static boolean isSound(SystemTrack track) {
        if (track.state() != SystemTrack.State.CONFIRMED) {
            return false;
        }
        for (SystemTrack.Contribution sensor : track.sensors()) {
            if (sensor.misses() == 0 && sensor.meanNis() >= SOUND_NIS) {
                return false;
            }
        }
        return true;
    }

    private ConflictAlert alert(
            Pair pair, Encounter encounter, double seconds, boolean isInfringed, long nowMicros) {
        ConflictAlert before = pair.alert();
        revision.set(revision.get() + 1);
        int id;
        if (before == null) {
            id = lastId.get() + 1;
            lastId.set(id);
        } else {
            id = before.id();
        }
        long violation;
        if (isInfringed) {
            violation = nowMicros;
        } else if (seconds < Encounter.NEVER) {
            violation = nowMicros + (long) Math.rint(seconds * 1e6);
        } else {
            violation = before == null ? nowMicros : before.violationMicros();
        }
        return new ConflictAlert(
                id,
                pair.trackA(),
                pair.trackB(),
                before == null ? nowMicros : before.raisedMicros(),
                violation,
                encounter.leastDistanceMetres(parameters.lookaheadSeconds()),
                encounter.verticalFeetAtNearest(parameters.lookaheadSeconds()),
                isInfringed,
                before != null && before.acknowledged(),
                revision.get());
    }

    private List<Pair> pairsOf(int a) {
        List<Pair> list = pairs.get(a);
        return list == null ? List.of() : list;
    }

    private @Nullable Pair find(int a, int b) {
        for (Pair pair : pairsOf(a)) {
            if (pair.trackB() == b) {
                return pair;
            }
        }
        return null;
    }

    private void forget(int a, int b) {
        if (find(a, b) != null) {
            store(Pair.of(a, b));
        }
    }

    /** Stores a pair in its place, or drops it when nothing of it is worth remembering. */
    private void store(Pair changed) {
        List<Pair> before = pairsOf(changed.trackA());
        List<Pair> after = new ArrayList<>(before.size() + 1);
        for (Pair pair : before) {
            if (pair.trackB() < changed.trackB()) {
                after.add(pair);
            }
        }
        if (!changed.isIdle() && after.size() < MOST_PAIRS_OF_A_TRACK) {
            after.add(changed);
        }
        for (Pair pair : before) {
            if (pair.trackB() > changed.trackB() && after.size() < MOST_PAIRS_OF_A_TRACK) {
                after.add(pair);
            }
        }
        if (!after.isEmpty() || !before.isEmpty()) {
            pairs.set(changed.trackA(), after.isEmpty() ? null : List.copyOf(after));
        }
    }

    /** All alerts that are shown, by track numbers. */
    public List<ConflictAlert> alerts() {
        return alerts(pairs);
    }

    /** The alerts of this moment, to be gathered on any thread. */
    public Supplier<List<ConflictAlert>> frozenAlerts() {
        Rows<List<Pair>> rows = pairs.frozen();
        return () -> alerts(rows);
    }

    private static List<ConflictAlert> alerts(Rows<List<Pair>> pairs) {
        List<ConflictAlert> alerts = new ArrayList<>();
        for (int a = 1; a < pairs.limit(); a++) {
            List<Pair> list = pairs.get(a);
            for (Pair pair : list == null ? List.<Pair>of() : list) {
                if (pair.alert() != null) {
                    alerts.add(pair.alert());
                }
            }
        }
        return alerts;
    }

    /** The greatest {@link ConflictAlert#revision} given so far. */
    public long revision() {
        return revision.get();
    }

    /** Marks an alert as seen; false when there is none with this id. */
    public boolean acknowledge(int id) {
        for (int a = 1; a < pairs.limit(); a++) {
            for (Pair pair : pairsOf(a)) {
                ConflictAlert alert = pair.alert();
                if (alert != null && alert.id() == id) {
                    revision.set(revision.get() + 1);
                    store(pair.with(alert.seen(revision.get())));
                    return true;
                }
            }
        }
        return false;
    }

    /** A shallow copy of all state, to be encoded on any thread. */
    public Capture capture() {
        @Nullable Object[] rows = pairs.copy();
        int id = lastId.get();
        long revisionNow = revision.get();
        long slot = lastSlot.get();
        return output -> {
            int count = 0;
            for (Object row : rows) {
                count += row instanceof List<?> list ? list.size() : 0;
            }
            output.writeInt(count);
            for (Object row : rows) {
                if (row instanceof List<?> list) {
                    for (Object pair : list) {
                        ((Pair) pair).write(output);
                    }
                }
            }
            output.writeInt(id);
            output.writeLong(revisionNow);
            output.writeLong(slot);
        };
    }

    /** Writes all state: {@code capture().write(output)}. */
    public void write(StateOutput output) {
        capture().write(output);
    }

    /** Replaces all state by what was written; the caller commits. */
    public void read(StateInput input) {
        for (int a = 1; a < pairs.limit(); a++) {
            pairs.set(a, null);
        }
        int count = input.readLength(1);
        for (int i = 0; i < count; i++) {
            store(Pair.read(input));
        }
        lastId.set(input.readInt());
        revision.set(input.readLong());
        lastSlot.set(input.readLong());
    }

    /** State frozen at one moment; immutable. */
    public interface Capture {
        void write(StateOutput output);
    }
}
