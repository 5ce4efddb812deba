package aero.vigil.airspace.safety;

import aero.vigil.airspace.surveillance.PlanarMotion;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.VerticalMotion;
import aero.vigil.airspace.table.Rows;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the coarse filter asks of tracks, side by side in arrays: a tick looks at some hundred
 * partners of each track, and following a track's own objects each time is most of a tick.
 *
 * <p>Scratch of one evaluation: filled at its beginning, no part of the model's state.
 */
final class WatchedTracks {

    private static final double MARGIN_FEET = 300;
    private static final byte UNKNOWN = 0;
    private static final byte APPROVED = 1;
    private static final byte NOT_APPROVED = 2;

    private boolean[] watched = {};
    private int[] mode3A = {};
    private byte[] approval = {};
    private double[] x = {};
    private double[] y = {};
    private double[] vx = {};
    private double[] vy = {};
    private double[] sinceSeconds = {};
    private double[] altitudeFeet = {};
    private double[] rateFeetPerSecond = {};
    private int[] partnerOf = {};
    private @Nullable TrackedFlights flights;
    private @Nullable VisualCodes visualCodes;

    /** Fills it with the tracks as they are now. */
    void fill(Rows<SystemTrack> tracks, TrackedFlights itsFlights, VisualCodes codes, long now) {
        flights = itsFlights;
        visualCodes = codes;
        int limit = tracks.limit();
        if (watched.length < limit) {
            grow(Math.max(limit, watched.length * 2));
        }
        Arrays.fill(watched, false);
        Arrays.fill(partnerOf, 0);
        Arrays.fill(approval, UNKNOWN);
        for (int number = 1; number < limit; number++) {
            SystemTrack track = tracks.get(number);
            if (track == null || !track.isInPicture()) {
                continue;
            }
            VerticalMotion vertical = track.vertical();
            if (vertical == null) {
                continue;
            }
            PlanarMotion motion = track.motion();
            watched[number] = true;
            mode3A[number] = track.mode3A();
            x[number] = motion.xMetres();
            y[number] = motion.yMetres();
            vx[number] = motion.vxMetresPerSecond();
            vy[number] = motion.vyMetresPerSecond();
            sinceSeconds[number] = (now - motion.validityMicros()) / 1e6;
            altitudeFeet[number] = vertical.altitudeFeetAt(now);
            rateFeetPerSecond[number] = vertical.rateFeetPerSecond();
        }
    }

    private void grow(int length) {
        watched = new boolean[length];
        mode3A = new int[length];
        approval = new byte[length];
        x = new double[length];
        y = new double[length];
        vx = new double[length];
        vy = new double[length];
        sinceSeconds = new double[length];
        altitudeFeet = new double[length];
        rateFeetPerSecond = new double[length];
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
        TrackedFlights on = Objects.requireNonNull(flights);
        VisualCodes codes = Objects.requireNonNull(visualCodes);
        return !(codes.include(mode3A[a]) && codes.include(mode3A[b]))
                && (on.isControlled(a) || on.isControlled(b));
    }

    /**
     * Whether two tracks may come into a conflict by these filters.
     *
     * @param motionA the first one's motion, at the time this was filled for
     */
    boolean isCoarselyNear(int a, PlanarMotion motionA, int b, StcaFilters filters) {
        double lookaheadSeconds = filters.parameters().lookaheadSeconds();
        double since = sinceSeconds[b];
        double dx = motionA.xMetres() - x[b] - vx[b] * since;
        double dy = motionA.yMetres() - y[b] - vy[b] * since;
        double dvx = motionA.vxMetresPerSecond() - vx[b];
        double dvy = motionA.vyMetresPerSecond() - vy[b];
        double closing = Math.sqrt(dvx * dvx + dvy * dvy) * lookaheadSeconds;
        double reach = filters.reachMetres() + closing;
        if (dx * dx + dy * dy > reach * reach) {
            return false;
        }
        double dh = altitudeFeet[a] - altitudeFeet[b];
        double rate = rateFeetPerSecond[a] - rateFeetPerSecond[b];
        double towards = dh * rate < 0 ? Math.abs(rate) * lookaheadSeconds : 0;
        return Math.abs(dh) - towards < filters.reachFeet(minimum(a, b)) + MARGIN_FEET;
    }

    private VerticalMinimum minimum(int a, int b) {
        return VerticalMinimum.between(
                altitudeFeet[a], isApproved(a), altitudeFeet[b], isApproved(b));
    }

    /** Whether RVSM minima hold for it; asked of its flight once, and only where it matters. */
    private boolean isApproved(int number) {
        if (!VerticalMinimum.isInRvsm(altitudeFeet[number])) {
            return true;
        }
        if (approval[number] == UNKNOWN) {
            boolean approved = Objects.requireNonNull(flights).isRvsmApproved(number);
            approval[number] = approved ? APPROVED : NOT_APPROVED;
        }
        return approval[number] == APPROVED;
    }
}
