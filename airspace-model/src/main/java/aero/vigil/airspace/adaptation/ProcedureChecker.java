package aero.vigil.airspace.adaptation;

import aero.vigil.airspace.adaptation.Adaptation.Airport;
import aero.vigil.airspace.adaptation.Adaptation.DepartureRunway;
import aero.vigil.airspace.adaptation.Adaptation.Procedure;
import aero.vigil.airspace.adaptation.Adaptation.ProcedureKind;
import aero.vigil.airspace.adaptation.SafetyNets.Approach;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says what is wrong with departure runways, and with departures and arrivals. */
final class ProcedureChecker {

    /** Most departure runways of an airport: SetRunwaysInUse names no more. */
    private static final int MAX_RUNWAYS = 16;

    private final Adaptation adaptation;
    private final AdaptationChecker faults;

    /** What a procedure can serve: SID or STAR, airport and runway. */
    private final Set<String> served = new TreeSet<>();

    ProcedureChecker(Adaptation adaptation, AdaptationChecker faults) {
        this.adaptation = adaptation;
        this.faults = faults;
    }

    void check() {
        for (Airport airport : adaptation.airports()) {
            checkDepartures(airport);
        }
        for (Approach approach : adaptation.safetyNets().approaches()) {
            served.add(served(ProcedureKind.STAR, approach.airport(), approach.runway()));
        }
        checkProcedures();
    }

    private void checkDepartures(Airport airport) {
        String who = "airport " + airport.code();
        faults.need(
                airport.departureRunways().size() <= MAX_RUNWAYS,
                who + ": more than " + MAX_RUNWAYS + " departure runways");
        for (DepartureRunway departure : airport.departureRunways()) {
            String runway = departure.runway();
            faults.need(
                    isRunway(runway),
                    who + ": departure runway '" + runway + "' is not two digits and L, C or R");
            faults.need(
                    served.add(served(ProcedureKind.SID, airport.code(), runway)),
                    who + ": departure runway " + runway + " stands twice: remove one");
        }
    }

    /** Whether it is a runway designator (ICAO Annex 14, 5.2.2). */
    static boolean isRunway(String name) {
        return name.matches("[0-3][0-9][LCR]?");
    }

    private static String served(ProcedureKind kind, String airport, String runway) {
        return kind + " " + airport + " " + runway;
    }

    private void checkProcedures() {
        faults.need(
                adaptation.procedures().size() <= AdaptationChecker.MAX_NAMED,
                "more than " + AdaptationChecker.MAX_NAMED + " procedures");
        Set<String> points = new TreeSet<>();
        adaptation.points().forEach(point -> points.add(point.name()));
        Set<String> airports = new TreeSet<>();
        adaptation.airports().forEach(airport -> airports.add(airport.code()));
        Set<String> seen = new TreeSet<>();
        Map<String, String> ways = new TreeMap<>();
        for (Procedure procedure : adaptation.procedures()) {
            String who = "procedure " + procedure.name() + " of " + procedure.airport();
            faults.need(
                    procedure.name().matches("[A-Z]{2,6}[0-9]{1,2}[A-Z]{0,2}"),
                    who + ": a name is letters, a number and at most two letters");
            faults.need(
                    procedure.kind() != ProcedureKind.UNKNOWN,
                    who + ": it is neither SID nor STAR");
            faults.need(seen.add(who + procedure.kind()), who + " stands twice: remove one");
            faults.need(
                    airports.contains(procedure.airport()),
                    who + ": the airport is not in the airports");
            faults.need(!procedure.points().isEmpty(), who + " has no points");
            faults.need(
                    procedure.points().size() <= AdaptationChecker.MAX_VERTICES,
                    who + " has too many points");
            for (String point : procedure.points()) {
                faults.need(
                        points.contains(point), who + ": point " + point + " is not in the points");
            }
            checkRunways(procedure, who, ways);
        }
    }

    /**
     * @param ways which procedure leads between a runway and a point
     */
    private void checkRunways(Procedure procedure, String who, Map<String, String> ways) {
        boolean isDeparture = procedure.kind() == ProcedureKind.SID;
        for (String runway : procedure.runways()) {
            String use = served(procedure.kind(), procedure.airport(), runway);
            faults.need(
                    served.contains(use),
                    who
                            + ": runway "
                            + runway
                            + (isDeparture
                                    ? " is no departure runway of the airport"
                                    : " has no approach"));
            if (!procedure.points().isEmpty()) {
                int joins = isDeparture ? procedure.points().size() - 1 : 0;
                String point = procedure.points().get(joins);
                String other = ways.putIfAbsent(use + " " + point, procedure.name());
                faults.need(
                        other == null,
                        who + ": " + other + " serves runway " + runway + " and " + point + " too");
            }
        }
    }
}
