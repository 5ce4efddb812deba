package aero.vigil.ingest.asterix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Elements that stand side by side in a fixed number of octets.
 *
 * @param elements in the order of their bits; spare bits are left out
 * @param octets the length
 */
record Layout(List<Element> elements, int octets) {

    Layout {
        elements = List.copyOf(elements);
    }

    @Nullable Element find(String name) {
        for (Element element : elements) {
            if (element.name().equals(name)) {
                return element;
            }
        }
        return null;
    }

    /** One bare value when the layout is one unnamed element, else the elements' values by name. */
    Object values(byte[] bytes, int at) {
        if (elements.size() == 1 && elements.get(0).name().isEmpty()) {
            return elements.get(0).value(bytes, at);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        valuesInto(values, bytes, at);
        return values;
    }

    void valuesInto(Map<String, Object> values, byte[] bytes, int at) {
        for (Element element : elements) {
            if (element.holdsIn(bytes, at)) {
                values.put(element.name(), element.value(bytes, at));
            }
        }
        if (isCommB()) {
            CommB.valuesInto(values, bytes, at);
        }
    }

    /** Whether this is a Mode S Comm-B message with its register number. */
    private boolean isCommB() {
        return octets == CommB.MESSAGE_OCTETS && elements.get(0).name().equals("MBDATA");
    }
}
