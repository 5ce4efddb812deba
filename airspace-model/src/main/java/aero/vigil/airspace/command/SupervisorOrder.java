package aero.vigil.airspace.command;

/** What a supervisor orders about alarms, messages that were not taken, and the group itself. */
public sealed interface SupervisorOrder extends Command {

    /** Most characters of a reason. */
    int MAX_REASON = 80;

    /** Hands this order to the method for its kind. */
    <R> R deliverTo(SupervisorOrderHandler<R> handler);

    @Override
    default <R> R deliverTo(Command.Handler<R> handler) {
        return handler.supervisorOrder(this);
    }

    /** One method for each kind of order. */
    interface SupervisorOrderHandler<R> {
        R acknowledgeAlarm(AcknowledgeAlarm order);

        R shelveAlarm(ShelveAlarm order);

        R orderStepDown(OrderStepDown order);

        R orderCheckpoint(OrderCheckpoint order);

        R resubmitReferral(ResubmitReferral order);

        R dropReferral(DropReferral order);

        R mendQuarantined(MendQuarantined order);
    }

    /**
     * Says that one occurrence of an alarm has been seen.
     *
     * @param sinceMicros when that occurrence began, UTC
     */
    record AcknowledgeAlarm(AlarmName alarm, long sinceMicros) implements SupervisorOrder {
        @Override
        public <R> R deliverTo(SupervisorOrderHandler<R> handler) {
            return handler.acknowledgeAlarm(this);
        }
    }

    /**
     * Puts an alarm aside.
     *
     * @param untilMicros UTC; 0: the shelving ends now
     * @param reason at most {@link #MAX_REASON} characters
     */
    record ShelveAlarm(AlarmName alarm, long untilMicros, String reason)
            implements SupervisorOrder {
        @Override
        public <R> R deliverTo(SupervisorOrderHandler<R> handler) {
            return handler.shelveAlarm(this);
        }
    }

    /** Records that the primary of a view is asked to give way. */
    record OrderStepDown(long view) implements SupervisorOrder {
        @Override
        public <R> R deliverTo(SupervisorOrderHandler<R> handler) {
            return handler.orderStepDown(this);
        }
    }

    /** Has every replica take a checkpoint of the state after this op; one a minute at most. */
    record OrderCheckpoint() implements SupervisorOrder {
        @Override
        public <R> R deliverTo(SupervisorOrderHandler<R> handler) {
            return handler.orderCheckpoint(this);
        }
    }

    /**
     * Reads a referred message anew, as it was or mended, and does what it says.
     *
     * @param text from '(' to ')'
     */
    record ResubmitReferral(int number, String text) implements SupervisorOrder {
        @Override
        public <R> R deliverTo(SupervisorOrderHandler<R> handler) {
            return handler.resubmitReferral(this);
        }
    }

    /**
     * Takes a referred message off the queue, undone.
     *
     * @param reason 1 to {@link #MAX_REASON} characters
     */
    record DropReferral(int number, String reason) implements SupervisorOrder {
        @Override
        public <R> R deliverTo(SupervisorOrderHandler<R> handler) {
            return handler.dropReferral(this);
        }
    }

    /**
     * Does a quarantined command again, as it was or mended, for the session that gave it.
     *
     * @param op at which it failed
     * @param command the bytes of a command, at most {@link #MAX_BYTES}
     */
    record MendQuarantined(long op, Payload command) implements SupervisorOrder {

        /** Twice of what is kept of a command: mending seldom makes it longer. */
        public static final int MAX_BYTES = 4 << 10;

        @Override
        public <R> R deliverTo(SupervisorOrderHandler<R> handler) {
            return handler.mendQuarantined(this);
        }
    }
}
