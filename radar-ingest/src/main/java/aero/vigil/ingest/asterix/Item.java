package aero.vigil.ingest.asterix;

/**
 * An item of a category or a subfield of a compound item.
 *
 * @param number of the item ({@code 040}) or name of the subfield ({@code SRL})
 * @param title in the words of the standard
 */
record Item(String number, String title, ItemFormat format) {}
