package aero.vigil.airspace.command;

import java.util.List;

/**
 * What a controller orders for one flight, on the version of the flight he saw.
 *
 * <p>Carries neither user nor sector: the model derives both from the session.
 */
public sealed interface Order extends Command {

    /** Most characters of a label's note. */
    int MAX_NOTE = 32;

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

        R forceAssume(ForceAssume order);

        R release(ReleaseFlight order);

        R terminate(TerminateFlight order);

        R initiateTransfer(InitiateTransfer order);

        R acceptTransfer(AcceptTransfer order);

        R recallTransfer(RecallTransfer order);

        R rejectTransfer(RejectTransfer order);

        R clearLevel(ClearLevel order);

        R assignHeading(AssignHeading order);

        R assignSpeed(AssignSpeed order);

        R assignVerticalRate(AssignVerticalRate order);

        R clearDirect(ClearDirect order);

        R clearRoute(ClearRoute order);

        R hold(HoldFlight order);

        R leaveHold(LeaveHold order);

        R setNote(SetLabelNote order);

        R pointOut(PointOut order);

        R acknowledgePointOut(AcknowledgePointOut order);

        R acknowledgeNotice(AcknowledgeNotice order);

        R proposeExit(ProposeExit order);

        R proposeEntry(ProposeEntry order);

        R acceptProposal(AcceptProposal order);

        R counterProposal(CounterProposal order);

        R rejectProposal(RejectProposal order);

        R abrogate(AbrogateCoordination order);

        R assignCode(AssignCode order);
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

    /** Takes a flight from the sector that controls it. */
    record ForceAssume(int flight, int version) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.forceAssume(this);
        }
    }

    /** Lets a flight go: no one controls it then. */
    record ReleaseFlight(int flight, int version) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.release(this);
        }
    }

    /** Ends a flight. */
    record TerminateFlight(int flight, int version) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.terminate(this);
        }
    }

    /**
     * Assigns a rate of climb or descent to the cleared level.
     *
     * @param feetPerMinute 100..8000, 0: withdrawn
     */
    record AssignVerticalRate(int flight, int version, int feetPerMinute) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.assignVerticalRate(this);
        }
    }

    /**
     * Clears a flight along a new route from where it is.
     *
     * @param route elements as in field 15c, 1 to {@link FiledPlan#MAX_ELEMENTS}
     */
    record ClearRoute(int flight, int version, List<String> route) implements Order {

        public ClearRoute {
            route = List.copyOf(route);
        }

        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.clearRoute(this);
        }
    }

    /**
     * Clears a flight to hold at a point of its route.
     *
     * @param flightLevel whole flight levels, 0: as cleared
     * @param expectedMicros expected approach time, UTC, 0: not known
     */
    record HoldFlight(int flight, int version, String fix, int flightLevel, long expectedMicros)
            implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.hold(this);
        }
    }

    /** Ends a hold. */
    record LeaveHold(int flight, int version) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.leaveHold(this);
        }
    }

    /**
     * Writes the note of a flight's label.
     *
     * @param text printable ASCII, at most {@link #MAX_NOTE} characters, empty: none
     */
    record SetLabelNote(int flight, int version, String text) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.setNote(this);
        }
    }

    /** Shows a flight to a sector that will not control it. */
    record PointOut(int flight, int version, String toSector) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.pointOut(this);
        }
    }

    /** Says that a flight pointed out to this position has been seen. */
    record AcknowledgePointOut(int flight, int version) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.acknowledgePointOut(this);
        }
    }

    /** Says that what this position was told about a flight has been read. */
    record AcknowledgeNotice(int flight, int version) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.acknowledgeNotice(this);
        }
    }

    /**
     * Proposes how a flight leaves one's sector (XFL).
     *
     * @param toSector elementary sector; empty: the next one of the flight's sequence
     * @param flightLevel whole flight levels, 0: no level is proposed
     * @param point over which it crosses, empty: none is proposed
     */
    record ProposeExit(int flight, int version, String toSector, int flightLevel, String point)
            implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.proposeExit(this);
        }
    }

    /**
     * Proposes how a flight enters one's sector (PEL).
     *
     * @param fromSector elementary sector; empty: the one before in the flight's sequence
     * @param flightLevel whole flight levels, 0: no level is proposed
     * @param point over which it crosses, empty: none is proposed
     */
    record ProposeEntry(int flight, int version, String fromSector, int flightLevel, String point)
            implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.proposeEntry(this);
        }
    }

    /** Agrees to a proposal, or to a change of the plan. */
    record AcceptProposal(int flight, int version, int number) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.acceptProposal(this);
        }
    }

    /**
     * Answers a proposal by another.
     *
     * @param number of the proposal answered
     * @param flightLevel whole flight levels, 0: no level is proposed
     * @param point over which it crosses, empty: none is proposed
     */
    record CounterProposal(int flight, int version, int number, int flightLevel, String point)
            implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.counterProposal(this);
        }
    }

    /** Declines a proposal or a change of the plan, or takes one's own proposal back. */
    record RejectProposal(int flight, int version, int number) implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.rejectProposal(this);
        }
    }

    /** Takes an agreed crossing back. */
    record AbrogateCoordination(int flight, int version, String fromSector, String toSector)
            implements Order {
        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.abrogate(this);
        }
    }

    /**
     * Assigns an SSR code.
     *
     * @param code 12 bits, {@link #NEXT_CODE}: the next one that is free for this flight
     */
    record AssignCode(int flight, int version, int code) implements Order {

        /** Stands for the next free code. */
        public static final int NEXT_CODE = -1;

        @Override
        public <R> R deliverTo(OrderHandler<R> handler) {
            return handler.assignCode(this);
        }
    }
}
