package aero.vigil.airspace.codec.icao;

import aero.vigil.wire.airspace.FlightPlanMessage;

/** What became of one message's text: a message for the model, or a reason for its sender. */
public sealed interface PlanReading {

    /** Hands this reading to the one of the handler's methods that is meant for it. */
    <R> R deliverTo(Handler<R> handler);

    /** Receives a reading, by its kind. */
    interface Handler<R> {
        R onUnderstood(Understood understood);

        R onUnreadable(Unreadable unreadable);
    }

    /**
     * A message whose every field was read.
     *
     * @param columns where each field begins, to name the column when the model refuses a field
     */
    record Understood(FlightPlanMessage message, FieldColumns columns) implements PlanReading {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onUnderstood(this);
        }
    }

    /**
     * A message with a mistake in it.
     *
     * @param field the ICAO field, e.g. {@code 15} or {@code 16a}
     * @param column characters from the message's opening parenthesis, which is column 1; a line
     *     break counts as one character for each of its bytes
     * @param text what is wrong there and what would be right, one line
     */
    record Unreadable(String field, int column, String text) implements PlanReading {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onUnreadable(this);
        }
    }
}
