package aero.vigil.ingest.asterix;

/**
 * Category 048, monoradar target reports: the names of the values that Vigil reads or writes. The
 * item table itself is {@code cat048.txt}.
 */
public final class Cat048 {

    /** Edition 1.32. */
    public static final Category CATEGORY = CategoryTable.read("cat048");

    /** The number of the category. */
    public static final int NUMBER = 48;

    /** I048/010: system area code. */
    public static final Field SAC = CATEGORY.field("010/SAC");

    /** I048/010: system identification code. */
    public static final Field SIC = CATEGORY.field("010/SIC");

    /** I048/140: time of day, 1/128 s since midnight UTC. */
    public static final Field TIME_OF_DAY = CATEGORY.field("140");

    /** I048/020 TYP: which sensors detected, 0..7. */
    public static final Field DETECTION = CATEGORY.field("020/TYP");

    /** I048/020 SIM: a simulated target report. */
    public static final Field SIMULATED = CATEGORY.field("020/SIM");

    /** I048/020 SPI: special position identification. */
    public static final Field SPI = CATEGORY.field("020/SPI");

    /** I048/020 RAB: a field monitor, not an aircraft. */
    public static final Field FIELD_MONITOR = CATEGORY.field("020/RAB");

    /** I048/020 TST: a test target. */
    public static final Field TEST_TARGET = CATEGORY.field("020/TST");

    /** I048/020 ERR: the range stands in the reserved expansion field. */
    public static final Field RANGE_EXTENDED = CATEGORY.field("020/ERR");

    /** I048/RE ERR: range from 256 NM on, 1/256 NM. */
    public static final Field EXTENDED_RHO = CATEGORY.field("RE/ERR");

    /** I048/030: one warning or classification an element. */
    public static final Field WARNING = CATEGORY.field("030");

    /** I048/040 RHO: slant range, 1/256 NM. */
    public static final Field RHO = CATEGORY.field("040/RHO");

    /** I048/040 THETA: azimuth, 360/65536 degrees. */
    public static final Field THETA = CATEGORY.field("040/THETA");

    /** I048/070 V: 1 = not validated. */
    public static final Field MODE_3A_NOT_VALIDATED = CATEGORY.field("070/V");

    /** I048/070 G: garbled. */
    public static final Field MODE_3A_GARBLED = CATEGORY.field("070/G");

    /** I048/070 L: not from this reply (smoothed or from the local tracker). */
    public static final Field MODE_3A_FROM_TRACK = CATEGORY.field("070/L");

    /** I048/070: 12 bits. */
    public static final Field MODE_3A = CATEGORY.field("070/MODE3A");

    /** I048/090 V: 1 = not validated. */
    public static final Field FLIGHT_LEVEL_NOT_VALIDATED = CATEGORY.field("090/V");

    /** I048/090 G: garbled. */
    public static final Field FLIGHT_LEVEL_GARBLED = CATEGORY.field("090/G");

    /** I048/090: Mode C, 1/4 FL, signed. */
    public static final Field FLIGHT_LEVEL = CATEGORY.field("090/FL");

    /** I048/130 SRL: run length of the SSR plot, 360/8192 degrees. */
    public static final Field SSR_RUN_LENGTH = CATEGORY.field("130/SRL");

    /** I048/130 SRR: number of SSR replies. */
    public static final Field SSR_REPLIES = CATEGORY.field("130/SRR");

    /** I048/130 SAM: amplitude of the SSR reply, dBm. */
    public static final Field SSR_AMPLITUDE = CATEGORY.field("130/SAM");

    /** I048/130 PRL: run length of the primary plot, 360/8192 degrees. */
    public static final Field PRIMARY_RUN_LENGTH = CATEGORY.field("130/PRL");

    /** I048/130 PAM: amplitude of the primary plot, dBm. */
    public static final Field PRIMARY_AMPLITUDE = CATEGORY.field("130/PAM");

    /** I048/161: the radar's own track number, 12 bits. */
    public static final Field TRACK_NUMBER = CATEGORY.field("161/TRN");

    /** I048/170 CNF: 1 = tentative. */
    public static final Field TRACK_TENTATIVE = CATEGORY.field("170/CNF");

    /** I048/170 RAD: kind of sensors maintaining the track. */
    public static final Field TRACK_SENSORS = CATEGORY.field("170/RAD");

    /** I048/170 CDM: 0 level, 1 climbing, 2 descending, 3 unknown. */
    public static final Field CLIMB_MODE = CATEGORY.field("170/CDM");

    /** I048/170 TRE: the track ends with this report. */
    public static final Field TRACK_END = CATEGORY.field("170/TRE");

    /** I048/200: ground speed, 1/16384 NM/s. */
    public static final Field GROUND_SPEED = CATEGORY.field("200/GSP");

    /** I048/200: heading, 360/65536 degrees. */
    public static final Field HEADING = CATEGORY.field("200/HDG");

    /** I048/220: Mode S aircraft address, 24 bits. */
    public static final Field AIRCRAFT_ADDRESS = CATEGORY.field("220");

    /** I048/230 COM: communications capability of the transponder. */
    public static final Field COMMUNICATIONS = CATEGORY.field("230/COM");

    /** I048/230 STAT: alert, SPI, airborne or on ground. */
    public static final Field FLIGHT_STATUS = CATEGORY.field("230/STAT");

    /** I048/230 ARC: 1 = altitude in 25 ft. */
    public static final Field ALTITUDE_25_FEET = CATEGORY.field("230/ARC");

    /** I048/230 AIC: identification capability. */
    public static final Field IDENTIFICATION_CAPABLE = CATEGORY.field("230/AIC");

    /** I048/240: aircraft identification, 8 characters of 6 bits. */
    public static final Field AIRCRAFT_IDENTIFICATION = CATEGORY.field("240");

    /** I048/250: 56 bits of a Comm-B message, repetitive. */
    public static final Field BDS_MESSAGE = CATEGORY.field("250/MBDATA");

    /** I048/250: first digit of the register, repetitive. */
    public static final Field BDS_1 = CATEGORY.field("250/BDS1");

    /** I048/250: second digit of the register, repetitive. */
    public static final Field BDS_2 = CATEGORY.field("250/BDS2");

    private Cat048() {}
}
