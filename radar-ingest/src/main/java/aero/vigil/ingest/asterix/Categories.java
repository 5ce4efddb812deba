package aero.vigil.ingest.asterix;

import org.jspecify.annotations.Nullable;

/**
 * The categories that a source speaks, each in one edition: blocks do not say which edition they
 * follow, so whoever reads them has to know. Immutable.
 */
public final class Categories {

    /** All that Vigil has item tables for, each in the newest edition it knows. */
    public static final Categories NEWEST =
            new Categories(Cat021.CATEGORY, Cat034.CATEGORY, Cat048.CATEGORY, Cat062.CATEGORY);

    private final @Nullable Category[] byNumber = new Category[256];

    private Categories(Category... categories) {
        for (Category category : categories) {
            byNumber[category.number()] = category;
        }
    }

    /** The same, but for this category, which is spoken in this edition. */
    public Categories with(Category edition) {
        Categories changed = new Categories();
        System.arraycopy(byNumber, 0, changed.byNumber, 0, byNumber.length);
        changed.byNumber[edition.number()] = edition;
        return changed;
    }

    /** The category of this number (0..255), or null when it is unknown here. */
    public @Nullable Category find(int number) {
        return byNumber[number];
    }
}
