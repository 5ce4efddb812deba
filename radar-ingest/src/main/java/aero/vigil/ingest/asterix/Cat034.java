package aero.vigil.ingest.asterix;

/**
 * Category 034, monoradar service messages: the names of the values that Vigil reads or writes. The
 * item table itself is {@code cat034.txt}.
 */
public final class Cat034 {

    /** Edition 1.29. */
    public static final Category CATEGORY = CategoryTable.read("cat034");

    /** The number of the category. */
    public static final int NUMBER = 34;

    /** I034/000: 1 north marker, 2 sector crossing, 3 to 7 see the standard. */
    public static final Field MESSAGE_TYPE = CATEGORY.field("000");

    /** Message type of a north marker. */
    public static final int NORTH_MARKER = 1;

    /** Message type of a sector crossing. */
    public static final int SECTOR_CROSSING = 2;

    /** I034/010: system area code. */
    public static final Field SAC = CATEGORY.field("010/SAC");

    /** I034/010: system identification code. */
    public static final Field SIC = CATEGORY.field("010/SIC");

    /** I034/020: azimuth of the sector, 360/256 degrees. */
    public static final Field SECTOR = CATEGORY.field("020");

    /** I034/030: time of day, 1/128 s since midnight UTC. */
    public static final Field TIME_OF_DAY = CATEGORY.field("030");

    /** I034/041: period of the antenna's rotation, 1/128 s. */
    public static final Field ROTATION_PERIOD = CATEGORY.field("041");

    /** I034/050 COM NOGO: 1 = not released for operational use. */
    public static final Field NOT_RELEASED = CATEGORY.field("050/COM/NOGO");

    /** I034/050 COM TSV: 1 = the radar's time source is invalid. */
    public static final Field TIME_INVALID = CATEGORY.field("050/COM/TSV");

    /** I034/050 MDS CHAB: channel of a Mode S sensor, 1 = A. */
    public static final Field MODE_S_CHANNEL = CATEGORY.field("050/MDS/CHAB");

    /** I034/120: height of the source, metres. */
    public static final Field HEIGHT = CATEGORY.field("120/HGT");

    /** I034/120: latitude of the source, 180/2^23 degrees. */
    public static final Field LATITUDE = CATEGORY.field("120/LAT");

    /** I034/120: longitude of the source, 180/2^23 degrees. */
    public static final Field LONGITUDE = CATEGORY.field("120/LON");

    private Cat034() {}
}
