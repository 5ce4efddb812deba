package aero.vigil.airspace.codec;

import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.flight.Agreement;
import aero.vigil.airspace.flight.Clearances;
import aero.vigil.airspace.flight.Coordination;
import aero.vigil.airspace.flight.Ending;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.Liaison;
import aero.vigil.airspace.flight.Notice;
import aero.vigil.airspace.flight.OrderEntry;
import aero.vigil.airspace.flight.OrderLog;
import aero.vigil.airspace.flight.PlanChange;
import aero.vigil.airspace.flight.PointOut;
import aero.vigil.airspace.flight.Proposal;
import aero.vigil.airspace.flight.RoutePoint;
import aero.vigil.airspace.flight.SectorVisit;
import aero.vigil.wire.airspace.AgreedCrossing;
import aero.vigil.wire.airspace.Lifecycle;
import aero.vigil.wire.airspace.OfferedPlanChange;
import aero.vigil.wire.airspace.OpenProposal;
import aero.vigil.wire.airspace.Order;
import aero.vigil.wire.airspace.SectorEntry;
import aero.vigil.wire.airspace.SectorNotice;
import aero.vigil.wire.airspace.ShownPointOut;

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

    /**
     * @param orderLines most lines of its order log, the latest
     * @param whole every field of its plan as well
     */
    static aero.vigil.wire.airspace.Flight flight(Flight flight, int orderLines, boolean whole) {
        FiledPlan plan = flight.plan();
        aero.vigil.wire.airspace.Flight.Builder wire =
                aero.vigil.wire.airspace.Flight.newBuilder()
                        .setId(flight.id())
                        .setVersion(flight.version())
                        .setKey(FiledPlanEncoder.key(plan.key()))
                        .setFlightRules(plan.flightRules())
                        .setAircraftType(plan.aircraftType())
                        .setWakeCategory(plan.wakeCategory())
                        .setLifecycle(Lifecycle.valueOf(flight.lifecycle().name()))
                        .setTrack(flight.track())
                        .setControllingSector(flight.control().sector())
                        .setNextSector(flight.nextSector())
                        .setOfferedTo(flight.control().offeredTo())
                        .setFailedElement(flight.trajectory().failedElement())
                        .setOffRoute(flight.trajectory().offRoute())
                        .setRouteAsFiled(clipped(String.join(" ", plan.route())))
                        .setManualCorrelation(flight.manualCorrelation())
                        .setEnding(ending(flight.ending()))
                        .setDepartureTimeMicros(flight.reported().departureMicros())
                        .setArrivalTimeMicros(flight.reported().arrivalMicros())
                        .setArrivalAerodrome(flight.reported().arrivalAerodrome());
        if (flight.mode3a() >= 0) {
            wire.setMode3A(flight.mode3a());
        }
        wire.setCodeAssigned(flight.squawk().isAssigned());
        if (plan.address() != 0) {
            wire.setAddress(plan.address());
        }
        if (!plan.level().equals("VFR")) {
            wire.setRequestedLevel(level(flight.requestedFeet()));
        }
        clearances(wire, flight.clearances());
        orders(wire, flight.orders(), orderLines);
        liaison(wire, flight.liaison());
        coordination(wire, flight.coordination());
        switch (flight.lifecycle()) {
            case COORDINATED, ACTIVE -> {
                trajectory(wire, flight);
                wire.setFiled(FiledPlanEncoder.further(plan));
            }
            case FILED, TERMINATED -> {
                // Nobody looks at where it will be.
            }
        }
        if (whole) {
            wire.setFiled(FiledPlanEncoder.plan(plan));
        }
        return wire.build();
    }

    private static aero.vigil.wire.airspace.Ending ending(Ending ending) {
        return ending == Ending.NONE
                ? aero.vigil.wire.airspace.Ending.ENDING_UNSPECIFIED
                : aero.vigil.wire.airspace.Ending.valueOf(ending.name());
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
        wire.setFeetPerMinute(clearances.feetPerMinute());
        wire.setClearedRoute(clipped(String.join(" ", clearances.led().route())));
        if (clearances.hold().isCleared()) {
            wire.setHoldFix(clearances.hold().fix())
                    .setHoldUntilMicros(clearances.hold().expectedMicros());
        }
    }

    private static void orders(
            aero.vigil.wire.airspace.Flight.Builder wire, OrderLog log, int lines) {
        int first = Math.max(0, log.latest().size() - lines);
        wire.setOrdersBefore(log.before() + first);
        for (OrderEntry order : log.latest().subList(first, log.latest().size())) {
            wire.addOrders(
                    Order.newBuilder()
                            .setWhat(order.what())
                            .setValue(order.value())
                            .setSector(order.sector())
                            .setTimeMicros(order.timeMicros())
                            .setUser(order.user()));
        }
    }

    private static void liaison(aero.vigil.wire.airspace.Flight.Builder wire, Liaison liaison) {
        wire.setNote(liaison.note());
        for (PointOut one : liaison.pointOuts()) {
            wire.addPointOuts(
                    ShownPointOut.newBuilder()
                            .setFromSector(one.from())
                            .setToSector(one.to())
                            .setUser(one.user())
                            .setTimeMicros(one.sinceMicros())
                            .setAcknowledgedBy(one.acknowledgedBy()));
        }
        for (Notice one : liaison.notices()) {
            wire.addNotices(
                    SectorNotice.newBuilder()
                            .setToSector(one.to())
                            .setKind(SectorNotice.Kind.valueOf(one.kind().name()))
                            .setText(one.text())
                            .setTimeMicros(one.sinceMicros()));
        }
    }

    private static void coordination(
            aero.vigil.wire.airspace.Flight.Builder wire, Coordination coordination) {
        for (Agreement one : coordination.agreed()) {
            wire.addAgreed(
                    AgreedCrossing.newBuilder()
                            .setFromSector(one.crossing().from())
                            .setToSector(one.crossing().to())
                            .setFlightLevel(one.crossing().level())
                            .setPoint(one.crossing().point())
                            .setTimeMicros(one.sinceMicros()));
        }
        for (Proposal one : coordination.proposals()) {
            wire.addProposals(
                    OpenProposal.newBuilder()
                            .setNumber(one.number())
                            .setFromSector(one.crossing().from())
                            .setToSector(one.crossing().to())
                            .setFlightLevel(one.crossing().level())
                            .setPoint(one.crossing().point())
                            .setBySector(one.by())
                            .setUser(one.user())
                            .setTimeMicros(one.sinceMicros()));
        }
        PlanChange change = coordination.planChange();
        if (change != null) {
            wire.setPlanChange(
                    OfferedPlanChange.newBuilder()
                            .setNumber(change.number())
                            .setText(change.words())
                            .setTimeMicros(change.sinceMicros()));
        }
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
            int agreed = flight.coordination().entryLevel(visit.sector());
            int entryLevel = agreed == 0 ? level(visit.levelFeet()) : agreed;
            wire.addSectors(
                    SectorEntry.newBuilder()
                            .setSector(visit.sector())
                            .setEntryMicros(visit.entryMicros())
                            .setExitMicros(visit.exitMicros())
                            .setLevel(entryLevel)
                            .setEntryPoint(visit.entryPoint()));
            if (visit.sector().equals(flight.nextSector())) {
                wire.setEntryLevel(entryLevel);
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
