package aero.vigil.airspace.codec.icao;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A stretch of a message with the place it stands at, so that whatever is wrong in it can be
 * pointed at. White space around it has been removed.
 *
 * @param field the ICAO field it belongs to, for people
 * @param text the characters
 * @param column of its first character, 1-based from the message's opening parenthesis
 */
record FieldText(String field, String text, int column) {

    /** A quotation in an error is cut here, so that an answer stays one line of a screen. */
    private static final int QUOTED = 24;

    static FieldText of(String field, String raw, int column) {
        int from = 0;
        int to = raw.length();
        while (from < to && isBlank(raw.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(raw.charAt(to - 1))) {
            to--;
        }
        return new FieldText(field, raw.substring(from, to), column + from);
    }

    FieldText in(String otherField) {
        return new FieldText(otherField, text, column);
    }

    FieldText from(int begin) {
        return of(field, text.substring(begin), column + begin);
    }

    FieldText slice(int begin, int end) {
        return of(field, text.substring(begin, end), column + begin);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    int length() {
        return text.length();
    }

    boolean matches(Pattern pattern) {
        return pattern.matcher(text).matches();
    }

    /** The elements between white space. */
    List<FieldText> words() {
        List<FieldText> words = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isBlank(text.charAt(i))) {
                if (i > begin) {
                    words.add(new FieldText(field, text.substring(begin, i), column + begin));
                }
                begin = i + 1;
            }
        }
        return words;
    }

    /**
     * The same with white space left out, for the fields that are one word but get typed as two.
     */
    String joined() {
        StringBuilder joined = new StringBuilder();
        words().forEach(word -> joined.append(word.text()));
        return joined.toString();
    }

    /** A mistake at the beginning of this text. */
    UnreadableField wrong(String whatWouldBeRight) {
        return new UnreadableField(field, column, whatWouldBeRight + ", not " + quoted());
    }

    UnreadableField missing(String whatShouldStandHere) {
        return new UnreadableField(field, column, whatShouldStandHere + " is missing");
    }

    private String quoted() {
        if (text.isEmpty()) {
            return "nothing";
        }
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < Math.min(text.length(), QUOTED); i++) {
            char c = text.charAt(i);
            quoted.append(
                    c >= ' ' && c < 127 ? c : c == '\n' || c == '\r' || c == '\t' ? ' ' : '?');
        }
        return quoted.append(text.length() > QUOTED ? "…'" : "'").toString();
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
