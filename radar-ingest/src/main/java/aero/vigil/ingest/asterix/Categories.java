package aero.vigil.ingest.asterix;

import org.jspecify.annotations.Nullable;

/** The categories that Vigil has item tables for. */
public final class Categories {

    private static final @Nullable Category[] BY_NUMBER = new Category[256];

    static {
        for (Category category :
                new Category[] {Cat034.CATEGORY, Cat048.CATEGORY, Cat062.CATEGORY}) {
            BY_NUMBER[category.number()] = category;
        }
    }

    private Categories() {}

    /** The category of this number (0..255), or null when it is unknown here. */
    public static @Nullable Category find(int number) {
        return BY_NUMBER[number];
    }
}
