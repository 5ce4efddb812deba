/**
 * ASTERIX, the surveillance data exchange format of EUROCONTROL: item tables, decoding, encoding.
 *
 * <p>Lives here: one table a category ({@code cat048.txt}, {@code cat034.txt}, {@code cat062.txt};
 * {@code comm-b.txt} for Mode S registers) and the code that follows tables. Octets enter and
 * records leave; {@link aero.vigil.ingest.asterix.DatagramDecoder} is total. May enter: nothing but
 * the JDK. Must never know: where octets come from, which sources are trusted, what a plausible
 * value is, what becomes of a plot.
 *
 * <h2>Reading</h2>
 *
 * <pre>{@code
 * for (AsterixRecord record : DatagramDecoder.decode(datagram).records()) {
 *     if (record.category() == Cat048.CATEGORY && record.has(Cat048.RHO)) {
 *         double rangeNm = record.quantity(Cat048.RHO);
 *         long inLeastSignificantBits = record.raw(Cat048.RHO);
 *     }
 * }
 * }</pre>
 *
 * <h2>Writing</h2>
 *
 * <pre>{@code
 * byte[] record = new RecordWriter(Cat048.CATEGORY)
 *         .set(Cat048.SAC, 20).set(Cat048.SIC, 129)
 *         .setQuantity(Cat048.TIME_OF_DAY, 28800.85)
 *         .set(Cat048.DETECTION, 5)
 *         .setQuantity(Cat048.RHO, 48.65).setQuantity(Cat048.THETA, 261.85)
 *         .setText(Cat048.MODE_3A, "4004")
 *         .setQuantity(Cat048.FLIGHT_LEVEL, 370)
 *         .setText(Cat048.AIRCRAFT_IDENTIFICATION, "ROT415")
 *         .toOctets();
 * byte[] block = DataBlock.encode(Cat048.NUMBER, List.of(record)); // one or more blocks a datagram
 * }</pre>
 *
 * <p>A value that has no constant yet is {@code Cat048.CATEGORY.field("210/SIGX")}: ask for it
 * once, not for every record.
 *
 * <h2>The notation of a table</h2>
 *
 * <pre>
 * category 048 TITLE, edition E, uap ITEM ITEM ... ("-" where the UAP has none)
 * ITEM TITLE = FORMAT
 *
 * A 8, - 3, B 5 signed 1/4 FL   fixed: elements side by side; "-" spare; unsigned unless said
 *                               otherwise (signed, octal, hex, icao: 6-bit characters, ascii),
 *                               then the worth of the least significant bit and the unit
 * 24 1/128 s                    fixed: one element that needs no name
 * extended A 7 | B 3, - 4       an octet (7 bits and FX) after another
 * extended A 7 | last B 8       the same, the last octet of eight bits without FX
 * repetitive A 8, B 8           a count and that many elements
 * chained A 7                   elements that end with FX each
 * compound                      presence octets; subfields follow, indented
 * indicator                     the same with a single presence octet of eight bits, no FX
 * explicit [FORMAT]             its own length first
 * B 15 1/1000 Mach when A 1     these bits mean this when A is 1; alternatives share the bits
 * </pre>
 */
@NullMarked
package aero.vigil.ingest.asterix;

import org.jspecify.annotations.NullMarked;
