package aero.vigil.ingest.asterix;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Mode S Comm-B message: 56 bits of a transponder register and the register's number, as I048/250
 * carries them. Registers 4,0, 5,0 and 6,0 are read (ICAO Doc 9871); others stay bits.
 */
public final class CommB {

    /** Seven octets of message and one of register number. */
    static final int MESSAGE_OCTETS = 8;

    /** Register 4,0, selected vertical intention. */
    public static final int SELECTED_VERTICAL_INTENTION = 0x40;

    private static final Category REGISTERS = CategoryTable.read("comm-b");

    private CommB() {}

    static void valuesInto(Map<String, Object> values, byte[] octets, int at) {
        Layout layout = register(octets[at + MESSAGE_OCTETS - 1] & 0xFF);
        if (layout != null) {
            layout.valuesInto(values, octets, at);
        }
    }

    /**
     * Reads one element of a message whose register is known.
     *
     * @param message the 56 bits, as {@code Cat048.BDS_MESSAGE} gives them
     * @return the raw value, in the element's least significant bits
     */
    public static long raw(int register, String elementName, long message) {
        Layout layout = register(register);
        Element element = layout == null ? null : layout.find(elementName);
        if (element == null) {
            throw new IllegalArgumentException(
                    "register " + Integer.toHexString(register) + " has no " + elementName);
        }
        byte[] octets = new byte[MESSAGE_OCTETS];
        Bits.set(octets, 0, 0, 56, message);
        return element.raw(octets, 0);
    }

    private static @Nullable Layout register(int number) {
        Item item = REGISTERS.findItem(String.format("%02X", number));
        return item == null ? null : item.format().layout(0);
    }
}
