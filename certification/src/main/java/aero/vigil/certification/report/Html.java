package aero.vigil.certification.report;

import java.util.Locale;

/** Text that is safe inside a page. */
final class Html {

    private static final String NO_BREAK = "\u00a0";

    private Html() {}

    static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A whole number with thin spaces between thousands. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(",", "\u2009");
    }

    /** Milliseconds as people say them. */
    static String millis(double millis) {
        return millis >= 10_000
                ? String.format(Locale.ROOT, "%.1f" + NO_BREAK + "s", millis / 1_000)
                : Math.round(millis) + NO_BREAK + "ms";
    }
}
