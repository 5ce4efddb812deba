package aero.vigil.replication.journal.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of addresses, host:port. */
final class Addresses {

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");

    private Addresses() {}

    static void require(String address) {
        Matcher matcher = FORM.matcher(address);
        if (!matcher.matches()
                || Integer.parseInt(matcher.group(2)) < 1
                || Integer.parseInt(matcher.group(2)) > 65_535) {
            throw new IllegalArgumentException(
                    "'" + address + "' is no address: write host:port, the port from 1 to 65535");
        }
    }
}
