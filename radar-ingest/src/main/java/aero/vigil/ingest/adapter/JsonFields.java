package aero.vigil.ingest.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object of the configuration. Every mistake is named by the path of its
 * field; a field that nobody asked for is a mistake too.
 *
 * <p>Any value may be given for both adapters apart: {@code {"A": 8600, "B": 8700}}.
 */
final class JsonFields {

    private final String path;
    private final JsonNode object;
    private final String adapter;
    private final Set<String> asked = new LinkedHashSet<>();

    JsonFields(String path, JsonNode object, String adapter) {
        this.path = path;
        this.object = object;
        this.adapter = adapter;
        if (!object.isObject()) {
            throw new WrongConfiguration(
                    (path.isEmpty() ? "the configuration" : path) + " must be an object {...}");
        }
    }

    String text(String name) {
        JsonNode value = required(name);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw wrong(name, "must be a text");
        }
        return value.asText();
    }

    String text(String name, String otherwise) {
        return find(name) == null ? otherwise : text(name);
    }

    int integer(String name, int least, int greatest) {
        JsonNode value = required(name);
        if (!value.isInt() || value.asInt() < least || value.asInt() > greatest) {
            throw wrong(name, "must be a whole number from " + least + " to " + greatest);
        }
        return value.asInt();
    }

    int integer(String name, int least, int greatest, int otherwise) {
        return find(name) == null ? otherwise : integer(name, least, greatest);
    }

    double number(String name, double least, double greatest, double otherwise) {
        JsonNode value = find(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isNumber() || !(value.asDouble() >= least && value.asDouble() <= greatest)) {
            throw wrong(name, "must be a number from " + least + " to " + greatest);
        }
        return value.asDouble();
    }

    List<String> texts(String name) {
        JsonNode list = find(name);
        List<String> texts = new ArrayList<>();
        if (list == null) {
            return texts;
        }
        if (!list.isArray()) {
            throw wrong(name, "must be a list of texts [\"...\"]");
        }
        for (JsonNode element : list) {
            if (!element.isTextual()) {
                throw wrong(name, "must be a list of texts [\"...\"]");
            }
            texts.add(element.asText());
        }
        return texts;
    }

    List<JsonFields> objects(String name) {
        JsonNode list = find(name);
        List<JsonFields> objects = new ArrayList<>();
        if (list == null) {
            return objects;
        }
        if (!list.isArray()) {
            throw wrong(name, "must be a list of objects [{...}]");
        }
        for (JsonNode element : list) {
            objects.add(
                    new JsonFields(pathOf(name) + "[" + objects.size() + "]", element, adapter));
        }
        return objects;
    }

    @Nullable JsonFields object(String name) {
        asked.add(name);
        JsonNode value = object.get(name);
        return value == null ? null : new JsonFields(pathOf(name), value, adapter);
    }

    /** Called when all known fields have been asked for. */
    void requireNoOthers() {
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!asked.contains(name)) {
                                throw wrong(name, "is not known here; known: " + asked);
                            }
                        });
    }

    WrongConfiguration wrong(String name, String remedy) {
        JsonNode value = object.get(name);
        String given = value == null ? "" : " (it is " + value + ")";
        return new WrongConfiguration(pathOf(name) + " " + remedy + given);
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private JsonNode required(String name) {
        JsonNode value = find(name);
        if (value == null) {
            throw wrong(name, "is missing");
        }
        return value;
    }

    private @Nullable JsonNode find(String name) {
        asked.add(name);
        JsonNode value = object.get(name);
        if (value != null && value.isObject()) {
            JsonNode own = value.get(adapter);
            if (own == null) {
                throw wrong(name, "has no value for adapter " + adapter);
            }
            return own;
        }
        return value;
    }
}
