package aero.vigil.ingest.asterix;

/**
 * Category 021, ADS-B target reports: the names of the values that Vigil reads, in edition 2.1 and
 * in the old one that some ground stations still send. The item tables are {@code cat021.txt} and
 * {@code cat021-0.23.txt}; the editions do not understand each other, and a record does not say
 * which it follows: the feed's configuration does.
 */
public final class Cat021 {

    /** Edition 2.1. */
    public static final Category CATEGORY = CategoryTable.read("cat021");

    /** Edition 0.23. */
    public static final Category EDITION_0_23 = CategoryTable.read("cat021-0.23");

    /** The number of the category. */
    public static final int NUMBER = 21;

    /** The values that stand under the same path in both editions. */
    static final class Common {
        final Field sac;
        final Field sic;
        final Field latitude;
        final Field longitude;
        final Field address;
        final Field flightLevel;
        final Field identification;
        final Field simulated;
        final Field testTarget;
        final Field fieldMonitor;
        final Field onGround;
        final Field addressType;

        private Common(Category category) {
            sac = category.field("010/SAC");
            sic = category.field("010/SIC");
            latitude = category.field("130/LAT");
            longitude = category.field("130/LON");
            address = category.field("080");
            flightLevel = category.field("145");
            identification = category.field("170");
            simulated = category.field("040/SIM");
            testTarget = category.field("040/TST");
            fieldMonitor = category.field("040/RAB");
            onGround = category.field("040/GBS");
            addressType = category.field("040/ATP");
        }
    }

    static final Common COMMON = new Common(CATEGORY);
    static final Common COMMON_0_23 = new Common(EDITION_0_23);

    /** I021/071: time of applicability for position, 1/128 s. */
    public static final Field TIME_OF_APPLICABILITY = CATEGORY.field("071");

    /** I021/073: time of message reception for position, 1/128 s. */
    public static final Field TIME_OF_RECEPTION = CATEGORY.field("073");

    /** I021/077: time of report transmission, 1/128 s. */
    public static final Field TIME_OF_TRANSMISSION = CATEGORY.field("077");

    /** I021/131: latitude, 180/2^30 degrees WGS-84. */
    public static final Field FINE_LATITUDE = CATEGORY.field("131/LAT");

    /** I021/131: longitude, 180/2^30 degrees WGS-84. */
    public static final Field FINE_LONGITUDE = CATEGORY.field("131/LON");

    /** I021/070: Mode 3/A code, 12 bits. */
    public static final Field MODE_3A = CATEGORY.field("070/MODE3A");

    /** I021/090: NUCp of MOPS version 0, NIC of later ones. */
    public static final Field NUCP_OR_NIC = CATEGORY.field("090/NUCPNIC");

    /** I021/090: navigation accuracy category for position, MOPS version 1 and later. */
    public static final Field NACP = CATEGORY.field("090/NACP");

    /** I021/210: MOPS version number. */
    public static final Field MOPS_VERSION = CATEGORY.field("210/VN");

    /** I021/161: the station's track number. */
    public static final Field TRACK_NUMBER = CATEGORY.field("161/TRNUM");

    /** I021/200: surveillance status; 3: SPI set. */
    public static final Field SURVEILLANCE_STATUS = CATEGORY.field("200/SS");

    /** I021/146: 2: the MCP/FCU selected altitude. */
    public static final Field SELECTED_SOURCE = CATEGORY.field("146/S");

    /** I021/146: selected altitude, 25 ft. */
    public static final Field SELECTED_ALTITUDE = CATEGORY.field("146/ALT");

    /** I021/040 CL: 1: the station suspects the report. */
    public static final Field CONFIDENCE = CATEGORY.field("040/CL");

    /** Edition 0.23, I021/030: time of day, 1/128 s. */
    public static final Field TIME_OF_DAY_0_23 = EDITION_0_23.field("030");

    /** Edition 0.23, I021/090 PA: NUCp. */
    public static final Field ACCURACY_0_23 = EDITION_0_23.field("090/PA");

    /** Edition 0.23, I021/040: special position identification. */
    public static final Field SPI_0_23 = EDITION_0_23.field("040/SPI");

    private Cat021() {}
}
