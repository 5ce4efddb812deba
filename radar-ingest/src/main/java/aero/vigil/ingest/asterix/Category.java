package aero.vigil.ingest.asterix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A category of ASTERIX in one edition: its items in the order of its user application profile
 * (UAP).
 */
public final class Category {

    private final int number;
    private final String title;
    private final String edition;
    private final List<@Nullable Item> uap;

    Category(int number, String title, String edition, List<@Nullable Item> uap) {
        this.number = number;
        this.title = title;
        this.edition = edition;
        this.uap = Collections.unmodifiableList(new ArrayList<>(uap));
    }

    /** 0..255. */
    public int number() {
        return number;
    }

    /** In the words of the standard. */
    public String title() {
        return title;
    }

    /** The edition of the standard that the table follows. */
    public String edition() {
        return edition;
    }

    /**
     * One value of an item, by which records are read and written.
     *
     * @param path item, subfields and element: {@code "040/RHO"}, {@code "130/SRL"}, {@code "140"}
     */
    public Field field(String path) {
        return Field.resolve(this, path);
    }

    /** The items by field reference number less one; null where the UAP has none. */
    List<@Nullable Item> uap() {
        return uap;
    }

    @Nullable Item findItem(String itemNumber) {
        for (Item item : uap) {
            if (item != null && item.number().equals(itemNumber)) {
                return item;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return String.format("CAT%03d ed %s", number, edition);
    }
}
