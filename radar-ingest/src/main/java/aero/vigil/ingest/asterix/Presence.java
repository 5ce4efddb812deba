package aero.vigil.ingest.asterix;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes presence octets: the FSPEC of a record and the first octets of a compound item. */
final class Presence {

    private Presence() {}

    static void write(ByteArrayOutputStream out, @Nullable Object[] parts, boolean extendable) {
        int last = parts.length - 1;
        while (last > 0 && parts[last] == null) {
            last--;
        }
        int width = extendable ? 7 : 8;
        for (int first = 0; first <= last; first += width) {
            int octet = 0;
            for (int i = 0; i < width && first + i <= last; i++) {
                if (parts[first + i] != null) {
                    octet |= 1 << (7 - i);
                }
            }
            boolean more = extendable && first + width <= last;
            out.write(more ? octet | 1 : octet);
        }
    }
}
