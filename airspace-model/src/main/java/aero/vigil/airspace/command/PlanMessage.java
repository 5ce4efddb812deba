package aero.vigil.airspace.command;

/** The content of one ICAO Doc 4444 message about a flight plan. */
public sealed interface PlanMessage {

    /** Hands this message to the method for its kind. */
    <R> R deliverTo(Handler<R> handler);

    /** One method for each kind of message. */
    interface Handler<R> {
        R file(File message);

        R change(Change message);

        R cancel(Cancel message);

        R delay(Delay message);

        R depart(Depart message);

        R arrive(Arrive message);

        R estimate(Estimate message);
    }

    /** FPL. */
    record File(FiledPlan plan) implements PlanMessage {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.file(this);
        }
    }

    /** CHG: only the fields present are changed. */
    record Change(FiledPlan change) implements PlanMessage {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.change(this);
        }
    }

    /** CNL. */
    record Cancel(PlanKey key) implements PlanMessage {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.cancel(this);
        }
    }

    /** DLA: a new off-block time, microseconds UTC since 1970. */
    record Delay(PlanKey key, long newOffBlockMicros) implements PlanMessage {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.delay(this);
        }
    }

    /** DEP: airborne at this time, microseconds UTC since 1970. */
    record Depart(PlanKey key, long departureMicros) implements PlanMessage {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.depart(this);
        }
    }

    /**
     * ARR: landed.
     *
     * @param aerodrome field 17a, four letters
     * @param arrivalMicros microseconds UTC since 1970
     */
    record Arrive(PlanKey key, String aerodrome, long arrivalMicros) implements PlanMessage {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.arrive(this);
        }
    }

    /**
     * EST: when and at what level it comes over the boundary (field 14).
     *
     * @param point of its route
     * @param timeMicros microseconds UTC since 1970
     * @param level cleared, as F350
     * @param crossingLevel while it crosses; empty: the cleared one
     * @param condition A: at or above the crossing level, B: at or below; empty without one
     * @param mode3a field 7b as 12 bits, -1: none
     */
    record Estimate(
            PlanKey key,
            String point,
            long timeMicros,
            String level,
            String crossingLevel,
            String condition,
            int mode3a)
            implements PlanMessage {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.estimate(this);
        }
    }
}
