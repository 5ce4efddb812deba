package aero.vigil.airspace.safety;

import aero.vigil.airspace.surveillance.PlanarMotion;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.VerticalMotion;
import aero.vigil.airspace.table.Touched;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the coarse filter asks of tracks, side by side in arrays: a tick looks at some hundred
 * partners of each track, and following a track's own objects each time is most of a tick.
 *
 * <p>A copy, kept up at the beginning of each evaluation; no part of the model's state.
 */
final class WatchedTracks {

    private static final double MARGIN_FEET = 300;
    private static final byte UNKNOWN = 0;
    private static final byte APPROVED = 1;
    private static final byte NOT_APPROVED = 2;

    private final Surveillance surveillance;
    private final TrackedFlights flights;
    private final VisualCodes visualCodes;
    private final Turns turns;

    /** Tracks that have changed; here alone it is cleared. */
    private final Touched touched;

    /** Tracks whose flights have changed; here alone it is cleared. */
    private final Touched touchedFlights;

    private boolean[] watched = {};
    private int[] mode3A = {};
    private byte[] approval = {};
    private double[] x = {};
    private double[] y = {};
    private double[] vx = {};
    private double[] vy = {};
    private long[] validityMicros = {};
    private double[] feet = {};
    private double[] feetPerSecond = {};
    private long[] levelMicros = {};
    private int[] partnerOf = {};
    private long now;

    WatchedTracks(
            Surveillance surveillance,
            TrackedFlights flights,
            VisualCodes visualCodes,
            Turns turns) {
        this.surveillance = surveillance;
        this.flights = flights;
        this.visualCodes = visualCodes;
        this.turns = turns;
        touched = surveillance.follow();
        touchedFlights = flights.follow();
    }

    /** Brings it up to now: looks at what has changed since this was last called. */
    void begin(long modelTimeMicros) {
        now = modelTimeMicros;
        int limit = surveillance.trackLimit();
        if (watched.length < limit) {
            grow(Math.max(limit, watched.length * 2));
        }
        Arrays.fill(partnerOf, 0);
        for (int number = touchedFlights.next(1);
                number >= 0;
                number = touchedFlights.next(number + 1)) {
            if (number < approval.length) {
                approval[number] = UNKNOWN;
            }
        }
        touchedFlights.clear();
        for (int number = touched.next(1); number >= 0; number = touched.next(number + 1)) {
            take(number, surveillance.track(number));
        }
        touched.clear();
    }

    private void take(int number, @Nullable SystemTrack track) {
        VerticalMotion vertical = track == null ? null : track.vertical();
        if (track == null || vertical == null || !track.isInPicture()) {
            watched[number] = false;
            return;
        }
        PlanarMotion motion = track.motion();
        watched[number] = true;
        mode3A[number] = track.mode3A();
        x[number] = motion.xMetres();
        y[number] = motion.yMetres();
        vx[number] = motion.vxMetresPerSecond();
        vy[number] = motion.vyMetresPerSecond();
        validityMicros[number] = motion.validityMicros();
        feet[number] = vertical.altitudeFeet();
        feetPerSecond[number] = vertical.rateFeetPerSecond();
        levelMicros[number] = vertical.validityMicros();
    }

    private void grow(int length) {
        watched = Arrays.copyOf(watched, length);
        mode3A = Arrays.copyOf(mode3A, length);
        approval = Arrays.copyOf(approval, length);
        x = Arrays.copyOf(x, length);
        y = Arrays.copyOf(y, length);
        vx = Arrays.copyOf(vx, length);
        vy = Arrays.copyOf(vy, length);
        validityMicros = Arrays.copyOf(validityMicros, length);
        feet = Arrays.copyOf(feet, length);
        feetPerSecond = Arrays.copyOf(feetPerSecond, length);
        levelMicros = Arrays.copyOf(levelMicros, length);
        partnerOf = new int[length];
    }

    boolean isWatched(int number) {
        return number < watched.length && watched[number];
    }

    /** Notes that a pair of these two is looked at already. */
    void remember(int a, int b) {
        if (b < partnerOf.length) {
            partnerOf[b] = a;
        }
    }

    boolean isRemembered(int a, int b) {
        return partnerOf[b] == a;
    }

    /** Whether a conflict of the two concerns anybody: not two visual flights, one controlled. */
    boolean isEligible(int a, int b) {
        return !(visualCodes.include(mode3A[a]) && visualCodes.include(mode3A[b]))
                && (flights.isControlled(a) || flights.isControlled(b));
    }

    /**
     * Whether two tracks may come into a conflict by these filters: near enough to meet within the
     * look-ahead wherever they turn, and, unless one of them may turn, at a nearest approach that
     * is too near.
     *
     * @param motionA the first one's motion, at the time this was filled for
     */
    boolean isCoarselyNear(int a, PlanarMotion motionA, int b, StcaFilters filters) {
        double lookaheadSeconds = filters.parameters().lookaheadSeconds();
        double since = (now - validityMicros[b]) / 1e6;
        double dx = motionA.xMetres() - x[b] - vx[b] * since;
        double dy = motionA.yMetres() - y[b] - vy[b] * since;
        double dvx = motionA.vxMetresPerSecond() - vx[b];
        double dvy = motionA.vyMetresPerSecond() - vy[b];
        double speed = Math.sqrt(dvx * dvx + dvy * dvy);
        double reach = filters.reachMetres() + speed * lookaheadSeconds;
        if (dx * dx + dy * dy > reach * reach) {
            return false;
        }
        double seconds =
                speed == 0
                        ? 0
                        : Math.max(
                                0,
                                Math.min(
                                        lookaheadSeconds,
                                        -(dx * dvx + dy * dvy) / (speed * speed)));
        double nearestX = dx + dvx * seconds;
        double nearestY = dy + dvy * seconds;
        boolean isPassing =
                nearestX * nearestX + nearestY * nearestY
                        > filters.reachMetres() * filters.reachMetres();
        if (isPassing && !turns.mayTurn(a) && !turns.mayTurn(b)) {
            return false;
        }
        double dh = altitudeFeet(a) - altitudeFeet(b);
        double rate = feetPerSecond[a] - feetPerSecond[b];
        double towards = dh * rate < 0 ? Math.abs(rate) * lookaheadSeconds : 0;
        double gap = Math.abs(dh) - towards - MARGIN_FEET;
        // Only between the least and the greatest minimum does it matter which one holds.
        return gap < filters.leastReachFeet()
                || (gap < filters.greatestReachFeet() && gap < filters.reachFeet(minimum(a, b)));
    }

    private double altitudeFeet(int number) {
        return feet[number] + feetPerSecond[number] * ((now - levelMicros[number]) / 1e6);
    }

    private VerticalMinimum minimum(int a, int b) {
        double feetA = altitudeFeet(a);
        double feetB = altitudeFeet(b);
        return VerticalMinimum.between(feetA, isApproved(a, feetA), feetB, isApproved(b, feetB));
    }

    /** Whether RVSM minima hold for it; asked of its flight once, and only where it matters. */
    private boolean isApproved(int number, double altitudeFeet) {
        if (!VerticalMinimum.isInRvsm(altitudeFeet)) {
            return true;
        }
        if (approval[number] == UNKNOWN) {
            boolean approved = flights.isRvsmApproved(number);
            approval[number] = approved ? APPROVED : NOT_APPROVED;
        }
        return approval[number] == APPROVED;
    }
}
