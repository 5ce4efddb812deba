package aero.vigil.airspace.command;

/**
 * What a controller orders for one flight, on the version of the flight he saw.
 *
 * <p>Carries neither user nor sector: the model derives both from the session.
 */
public sealed interface Order extends Command {

    /** The flight's identifier in the picture. */
    int flight();

    /** The flight's version this was given on; a conflicting change since then makes it stale. */
    int version();

    /** Hands this order to the method for its kind. */
    <R> R deliverTo(OrderHandler<R> handler);

    @Override
    default <R> R deliverTo(Command.Handler<R> handler) {
        return handler.order(this);
    }

    /** One method for each kind of order. */
    interface OrderHandler<R> {
        R assume(AssumeFlight order);

        R initiateTransfer(InitiateTransfer order);

        R acceptTransfer(AcceptTransfer order);

        R recallTransfer(RecallTransfer order);

        R rejectTransfer(RejectTransfer order);

        R clearLevel(ClearLevel order);

        R assignHeading(AssignHeading order);

        R assignSpeed(AssignSpeed order);

        R clearDirect(ClearDirect order);
    }

    /** Takes a flight under control. */
    record AssumeFlight(int flight, int version) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.assume(this);
        }
    }

    /**
     * Offers a flight to another sector.
     *
     * @param toSector elementary sector; empty: the next one of the flight's sequence
     */
    record InitiateTransfer(int flight, int version, String toSector) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.initiateTransfer(this);
        }
    }

    /** Takes a flight that was offered. */
    record AcceptTransfer(int flight, int version) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.acceptTransfer(this);
        }
    }

    /** Takes an offer back before it is accepted. */
    record RecallTransfer(int flight, int version) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.recallTransfer(this);
        }
    }

    /** Declines a flight that was offered. */
    record RejectTransfer(int flight, int version) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.rejectTransfer(this);
        }
    }

    /**
     * Clears a flight to a level.
     *
     * @param flightLevel whole flight levels (100 ft)
     */
    record ClearLevel(int flight, int version, int flightLevel) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.clearLevel(this);
        }
    }

    /**
     * Assigns a heading.
     *
     * @param headingDegrees 1..360; 0: own navigation
     */
    record AssignHeading(int flight, int version, int headingDegrees) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.assignHeading(this);
        }
    }

    /**
     * Assigns a speed; both zero: withdrawn.
     *
     * @param knotsIas indicated airspeed, 0: none
     * @param machHundredths Mach number in hundredths, 0: none
     */
    record AssignSpeed(int flight, int version, int knotsIas, int machHundredths) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.assignSpeed(this);
        }
    }

    /** Clears a flight direct to a point of the adaptation or of its route. */
    record ClearDirect(int flight, int version, String point) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.clearDirect(this);
        }
    }
}
