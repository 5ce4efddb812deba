package aero.vigil.airspace.safety;

import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.airspace.safety.PairSubjects.PairSubject;
import aero.vigil.airspace.surveillance.SystemTrack;
import org.jspecify.annotations.Nullable;

/**
 * How STCA judges a pair (airspace algorithms §7).
 *
 * <p>A conflict that is predicted farther ahead than the warning time is potential: its evidence is
 * remembered and not shown. It is raised when it comes within the warning time with two hits among
 * the latest three, or at one hit when it is imminent and both tracks are sound; it ends after
 * three misses in a row of a cylinder a tenth larger.
 */
final class PairJudgement {

    private static final double IMMINENT_SECONDS = 30;
    private static final double SOUND_NIS = 3;
    private static final int MISSES_TO_END = 3;
    private static final int HITS_TO_RAISE = 2;

    private final SystemPlane plane;
    private final StcaRegions regions;
    private final VisualCodes visualCodes;
    private final TrackedFlights flights;
    private final Inhibitions inhibitions;
    private final Turns turns;
    private final PairSubjects subjects;
    private final ConflictTable conflicts;

    PairJudgement(
            SystemPlane plane,
            StcaRegions regions,
            VisualCodes visualCodes,
            TrackedFlights flights,
            Inhibitions inhibitions,
            Turns turns,
            PairSubjects subjects,
            ConflictTable conflicts) {
        this.plane = plane;
        this.regions = regions;
        this.visualCodes = visualCodes;
        this.flights = flights;
        this.inhibitions = inhibitions;
        this.turns = turns;
        this.subjects = subjects;
        this.conflicts = conflicts;
    }

    /** What one look found. */
    private record Finding(
            Encounter encounter,
            StcaParameters parameters,
            double seconds,
            boolean isProximate,
            boolean isInfringed) {

        boolean isHit() {
            return isProximate || seconds < Encounter.NEVER;
        }

        boolean isUrgent() {
            return isProximate || seconds <= IMMINENT_SECONDS;
        }

        boolean isDue() {
            return isUrgent() || seconds <= parameters.warningSeconds();
        }
    }

    /** Looks at a pair of tracks, either of which may have gone, and remembers what it found. */
    void judge(int a, int b, long nowMicros) {
        PairSubject first = subjects.of(a);
        PairSubject second = subjects.of(b);
        Pair pair = conflicts.get(a, b);
        Finding finding =
                first == null || second == null ? null : finding(first, second, pair.isShown());
        if (finding == null || first == null || second == null) {
            if (!pair.isIdle()) {
                conflicts.store(Pair.of(a, b));
            }
            return;
        }
        SystemTrack one = first.subject().track();
        SystemTrack two = second.subject().track();
        if (pair.hasNewEvidence(one.updates(), two.updates())) {
            pair = pair.counted(finding.isHit(), one.updates(), two.updates());
        }
        conflicts.store(
                pair.isShown()
                        ? stillShown(pair, finding, nowMicros)
                        : perhapsRaised(pair, finding, one, two, nowMicros));
    }

    private Pair stillShown(Pair pair, Finding finding, long nowMicros) {
        boolean isOver = pair.misses() >= MISSES_TO_END && !finding.isInfringed();
        return isOver
                ? Pair.of(pair.trackA(), pair.trackB())
                : pair.with(alert(pair, finding, nowMicros));
    }

    private Pair perhapsRaised(
            Pair pair, Finding finding, SystemTrack one, SystemTrack two, long nowMicros) {
        if (!finding.isHit() || !finding.isDue()) {
            return pair;
        }
        boolean isSure = finding.isUrgent() && isSound(one) && isSound(two);
        return pair.hitCount() >= (isSure ? 1 : HITS_TO_RAISE)
                ? pair.with(alert(pair, finding, nowMicros))
                : pair;
    }

    /** What is found of two tracks now, or null when they do not concern STCA. */
    private @Nullable Finding finding(PairSubject first, PairSubject second, boolean isShown) {
        Subject one = first.subject();
        Subject two = second.subject();
        boolean bothVisual =
                visualCodes.include(one.track().mode3A())
                        && visualCodes.include(two.track().mode3A());
        if (bothVisual || !(one.isControlled() || two.isControlled())) {
            return null;
        }
        StcaFilters filters = regions.between(first.region(), second.region());
        Encounter encounter = new Encounter(plane, side(one), side(two));
        if (filters == null
                || isFormation(one, two, encounter)
                || inhibitions.isInhibited(NetKind.STCA, one, two)) {
            return null;
        }
        VerticalMinimum minimum =
                encounter.minimum(
                        flights.isRvsmApproved(one.track().number()),
                        flights.isRvsmApproved(two.track().number()));
        ConflictCylinder separation = filters.separation(minimum);
        return new Finding(
                encounter,
                filters.parameters(),
                encounter.secondsToViolation(
                        isShown ? filters.enlarged(minimum) : separation,
                        filters.parameters().lookaheadSeconds()),
                encounter.isProximate(filters.proximity()),
                encounter.isInfringed(separation));
    }

    private Encounter.Side side(Subject subject) {
        return new Encounter.Side(
                subject.motion(), subject.level(), turns.isTurning(subject.track()));
    }

    /** One plan for several aircraft, and one of them beside the one that carries it. */
    private static boolean isFormation(Subject one, Subject two, Encounter encounter) {
        boolean oneOfOther =
                (one.isFormation() && two.flight() == null)
                        || (two.isFormation() && one.flight() == null);
        return oneOfOther && encounter.isSideBySide();
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

    private ConflictAlert alert(Pair pair, Finding finding, long nowMicros) {
        ConflictAlert before = pair.alert();
        double lookahead = finding.parameters().lookaheadSeconds();
        return new ConflictAlert(
                before == null ? conflicts.nextId() : before.id(),
                pair.trackA(),
                pair.trackB(),
                before == null ? nowMicros : before.raisedMicros(),
                violationMicros(before, finding, nowMicros),
                finding.encounter().leastDistanceMetres(lookahead),
                finding.encounter().verticalFeetAtNearest(lookahead),
                finding.isInfringed(),
                before != null && before.acknowledged(),
                conflicts.nextRevision());
    }

    private static long violationMicros(
            @Nullable ConflictAlert before, Finding finding, long nowMicros) {
        if (!finding.isInfringed() && finding.seconds() < Encounter.NEVER) {
            return nowMicros + (long) Math.rint(finding.seconds() * 1e6);
        }
        return finding.isInfringed() || before == null ? nowMicros : before.violationMicros();
    }
}
