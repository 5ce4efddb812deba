package aero.vigil.airspace.flight;

import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.surveillance.Mode3A;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which track is which flight (airspace-algorithms §6a).
 *
 * <p>One flight for the track and one track for the flight, or none: anything else is an alert at
 * both, and no label moves. Two evaluations with new plots between them join; three against, far
 * from the route, part. Coasting never parts; what a controller joined only he parts.
 */
public final class Correlator {

    private static final int JOINING_EVALUATIONS = 2;
    private static final int PARTING_EVALUATIONS = 3;

    private final FlightTable flights;
    private final FlightAlerts alerts;
    private final Surveillance surveillance;
    private final Table<Candidacy> candidacies;

    public Correlator(
            UnitOfWork work, FlightTable flights, FlightAlerts alerts, Surveillance surveillance) {
        this.flights = flights;
        this.alerts = alerts;
        this.surveillance = surveillance;
        candidacies = new Table<>(work, "candidacies", SystemTrack.MAX_NUMBER);
    }

    /** Evaluates one track. */
    public void evaluate(int number, long nowMicros) {
        SystemTrack track = surveillance.track(number);
        if (track == null || !track.isInPicture()) {
            return;
        }
        Flight own = flights.onTrack(number);
        if (own == null) {
            join(track, nowMicros);
        } else if (!own.manualCorrelation()) {
            part(track, own, nowMicros);
        }
    }

    private void join(SystemTrack track, long now) {
        for (Evidence evidence : Evidence.values()) {
            List<Flight> candidates = new ArrayList<>();
            for (Flight flight : flightsWith(evidence, track)) {
                if (RouteTest.passes(flight, track, now, 1)) {
                    candidates.add(flight);
                }
            }
            List<Flight> free = new ArrayList<>();
            for (Flight flight : candidates) {
                if (flight.isEligible()) {
                    free.add(flight);
                } else if (flight.isCorrelated()) {
                    duplicate(evidence, track.number(), flight.track(), flight, now);
                }
            }
            if (free.size() > 1) {
                ambiguous(track, free, now);
                return;
            }
            if (free.size() == 1 && candidates.size() == 1) {
                joinOnly(evidence, track, free.get(0), now);
                return;
            }
            if (!candidates.isEmpty()) {
                return;
            }
        }
        candidacies.set(track.number(), null);
    }

    private void joinOnly(Evidence evidence, SystemTrack track, Flight flight, long now) {
        for (SystemTrack rival : tracksWith(evidence, track)) {
            if (rival.number() != track.number()
                    && flights.onTrack(rival.number()) == null
                    && RouteTest.passes(flight, rival, now, 1)) {
                duplicate(evidence, track.number(), rival.number(), flight, now);
                candidacies.set(track.number(), null);
                return;
            }
        }
        boolean certain =
                Evidence.ADDRESS.speaksFor(track, flight)
                        && Evidence.CALLSIGN.speaksFor(track, flight);
        if (certain || counted(track, flight, false) >= JOINING_EVALUATIONS) {
            candidacies.set(track.number(), null);
            correlated(flight, track.number(), false);
        }
    }

    private void part(SystemTrack track, Flight flight, long now) {
        boolean against =
                Evidence.CALLSIGN.speaksAgainst(track, flight)
                        || Evidence.CODE.speaksAgainst(track, flight);
        if (!against || RouteTest.passes(flight, track, now, 2)) {
            candidacies.set(track.number(), null);
        } else if (counted(track, flight, true) >= PARTING_EVALUATIONS) {
            candidacies.set(track.number(), null);
            flights.store(flight.onTrack(0, false));
        }
    }

    /** Counts an evaluation if there was a plot since the last; returns how many there are. */
    private int counted(SystemTrack track, Flight flight, boolean parting) {
        Candidacy before = candidacies.get(track.number());
        boolean same =
                before != null && before.flight() == flight.id() && before.parting() == parting;
        if (before != null && same && before.updates() == track.updates()) {
            return before.count();
        }
        int count = before != null && same ? before.count() + 1 : 1;
        candidacies.set(
                track.number(),
                new Candidacy(track.number(), flight.id(), parting, count, track.updates()));
        return count;
    }

    private void ambiguous(SystemTrack track, List<Flight> flightsFound, long now) {
        candidacies.set(track.number(), null);
        StringBuilder text = new StringBuilder("track could be ");
        for (int i = 0; i < Math.min(4, flightsFound.size()); i++) {
            text.append(i == 0 ? "" : " or ").append(flightsFound.get(i).plan().key());
        }
        alerts.found(
                FlightAlert.Kind.AMBIGUOUS_CORRELATION,
                track.number(),
                0,
                flightsFound.get(0).id(),
                text.toString(),
                now);
    }

    private void duplicate(Evidence evidence, int one, int other, Flight flight, long now) {
        boolean address = evidence == Evidence.ADDRESS;
        String text =
                switch (evidence) {
                    case ADDRESS -> "two tracks with the address of " + flight.callsign();
                    case CALLSIGN -> "two tracks with the callsign " + flight.callsign();
                    case CODE ->
                            "two tracks on code "
                                    + Mode3A.octal(flight.mode3a())
                                    + " of "
                                    + flight.callsign();
                };
        alerts.found(
                address ? FlightAlert.Kind.DUPLICATE_ADDRESS : FlightAlert.Kind.DUPLICATE_CODE,
                Math.min(one, other),
                Math.max(one, other),
                flight.id(),
                text,
                now);
    }

    private List<Flight> flightsWith(Evidence evidence, SystemTrack track) {
        List<Flight> found =
                switch (evidence) {
                    case ADDRESS -> flights.withAddress(track.address());
                    case CALLSIGN -> flights.withCallsign(track.callsign());
                    case CODE -> flights.withMode3a(track.mode3A());
                };
        List<Flight> speaking = new ArrayList<>();
        for (Flight flight : found) {
            if (evidence.speaksFor(track, flight)) {
                speaking.add(flight);
            }
        }
        return speaking;
    }

    private List<SystemTrack> tracksWith(Evidence evidence, SystemTrack track) {
        return switch (evidence) {
            case ADDRESS -> surveillance.tracksWithAddress(track.address());
            case CODE -> surveillance.tracksWithMode3A(track.mode3A());
            case CALLSIGN -> surveillance.tracksWithCallsign(track.callsign());
        };
    }

    private Flight correlated(Flight flight, int track, boolean manual) {
        Flight joined = flight.onTrack(track, manual);
        return flights.store(joined.at(Lifecycle.ACTIVE));
    }

    /** Joins by hand; the caller has checked who may. */
    public Result correlate(int flightId, int trackNumber) {
        Flight flight = flights.get(flightId);
        SystemTrack track = surveillance.track(trackNumber);
        if (flight == null || flight.isTerminated()) {
            return Result.rejected(Reason.UNKNOWN_FLIGHT, "there is no flight " + flightId);
        }
        if (track == null || !track.isInPicture()) {
            return Result.rejected(Reason.UNKNOWN_TRACK, "there is no track " + trackNumber);
        }
        Flight other = flights.onTrack(trackNumber);
        if (other != null || flight.isCorrelated()) {
            return Result.rejected(
                    Reason.ALREADY_CORRELATED,
                    other != null
                            ? "track " + trackNumber + " is " + other.callsign() + " already"
                            : flight.callsign() + " is track " + flight.track() + " already");
        }
        candidacies.set(trackNumber, null);
        Flight joined = correlated(flight, trackNumber, true);
        return Result.accepted(joined.id(), joined.version(), "");
    }

    /** Parts by hand; the caller has checked who may. */
    public Result decorrelate(int flightId) {
        Flight flight = flights.get(flightId);
        if (flight == null || flight.isTerminated()) {
            return Result.rejected(Reason.UNKNOWN_FLIGHT, "there is no flight " + flightId);
        }
        if (!flight.isCorrelated()) {
            return Result.rejected(
                    Reason.NOT_CORRELATED, flight.callsign() + " has no track to part from");
        }
        Flight parted = flights.store(flight.onTrack(0, false));
        return Result.accepted(parted.id(), parted.version(), "");
    }

    /** A track is gone; its flight goes on with the track that carries it on, or without one. */
    void trackEnded(SystemTrack last, int successor) {
        candidacies.set(last.number(), null);
        Flight flight = flights.onTrack(last.number());
        if (flight != null) {
            boolean free = successor != 0 && flights.onTrack(successor) == null;
            flights.store(flight.onTrack(free ? successor : 0, free && flight.manualCorrelation()));
        }
    }

    /** Everything, frozen. */
    public StateCapture capture() {
        @Nullable Object[] rows = candidacies.copy();
        int count = candidacies.size();
        return out -> {
            out.writeInt(count);
            for (Object row : rows) {
                if (row instanceof Candidacy candidacy) {
                    out.writeRecord(candidacy, Candidacy::write);
                }
            }
        };
    }

    /** Reads into an unused correlator what a capture wrote. */
    public void read(StateInput in) {
        for (int i = in.readLength(21); i > 0; i--) {
            Candidacy candidacy = in.readRecord(Candidacy.class, Candidacy::read);
            candidacies.set(candidacy.track(), candidacy);
        }
    }
}
