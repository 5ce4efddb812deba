package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.Adaptation.LatLon;
import aero.vigil.airspace.adaptation.PlaneVolume;
import aero.vigil.airspace.adaptation.SafetyNets.ActiveTime;
import aero.vigil.airspace.adaptation.SafetyNets.AreaKind;
import java.util.List;

/**
 * An area, and whether it is active.
 *
 * @param definition what it is
 * @param isActive now
 * @param isByHand by a supervisor's order, whatever its schedule says
 * @param untilMicros when what was done by hand ends, or a defined area is removed; 0: never
 * @param permittedCallsigns flights that may fly in it by that order
 */
public record AreaState(
        Definition definition,
        boolean isActive,
        boolean isByHand,
        long untilMicros,
        List<String> permittedCallsigns) {

    private static final long MINUTE_MICROS = 60_000_000L;
    private static final long MINUTES_OF_A_DAY = 1_440;

    /** 1970-01-01 was a Thursday, the fourth day. */
    private static final long DAY_OF_EPOCH = 3;

    public AreaState {
        permittedCallsigns = List.copyOf(permittedCallsigns);
    }

    /**
     * What an area is.
     *
     * @param border of one that a supervisor defined; empty: it is the adaptation's
     * @param floor whole flight levels, of one that a supervisor defined
     * @param ceiling exclusive
     */
    public record Definition(
            String name,
            AreaKind kind,
            List<PlaneVolume> volumes,
            List<ActiveTime> schedule,
            List<String> permittedTypes,
            List<LatLon> border,
            int floor,
            int ceiling) {
        public Definition {
            volumes = List.copyOf(volumes);
            schedule = List.copyOf(schedule);
            permittedTypes = List.copyOf(permittedTypes);
            border = List.copyOf(border);
        }

        /** Whether a supervisor defined it. */
        public boolean isDefined() {
            return !border.isEmpty();
        }

        boolean isScheduledAt(long micros) {
            long minutes = StrictMath.floorDiv(micros, MINUTE_MICROS);
            long days = StrictMath.floorDiv(minutes, MINUTES_OF_A_DAY);
            long minute = StrictMath.floorMod(minutes, MINUTES_OF_A_DAY);
            char day = (char) ('1' + StrictMath.floorMod(days + DAY_OF_EPOCH, 7L));
            for (ActiveTime time : schedule) {
                if (time.days().indexOf(day) >= 0
                        && minute >= time.fromMinute()
                        && minute < time.toMinute()) {
                    return true;
                }
            }
            return false;
        }
    }

    boolean contains(double x, double y, double feet) {
        for (PlaneVolume volume : definition.volumes()) {
            if (volume.contains(x, y, feet)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a flight may fly in it; one without a flight may not. */
    boolean permits(WatchedFlight flight) {
        return permittedCallsigns.contains(flight.callsign())
                || definition.permittedTypes().contains(flight.flightType());
    }

    /** Whether what was done by hand has ended. */
    boolean isOver(long nowMicros) {
        return untilMicros != 0 && untilMicros <= nowMicros;
    }

    /** Whether it is not as it should be at this time. */
    boolean isDue(long nowMicros) {
        if (definition.isDefined()) {
            return isOver(nowMicros);
        }
        return isByHand ? isOver(nowMicros) : definition.isScheduledAt(nowMicros) != isActive;
    }

    /** By its schedule at this time: what was done by hand is over. */
    AreaState byScheduleAt(long nowMicros) {
        return new AreaState(definition, definition.isScheduledAt(nowMicros), false, 0, List.of());
    }
}
