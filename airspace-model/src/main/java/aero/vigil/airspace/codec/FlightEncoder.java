package aero.vigil.airspace.codec;

import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.flight.Clearances;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.OrderEntry;
import aero.vigil.airspace.flight.RoutePoint;
import aero.vigil.airspace.flight.SectorVisit;
import aero.vigil.wire.airspace.Lifecycle;
import aero.vigil.wire.airspace.Order;
import aero.vigil.wire.airspace.PlanKey;
import aero.vigil.wire.airspace.SectorEntry;

/**
 * Writes flights.
 *
 * <p>A flight that is not soon here, or is over, is written without its trajectory: of 5,000 plans
 * a few hundred are flying, and a keyframe should say only what somebody looks at.
 */
final class FlightEncoder {

    /** Most points of a route shown, from the last one passed on. */
    static final int MAX_POINTS = 64;

    /** Most characters of a route as filed. */
    static final int MAX_ROUTE_TEXT = 500;

    private static final double FEET_PER_LEVEL = 100;

    private FlightEncoder() {}

    static aero.vigil.wire.airspace.Flight flight(Flight flight) {
        FiledPlan plan = flight.plan();
        aero.vigil.wire.airspace.Flight.Builder wire =
                aero.vigil.wire.airspace.Flight.newBuilder()
                        .setId(flight.id())
                        .setVersion(flight.version())
                        .setKey(
                                PlanKey.newBuilder()
                                        .setCallsign(flight.callsign())
                                        .setDeparture(plan.key().departure())
                                        .setDestination(plan.key().destination())
                                        .setOffBlockTimeMicros(plan.key().offBlockMicros()))
                        .setFlightRules(plan.flightRules())
                        .setAircraftType(plan.aircraftType())
                        .setWakeCategory(plan.wakeCategory())
                        .setLifecycle(Lifecycle.valueOf(flight.lifecycle().name()))
                        .setTrack(flight.track())
                        .setControllingSector(flight.control().sector())
                        .setNextSector(flight.nextSector())
                        .setOfferedTo(flight.control().offeredTo())
                        .setFailedElement(flight.trajectory().failedElement())
                        .setRouteAsFiled(clipped(String.join(" ", plan.route())))
                        .setManualCorrelation(flight.manualCorrelation());
        if (plan.mode3a() >= 0) {
            wire.setMode3A(plan.mode3a());
        }
        if (plan.address() != 0) {
            wire.setAddress(plan.address());
        }
        if (!plan.level().equals("VFR")) {
            wire.setRequestedLevel(level(flight.requestedFeet()));
        }
        clearances(wire, flight.clearances());
        for (OrderEntry order : flight.orders()) {
            wire.addOrders(
                    Order.newBuilder()
                            .setWhat(order.what())
                            .setValue(order.value())
                            .setSector(order.sector())
                            .setTimeMicros(order.timeMicros()));
        }
        switch (flight.lifecycle()) {
            case COORDINATED, ACTIVE -> trajectory(wire, flight);
            case FILED, TERMINATED -> {
                // Nobody looks at where it will be.
            }
        }
        return wire.build();
    }

    private static void clearances(
            aero.vigil.wire.airspace.Flight.Builder wire, Clearances clearances) {
        if (clearances.flightLevel() != Clearances.NONE) {
            wire.setClearedLevel(clearances.flightLevel());
        }
        if (clearances.headingDegrees() != 0) {
            wire.setHeadingDegrees(clearances.headingDegrees());
        }
        if (clearances.knotsIas() != 0) {
            wire.setKnotsIas(clearances.knotsIas());
        }
        if (clearances.machHundredths() != 0) {
            wire.setMachHundredths(clearances.machHundredths());
        }
        wire.setDirectTo(clearances.directTo());
    }

    private static void trajectory(aero.vigil.wire.airspace.Flight.Builder wire, Flight flight) {
        int first = Math.max(0, flight.trajectory().nextPoint() - 1);
        int last = Math.min(flight.trajectory().points().size(), first + MAX_POINTS);
        for (RoutePoint point : flight.trajectory().points().subList(first, last)) {
            wire.addRoute(
                    aero.vigil.wire.airspace.RoutePoint.newBuilder()
                            .setName(point.name())
                            .setX(PictureEncoder.quantised(point.x(), 0.5))
                            .setY(PictureEncoder.quantised(point.y(), 0.5))
                            .setTimeMicros(point.timeMicros())
                            .setLevel(level(point.levelFeet()))
                            .setPassed(point.passed()));
        }
        for (SectorVisit visit : flight.trajectory().sectors()) {
            wire.addSectors(
                    SectorEntry.newBuilder()
                            .setSector(visit.sector())
                            .setEntryMicros(visit.entryMicros())
                            .setExitMicros(visit.exitMicros())
                            .setLevel(level(visit.levelFeet()))
                            .setEntryPoint(visit.entryPoint()));
            if (visit.sector().equals(flight.nextSector())) {
                wire.setEntryLevel(level(visit.levelFeet()));
            }
        }
    }

    private static int level(double feet) {
        return Math.max(0, PictureEncoder.quantised(feet, FEET_PER_LEVEL));
    }

    private static String clipped(String route) {
        return route.length() <= MAX_ROUTE_TEXT ? route : route.substring(0, MAX_ROUTE_TEXT);
    }
}
