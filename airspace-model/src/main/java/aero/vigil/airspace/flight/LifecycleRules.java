package aero.vigil.airspace.flight;

import java.util.List;

/** The rules by which a flight moves through its life (airspace-algorithms §2); pure. */
final class LifecycleRules {

    private static final long MINUTE_MICROS = 60_000_000L;

    /** A flight is coordinated this long before it is first expected. */
    static final long COORDINATED_AHEAD_MICROS = 15 * MINUTE_MICROS;

    /** A flight without a track is overdue this long after its estimated arrival. */
    static final long OVERDUE_MICROS = 30 * MINUTE_MICROS;

    /** A flight filed and never activated ends this long after its off-block time. */
    static final long NEVER_ACTIVATED_MICROS = 4 * 60 * MINUTE_MICROS;

    /** A terminated flight is kept this long. */
    static final long KEPT_MICROS = 30 * MINUTE_MICROS;

    private LifecycleRules() {}

    /** Where a flight not yet terminated is at this time. */
    static Lifecycle lifecycle(Flight flight, long nowMicros) {
        boolean tracked = flight.isCorrelated();
        if (flight.lifecycle() == Lifecycle.TERMINATED
                || (!tracked && flight.reported().arrivalMicros() != 0)
                || (!tracked && isOverdue(flight.trajectory(), nowMicros))) {
            return Lifecycle.TERMINATED;
        }
        boolean active =
                tracked
                        || flight.reported().departureMicros() != 0
                        || flight.control().isControlled();
        if (active || flight.lifecycle() == Lifecycle.ACTIVE) {
            return Lifecycle.ACTIVE;
        }
        long offBlock = flight.plan().key().offBlockMicros();
        if (nowMicros > offBlock + NEVER_ACTIVATED_MICROS
                && nowMicros > flight.trajectory().arrivalMicros()) {
            return Lifecycle.TERMINATED;
        }
        boolean isTold = flight.reported().estimate() != null;
        return isTold || nowMicros >= firstExpected(flight) - COORDINATED_AHEAD_MICROS
                ? Lifecycle.COORDINATED
                : Lifecycle.FILED;
    }

    private static long firstExpected(Flight flight) {
        long offBlock = flight.plan().key().offBlockMicros();
        return flight.trajectory().timesAssumed()
                ? offBlock
                : Math.min(offBlock, flight.trajectory().firstMicros());
    }

    /** Whether a flight with this trajectory and no track has not arrived for too long. */
    static boolean isOverdue(Trajectory trajectory, long nowMicros) {
        return nowMicros > trajectory.arrivalMicros() + OVERDUE_MICROS;
    }

    /** The sector after the controlling one; without control the first not left yet. */
    static String nextSector(Trajectory trajectory, String controlling, long nowMicros) {
        List<SectorVisit> visits = trajectory.sectors();
        int from = 0;
        for (int i = visits.size() - 1; i >= 0 && !controlling.isEmpty(); i--) {
            boolean own = visits.get(i).sector().equals(controlling);
            if (own && (visits.get(i).entryMicros() <= nowMicros || isFirst(visits, i))) {
                from = i + 1;
                break;
            }
        }
        for (int i = from; i < visits.size(); i++) {
            SectorVisit visit = visits.get(i);
            if (visit.exitMicros() > nowMicros && !visit.sector().equals(controlling)) {
                return visit.sector();
            }
        }
        return "";
    }

    private static boolean isFirst(List<SectorVisit> visits, int index) {
        for (int i = 0; i < index; i++) {
            if (visits.get(i).sector().equals(visits.get(index).sector())) {
                return false;
            }
        }
        return true;
    }
}
