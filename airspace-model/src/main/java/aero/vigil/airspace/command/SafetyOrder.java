package aero.vigil.airspace.command;

import aero.vigil.airspace.adaptation.Adaptation.LatLon;
import aero.vigil.airspace.adaptation.SafetyNets.AreaKind;
import java.util.List;

/** What a supervisor tells the safety nets. Times are UTC microseconds of model time. */
public sealed interface SafetyOrder extends Command {

    /** Hands this order to the method for its kind. */
    <R> R deliverTo(SafetyOrderHandler<R> handler);

    @Override
    default <R> R deliverTo(Command.Handler<R> handler) {
        return handler.safetyOrder(this);
    }

    /** One method for each kind of order. */
    interface SafetyOrderHandler<R> {
        R activateArea(ActivateArea order);

        R defineArea(DefineArea order);

        R setQnh(SetQnh order);

        R setRunwaysInUse(SetRunwaysInUse order);

        R inhibitAlerts(InhibitAlerts order);
    }

    /**
     * Makes an area active or not, whatever its schedule says.
     *
     * @param untilMicros then the schedule holds again; 0: until the next such order
     * @param permittedCallsigns flights that may fly in it meanwhile
     */
    record ActivateArea(
            String area, boolean active, long untilMicros, List<String> permittedCallsigns)
            implements SafetyOrder {

        /** Most flights permitted by one order. */
        public static final int MAX_PERMITTED = 32;

        public ActivateArea {
            permittedCallsigns = List.copyOf(permittedCallsigns);
        }

        @Override
        public <R> R deliverTo(SafetyOrderHandler<R> handler) {
            return handler.activateArea(this);
        }
    }

    /**
     * Defines an area of the supervisor's own, active at once; removes it when it has no border.
     *
     * @param floor whole flight levels, inclusive
     * @param ceiling exclusive
     * @param untilMicros then it is removed; 0: never
     */
    record DefineArea(
            String area,
            AreaKind areaKind,
            List<LatLon> border,
            int floor,
            int ceiling,
            long untilMicros)
            implements SafetyOrder {

        /** Most points of a border. */
        public static final int MAX_POINTS = 64;

        public DefineArea {
            border = List.copyOf(border);
        }

        @Override
        public <R> R deliverTo(SafetyOrderHandler<R> handler) {
            return handler.defineArea(this);
        }
    }

    /**
     * Tells a region's QNH.
     *
     * @param hectopascals 0 withdraws
     */
    record SetQnh(String region, int hectopascals) implements SafetyOrder {
        @Override
        public <R> R deliverTo(SafetyOrderHandler<R> handler) {
            return handler.setQnh(this);
        }
    }

    /**
     * Tells which runways of an airport are in use.
     *
     * @param landings those landed on; none: no landings
     * @param departures those departed from; none: no departures
     */
    record SetRunwaysInUse(String airport, List<String> landings, List<String> departures)
            implements SafetyOrder {

        /** Most runways of an airport in each use. */
        public static final int MAX_RUNWAYS = 16;

        public SetRunwaysInUse {
            landings = List.copyOf(landings);
            departures = List.copyOf(departures);
        }

        @Override
        public <R> R deliverTo(SafetyOrderHandler<R> handler) {
            return handler.setRunwaysInUse(this);
        }
    }

    /**
     * Keeps alerts of one kind about a track, a flight or an area from being raised.
     *
     * @param alertKind a name of {@code vigil.airspace.Alert.Kind}
     * @param track 0: not about a track
     * @param flight 0: not about a flight
     * @param area empty: not about an area
     * @param untilMicros 0: the inhibition ends now
     */
    record InhibitAlerts(String alertKind, int track, int flight, String area, long untilMicros)
            implements SafetyOrder {
        @Override
        public <R> R deliverTo(SafetyOrderHandler<R> handler) {
            return handler.inhibitAlerts(this);
        }
    }
}
