package aero.vigil.airspace.codec;

/** Checks of single fields of a command: within the range, or malformed by name. */
final class FieldRange {

    private FieldRange() {}

    static int within(String field, long value, long least, long most)
            throws MalformedCommandException {
        if (value < least || value > most) {
            throw new MalformedCommandException(
                    field + " is " + value + ", not " + least + ".." + most);
        }
        return (int) value;
    }

    static long count(String field, long value) throws MalformedCommandException {
        if (value < 0) {
            throw new MalformedCommandException(field + " is no count");
        }
        return value;
    }

    /** Printable ASCII up to a length; line ends are allowed where text is. */
    static String text(String field, String value, int most, boolean lines)
            throws MalformedCommandException {
        if (value.length() > most) {
            throw new MalformedCommandException(
                    field + " has " + value.length() + " characters, more than " + most);
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean lineEnd = lines && (c == '\r' || c == '\n' || c == '\t');
            if ((c < ' ' || c > '~') && !lineEnd) {
                throw new MalformedCommandException(
                        field + " has a character that is not printable ASCII");
            }
        }
        return value;
    }

    static void size(String field, int size, int most) throws MalformedCommandException {
        if (size > most) {
            throw new MalformedCommandException(
                    field + " has " + size + " elements, more than " + most);
        }
    }
}
