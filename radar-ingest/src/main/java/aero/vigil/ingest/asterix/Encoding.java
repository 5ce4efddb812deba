package aero.vigil.ingest.asterix;

/** How the bits of an element stand for a value. */
public enum Encoding {
    /** A count, a code of a value table, or a quantity that is never negative. */
    UNSIGNED,
    /** A quantity in two's complement. */
    SIGNED,
    /** A reply code, shown as octal digits of three bits each. */
    OCTAL,
    /** Bits shown as hexadecimal digits: an aircraft address, a Comm-B message. */
    HEX,
    /** Characters of six bits each, ICAO Annex 10 volume IV table 3-9. */
    SIX_BIT,
    /** Characters of eight bits each. */
    ASCII
}
