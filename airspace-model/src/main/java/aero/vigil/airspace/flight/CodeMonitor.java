package aero.vigil.airspace.flight;

import aero.vigil.airspace.surveillance.Mode3A;
import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.surveillance.SystemTrack;
import java.util.List;

/**
 * Sees to it that flights have codes and squawk them, and that no two tracks squawk the same
 * (airspace-algorithms §6a).
 */
public final class CodeMonitor {

    /** A code assigned and not squawked for so long is reminded of. */
    private static final long REMINDED_MICROS = 30_000_000L;

    private final FlightTable flights;
    private final FlightAlerts alerts;
    private final SsrCodes codes;
    private final Surveillance surveillance;

    public CodeMonitor(
            FlightTable flights, FlightAlerts alerts, SsrCodes codes, Surveillance surveillance) {
        this.flights = flights;
        this.alerts = alerts;
        this.codes = codes;
        this.surveillance = surveillance;
    }

    /** Evaluates one flight. */
    public void evaluate(int id, long nowMicros) {
        Flight flight = flights.get(id);
        if (flight == null || !flight.isOfOurTime()) {
            return;
        }
        if (!flight.squawk().isAssigned() && codes.isUsed() && isAllocated(flight)) {
            settle(flight, nowMicros);
        } else {
            remind(flight, nowMicros);
        }
    }

    /** Flights under instrument rules at first are given a code without anybody's order. */
    private static boolean isAllocated(Flight flight) {
        String rules = flight.plan().flightRules();
        return rules.equals("I") || rules.equals("Y");
    }

    private void settle(Flight flight, long now) {
        int filed = flight.plan().mode3a();
        int code = codes.keeps(filed, flight) ? filed : codes.next(flight, now);
        if (code != Squawk.NONE) {
            flights.store(flight.squawking(code, now));
            return;
        }
        alerts.found(
                FlightAlert.Kind.NO_CODE_FREE,
                0,
                0,
                flight.id(),
                "no " + codes.kindOf(flight) + " code is free for " + flight.callsign(),
                now);
    }

    private void remind(Flight flight, long now) {
        SystemTrack track = surveillance.track(flight.track());
        Squawk squawk = flight.squawk();
        if (track != null
                && squawk.isAssigned()
                && track.mode3A() != Plot.ABSENT
                && track.mode3A() != squawk.assigned()
                && now - squawk.sinceMicros() > REMINDED_MICROS) {
            alerts.found(
                    FlightAlert.Kind.CODE_NOT_SQUAWKED,
                    track.number(),
                    0,
                    flight.id(),
                    flight.callsign()
                            + " squawks "
                            + Mode3A.octal(track.mode3A())
                            + ", assigned "
                            + Mode3A.octal(squawk.assigned()),
                    now);
        }
    }

    /** Says when another track squawks a discrete code too. */
    public void evaluateTrack(int number, long nowMicros) {
        SystemTrack track = surveillance.track(number);
        if (track == null || !track.isInPicture() || !Mode3A.isDiscrete(track.mode3A())) {
            return;
        }
        for (SystemTrack other : surveillance.tracksWithMode3A(track.mode3A())) {
            boolean another =
                    other.number() > number
                            && (other.address() == Plot.ABSENT
                                    || other.address() != track.address());
            if (another
                    && !alerts.seen(
                            FlightAlert.Kind.DUPLICATE_CODE, number, other.number(), nowMicros)) {
                raise(track, other, nowMicros);
            }
        }
    }

    private void raise(SystemTrack track, SystemTrack other, long now) {
        List<Flight> holders = flights.withMode3a(track.mode3A());
        String code = "two tracks on code " + Mode3A.octal(track.mode3A());
        alerts.found(
                FlightAlert.Kind.DUPLICATE_CODE,
                track.number(),
                other.number(),
                holders.isEmpty() ? 0 : holders.get(0).id(),
                holders.isEmpty() ? code : code + " of " + holders.get(0).callsign(),
                now);
    }
}
