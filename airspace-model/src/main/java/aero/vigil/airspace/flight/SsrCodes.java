package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Adaptation.CodePlan;
import aero.vigil.airspace.adaptation.Adaptation.CodePool;
import aero.vigil.airspace.adaptation.Adaptation.CodeRange;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.surveillance.Mode3A;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.surveillance.SystemTrack;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SSR codes of the region, allocated as ORCAM does (airspace-algorithms §6a): a compatible
 * incoming code is kept, else the pool of the flight's category and direction gives its code that
 * was released longest ago. A code is never given to two.
 *
 * <p>A code is <em>special</em> (conspicuity, emergency, monitors), <em>assigned</em> to a living
 * flight of our time, <em>squawked</em> by a track that is none of that flight's,
 * <em>protected</em> for a time after it was released, or <em>free</em>: each is read off the
 * tables, nothing is kept twice.
 */
public final class SsrCodes {

    private static final double DIAGONAL = StrictMath.sqrt(0.5);
    private static final long MINUTE_MICROS = 60_000_000L;

    private final CodePlan plan;
    private final Region region;
    private final FlightTable flights;
    private final Surveillance surveillance;

    public SsrCodes(Region region, FlightTable flights, Surveillance surveillance) {
        this.plan = region.adaptation().codes();
        this.region = region;
        this.flights = flights;
        this.surveillance = surveillance;
    }

    /** Whether this region allocates codes at all. */
    public boolean isUsed() {
        return !plan.pools().isEmpty();
    }

    /** Why a code cannot be assigned to a flight, for a person; null when it can. */
    public @Nullable String obstacle(int code, Flight flight, long nowMicros) {
        Flight holder = holder(code, flight);
        if (holder != null) {
            return Mode3A.octal(code) + " is assigned to " + holder.callsign();
        }
        SystemTrack squawker = squawker(code, flight);
        if (squawker != null) {
            return Mode3A.octal(code) + " is squawked by track " + squawker.number();
        }
        long until = protectedUntil(code);
        return until <= nowMicros
                ? null
                : Mode3A.octal(code)
                        + " was released lately and is protected for "
                        + (until - nowMicros + MINUTE_MICROS - 1) / MINUTE_MICROS
                        + " more minutes";
    }

    /** Whether a flight may go on with the code it came with: a compatible one, unused here. */
    boolean keeps(int code, Flight flight) {
        return Mode3A.isDiscrete(code)
                && (isIn(plan.retained(), code) || poolOf(code) != null)
                && holder(code, flight) == null
                && squawker(code, flight) == null;
    }

    /** The next code for a flight, or {@link Squawk#NONE} when none is free. */
    public int next(Flight flight, long nowMicros) {
        String category = category(flight);
        String direction = direction(flight);
        for (CodePool pool : plan.pools()) {
            boolean fits =
                    pool.category().equals(category)
                            && (pool.directions().isEmpty()
                                    || direction.isEmpty()
                                    || pool.directions().contains(direction));
            int code = fits ? nextOf(pool, flight, nowMicros) : Squawk.NONE;
            if (code != Squawk.NONE) {
                return code;
            }
        }
        return Squawk.NONE;
    }

    private int nextOf(CodePool pool, Flight flight, long nowMicros) {
        int best = Squawk.NONE;
        for (CodeRange range : pool.ranges()) {
            for (int code = range.first(); code <= range.last(); code++) {
                boolean older =
                        best == Squawk.NONE
                                || flights.releases().lastOf(code)
                                        < flights.releases().lastOf(best);
                if (older
                        && code != flight.heldCode()
                        && Mode3A.isDiscrete(code)
                        && obstacle(code, flight, nowMicros) == null) {
                    best = code;
                }
            }
        }
        return best;
    }

    /** What the pools call a flight, for a person: "transit E". */
    public String kindOf(Flight flight) {
        return (category(flight) + " " + direction(flight)).strip();
    }

    private String category(Flight flight) {
        boolean domestic =
                region.aerodrome(flight.plan().key().departure()) != null
                        && region.aerodrome(flight.plan().key().destination()) != null;
        return domestic ? CodePool.DOMESTIC : CodePool.TRANSIT;
    }

    /** The quarter of the sky a flight goes to, N E S or W; empty when its way is not known. */
    private static String direction(Flight flight) {
        List<RoutePoint> points = flight.trajectory().points();
        if (points.size() < 2) {
            return "";
        }
        RoutePoint first = points.get(0);
        RoutePoint last = points.get(points.size() - 1);
        double dx = last.x() - first.x();
        double dy = last.y() - first.y();
        double part = DIAGONAL * Math.sqrt(dx * dx + dy * dy);
        if (Math.abs(dy) >= part) {
            return dy >= 0 ? "N" : "S";
        }
        return dx >= 0 ? "E" : "W";
    }

    /** Another flight that holds a code, or null. */
    private @Nullable Flight holder(int code, Flight flight) {
        for (Flight other : flights.withMode3a(code)) {
            if (other.id() != flight.id() && other.heldCode() == code) {
                return other;
            }
        }
        return null;
    }

    /** A track that squawks a code and is another flight's or nobody's, or null. */
    private @Nullable SystemTrack squawker(int code, Flight flight) {
        for (SystemTrack track : surveillance.tracksWithMode3A(code)) {
            Flight on = flights.onTrack(track.number());
            boolean maybeHis = on == null && isOwnCode(code, flight);
            if (!maybeHis && (on == null || on.id() != flight.id())) {
                return track;
            }
        }
        return null;
    }

    /** A track on a flight's own code that is no other flight's is taken for his. */
    private static boolean isOwnCode(int code, Flight flight) {
        return flight.track() == 0 && flight.mode3a() == code;
    }

    private long protectedUntil(int code) {
        long released = flights.releases().lastOf(code);
        CodePool pool = poolOf(code);
        return released == CodeReleases.NEVER || pool == null
                ? CodeReleases.NEVER
                : released + pool.protectionMinutes() * MINUTE_MICROS;
    }

    private @Nullable CodePool poolOf(int code) {
        for (CodePool pool : plan.pools()) {
            if (isIn(pool.ranges(), code)) {
                return pool;
            }
        }
        return null;
    }

    private static boolean isIn(List<CodeRange> ranges, int code) {
        for (CodeRange range : ranges) {
            if (code >= range.first() && code <= range.last()) {
                return true;
            }
        }
        return false;
    }
}
