package aero.vigil.ingest.asterix;

/**
 * Category 062, system tracks of another centre: the names of the values that Vigil reads. The item
 * table itself is {@code cat062.txt}.
 */
public final class Cat062 {

    /** Edition 1.18. */
    public static final Category CATEGORY = CategoryTable.read("cat062");

    /** The number of the category. */
    public static final int NUMBER = 62;

    /** I062/010: system area code. */
    public static final Field SAC = CATEGORY.field("010/SAC");

    /** I062/010: system identification code. */
    public static final Field SIC = CATEGORY.field("010/SIC");

    /** I062/040: track number. */
    public static final Field TRACK_NUMBER = CATEGORY.field("040");

    /** I062/060: Mode 3/A code, 12 bits. */
    public static final Field MODE_3A = CATEGORY.field("060/MODE3A");

    /** I062/070: time of the track's state, 1/128 s since midnight UTC. */
    public static final Field TIME_OF_TRACK = CATEGORY.field("070");

    /** I062/105: latitude, 180/2^25 degrees WGS-84. */
    public static final Field LATITUDE = CATEGORY.field("105/LAT");

    /** I062/105: longitude, 180/2^25 degrees WGS-84. */
    public static final Field LONGITUDE = CATEGORY.field("105/LON");

    /** I062/136: measured flight level, 1/4 FL. */
    public static final Field FLIGHT_LEVEL = CATEGORY.field("136");

    /** I062/185: velocity to the east, 1/4 m/s. */
    public static final Field VX = CATEGORY.field("185/VX");

    /** I062/185: velocity to the north, 1/4 m/s. */
    public static final Field VY = CATEGORY.field("185/VY");

    /** I062/380 ADR: Mode S aircraft address, 24 bits. */
    public static final Field AIRCRAFT_ADDRESS = CATEGORY.field("380/ADR");

    /** I062/380 ID: aircraft identification. */
    public static final Field AIRCRAFT_IDENTIFICATION = CATEGORY.field("380/ID");

    private Cat062() {}
}
