package aero.vigil.airspace.command;

import java.util.List;

/** The answer to one command: a value, the same on every replica. */
public sealed interface Result {

    /** Hands this result to the method for its kind. */
    <R> R deliverTo(Handler<R> handler);

    /** One method for each kind of result. */
    interface Handler<R> {
        R accepted(Accepted accepted);

        R rejected(Rejected rejected);
    }

    /** The command took effect on a flight, or on nothing that has a number (flight 0). */
    static Accepted accepted(int flight, int version, String note) {
        return new Accepted(Payload.EMPTY, flight, version, 0, List.of(), note);
    }

    /** The command took effect and there is nothing to tell. */
    static Accepted accepted() {
        return accepted(0, 0, "");
    }

    /**
     * The command changed nothing.
     *
     * @param text for a person: what is wrong and what would be right
     */
    static Rejected rejected(Reason reason, String text) {
        return new Rejected(reason, text, "");
    }

    /**
     * A command that took effect.
     *
     * @param payload of a Ping
     * @param flight the flight an order or plan message was about, 0: none
     * @param version that flight's version after it
     * @param plotsApplied plots of a batch that took effect
     * @param plotsNotApplied the others by reason, sorted
     * @param note what else a person should know, mostly empty
     */
    record Accepted(
            Payload payload,
            int flight,
            int version,
            int plotsApplied,
            List<CountByReason> plotsNotApplied,
            String note)
            implements Result {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.accepted(this);
        }
    }

    /**
     * A command that changed nothing.
     *
     * @param text for a person: what is wrong and what would be right
     * @param field of a plan message: the ICAO field at fault, else empty
     */
    record Rejected(Reason reason, String text, String field) implements Result {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.rejected(this);
        }
    }
}
