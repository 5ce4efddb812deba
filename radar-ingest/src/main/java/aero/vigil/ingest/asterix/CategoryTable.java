package aero.vigil.ingest.asterix;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the item table of a category (a text file beside this class). The notation is described in
 * the package's documentation; a mistake in a table is ours and stops the class from loading.
 */
final class CategoryTable {

    private static final int INDENT = 4;

    /** Marks the octet of an extended item that has no FX: eight bits, and no more after it. */
    private static final String LAST_OCTET = "last ";

    private final String name;
    private final List<String> lines;
    private int next;

    private CategoryTable(String name, List<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    /** The category whose table is the resource {@code name.txt}. */
    static Category read(String name) {
        return new CategoryTable(name, linesOf(name)).category();
    }

    private static List<String> linesOf(String name) {
        InputStream resource = CategoryTable.class.getResourceAsStream(name + ".txt");
        if (resource == null) {
            throw new AssertionError("no item table " + name);
        }
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Category category() {
        String[] category = heading("category").split(" ", 2);
        String edition = heading("edition");
        List<String> order = new ArrayList<>();
        while (lines.get(next).startsWith("uap ")) {
            order.addAll(List.of(heading("uap").split(" ", -1)));
        }
        Map<String, Item> items = new LinkedHashMap<>();
        while (next < lines.size()) {
            Item item = item(0);
            items.put(item.number(), item);
        }
        List<@Nullable Item> uap = new ArrayList<>();
        for (String number : order) {
            uap.add(number.equals("-") ? null : items.get(number));
            check(number.equals("-") || items.remove(number) != null, "uap has " + number);
        }
        check(items.isEmpty(), "not in uap: " + items.keySet());
        return new Category(Integer.parseInt(category[0]), category[1], edition, uap);
    }

    private String heading(String word) {
        String line = lines.get(next++);
        check(line.startsWith(word + " "), "expected " + word);
        return line.substring(word.length() + 1);
    }

    private Item item(int depth) {
        String line = lines.get(next++).strip();
        int equals = line.indexOf(" = ");
        check(equals > 0, "expected ' = '");
        String[] heading = line.substring(0, equals).split(" ", 2);
        check(heading.length == 2, "expected number and title");
        return new Item(heading[0], heading[1], format(line.substring(equals + 3), depth));
    }

    private ItemFormat format(String text, int depth) {
        String[] words = text.split(" ", 2);
        String rest = words.length == 2 ? words[1] : "";
        return switch (words[0]) {
            case "extended" -> extended(rest);
            case "repetitive" -> new RepetitiveFormat(layout(rest, 0));
            case "chained" -> new ChainedFormat(layout(rest, 1));
            case "explicit" -> new ExplicitFormat(rest.isEmpty() ? null : format(rest, depth));
            case "compound" -> new CompoundFormat(subfields(depth + 1), true);
            case "indicator" -> new CompoundFormat(subfields(depth + 1), false);
            default -> new FixedFormat(layout(text, 0));
        };
    }

    private ItemFormat extended(String text) {
        List<Layout> octets = new ArrayList<>();
        boolean ended = false;
        for (String part : text.split(" \\| ", -1)) {
            check(!ended, "nothing stands behind the end");
            ended = part.startsWith(LAST_OCTET);
            Layout layout =
                    ended ? layout(part.substring(LAST_OCTET.length()), 0) : layout(part, 1);
            check(layout.octets() == 1, "an extended item has parts of seven bits");
            octets.add(layout);
        }
        return new ExtendedFormat(octets, ended);
    }

    private List<@Nullable Item> subfields(int depth) {
        List<@Nullable Item> subfields = new ArrayList<>();
        while (next < lines.size() && indentOf(lines.get(next)) == depth * INDENT) {
            if (lines.get(next).strip().equals("-")) {
                next++;
                subfields.add(null);
            } else {
                subfields.add(item(depth));
            }
        }
        check(!subfields.isEmpty() && subfields.size() < Long.SIZE, "subfields expected");
        return subfields;
    }

    private static int indentOf(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** Elements side by side, and so many bits at the end that are not theirs. */
    private Layout layout(String text, int bitsAfter) {
        List<Element> elements = new ArrayList<>();
        int bit = 0;
        for (String part : text.split(", ", -1)) {
            List<String> words = List.of(part.split(" ", -1));
            if (words.get(0).equals("-")) {
                bit += Integer.parseInt(words.get(1));
                continue;
            }
            Element last = elements.isEmpty() ? null : elements.get(elements.size() - 1);
            Element element = element(words, bit, elements);
            if (element.when() != null && last != null && last.when() != null) {
                // A second meaning of the same bits.
                element = element(words, last.bitOffset(), elements);
                check(element.bits() == last.bits(), "alternatives differ in length");
            } else {
                bit += element.bits();
            }
            elements.add(element);
        }
        check((bit + bitsAfter) % 8 == 0, "bits make no whole octets");
        return new Layout(elements, (bit + bitsAfter) / 8);
    }

    /** {@code [NAME] BITS [signed|octal|hex|icao|ascii] [LSB UNIT] [when NAME VALUE]}. */
    private Element element(List<String> words, int bitOffset, List<Element> before) {
        int at = 0;
        boolean unnamed = words.get(0).chars().allMatch(Character::isDigit);
        String elementName = unnamed ? "" : words.get(at++);
        int bits = Integer.parseInt(words.get(at++));
        Encoding encoding = at < words.size() ? encoding(words.get(at)) : null;
        if (encoding != null) {
            at++;
        }
        Element.Lsb lsb = Element.Lsb.ONE;
        String unit = "";
        if (at < words.size() && !words.get(at).equals("when")) {
            lsb = lsb(words.get(at));
            unit = words.get(at + 1);
            at += 2;
        }
        Element.Condition when = null;
        if (at < words.size()) {
            when = condition(words.get(at + 1), Long.parseLong(words.get(at + 2)), before);
            at += 3;
        }
        check(at == words.size() && bits >= 1 && bits <= 56, "element expected: " + words);
        return new Element(
                elementName,
                bitOffset,
                bits,
                encoding == null ? Encoding.UNSIGNED : encoding,
                lsb,
                unit,
                when);
    }

    private Element.Condition condition(String selector, long value, List<Element> before) {
        for (Element element : before) {
            if (element.name().equals(selector)) {
                return new Element.Condition(element, value);
            }
        }
        throw new AssertionError(name + ": no element " + selector);
    }

    private static @Nullable Encoding encoding(String word) {
        return switch (word) {
            case "signed" -> Encoding.SIGNED;
            case "octal" -> Encoding.OCTAL;
            case "hex" -> Encoding.HEX;
            case "icao" -> Encoding.SIX_BIT;
            case "ascii" -> Encoding.ASCII;
            default -> null;
        };
    }

    private static Element.Lsb lsb(String text) {
        String[] parts = text.split("/", -1);
        double numerator = Double.parseDouble(parts[0]);
        return new Element.Lsb(numerator, parts.length == 2 ? Double.parseDouble(parts[1]) : 1);
    }

    private void check(boolean good, String expectation) {
        if (!good) {
            String line = next == 0 ? "" : lines.get(next - 1);
            throw new AssertionError("item table " + name + ": " + expectation + ": " + line);
        }
    }
}
