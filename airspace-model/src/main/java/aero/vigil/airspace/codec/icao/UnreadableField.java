package aero.vigil.airspace.codec.icao;

/**
 * A mistake found deep inside a field, on its way up to {@link IcaoMessageReader}, which turns it
 * into a value; it never leaves this package and carries no stack.
 */
final class UnreadableField extends Exception {

    private static final long serialVersionUID = 1;

    private final String field;
    private final int column;

    UnreadableField(String field, int column, String text) {
        super(text, null, false, false);
        this.field = field;
        this.column = column;
    }

    PlanReading.Unreadable reading() {
        String text = getMessage();
        return new PlanReading.Unreadable(field, column, text == null ? "" : text);
    }
}
