package aero.vigil.ingest.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Gives each new aircraft a callsign, an address and an SSR code that no other one holds. */
final class IdentityIssuer {

    /** An airline: its telephony prefix, the first of its state's addresses, its registrations. */
    private record Airline(String code, int firstAddress, String registration) {}

    private static final List<Airline> AIRLINES =
            List.of(
                    new Airline("SWR", 0x4B1600, "HB"),
                    new Airline("SWR", 0x4B1600, "HB"),
                    new Airline("EZS", 0x4B1A00, "HB"),
                    new Airline("EDW", 0x4B1C00, "HB"),
                    new Airline("DLH", 0x3C6400, "D"),
                    new Airline("DLH", 0x3C6400, "D"),
                    new Airline("EWG", 0x3C5400, "D"),
                    new Airline("AFR", 0x393100, "F"),
                    new Airline("AFR", 0x393100, "F"),
                    new Airline("BAW", 0x400600, "G"),
                    new Airline("EZY", 0x406A00, "G"),
                    new Airline("KLM", 0x484100, "PH"),
                    new Airline("TRA", 0x484C00, "PH"),
                    new Airline("AUA", 0x440100, "OE"),
                    new Airline("RYR", 0x4CA200, "EI"),
                    new Airline("RYR", 0x4CA700, "EI"),
                    new Airline("EIN", 0x4CA000, "EI"),
                    new Airline("ITY", 0x4D2200, "I"),
                    new Airline("IBE", 0x342100, "EC"),
                    new Airline("VLG", 0x344300, "EC"),
                    new Airline("TAP", 0x495100, "CS"),
                    new Airline("LOT", 0x48AD00, "SP"),
                    new Airline("WZZ", 0x471F00, "HA"),
                    new Airline("SAS", 0x4A8000, "SE"),
                    new Airline("THY", 0x4BA800, "TC"),
                    new Airline("UAE", 0x896100, "A6"));

    private static final String LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

    private final long seed;
    private final Set<String> callsigns = new TreeSet<>();
    private final Set<Integer> addresses = new TreeSet<>();
    private final Set<Integer> codes = new TreeSet<>();
    private int lastCode;
    private long issued;

    IdentityIssuer(long seed) {
        this.seed = seed;
        this.lastCode = Draws.of(seed, 'C').below(4096);
    }

    /** The next aircraft, which flies this far. */
    FlightIdentity next(double nm) {
        long number = ++issued;
        Draws draws = Draws.of(seed, 'I', number);
        AircraftPerformance type = draw(draws, AircraftPerformance.FLEET);
        while (type.longest() < nm || (type.longest() > 5_000 && nm < 250)) {
            type = draw(draws, AircraftPerformance.FLEET);
        }
        Airline airline = draw(draws, AIRLINES);
        int address = airline.firstAddress() + draws.below(512);
        while (!addresses.add(address)) {
            address++;
        }
        String callsign = callsign(draws, airline);
        while (!callsigns.add(callsign)) {
            callsign = callsign(draws, airline);
        }
        String registration =
                airline.registration() + letter(draws) + letter(draws) + letter(draws);
        Transponder transponder =
                new Transponder(
                        address, callsign, code(), type.altitudeStepFeet(), draws.uniform(-37, 37));
        return new FlightIdentity(number, transponder, registration, type);
    }

    /**
     * An identity without a plan, for load; beyond 4,096 of them codes repeat, addresses do not.
     */
    FlightIdentity load() {
        long number = ++issued;
        Draws draws = Draws.of(seed, 'L', number);
        Transponder transponder =
                new Transponder(
                        0xA00000 + (int) number,
                        String.format(Locale.ROOT, "VGL%04X", number & 0xFFFF),
                        code(),
                        25,
                        draws.uniform(-37, 37));
        return new FlightIdentity(
                number, transponder, "N" + number, draw(draws, AircraftPerformance.FLEET));
    }

    /** The aircraft has gone: its callsign and code may be given again. */
    void release(FlightIdentity identity) {
        callsigns.remove(identity.transponder().callsign());
        addresses.remove(identity.transponder().address());
        codes.remove(identity.transponder().mode3A());
    }

    private static String callsign(Draws draws, Airline airline) {
        String digits = Integer.toString(1 + draws.below(draws.chance(0.5) ? 99 : 999));
        String suffix = draws.chance(0.5) ? letter(draws) : "";
        return airline.code() + digits + suffix;
    }

    private static String letter(Draws draws) {
        int at = draws.below(LETTERS.length());
        return LETTERS.substring(at, at + 1);
    }

    private static <T> T draw(Draws draws, List<T> from) {
        return from.get(draws.below(from.size()));
    }

    /** The next discrete code round the circle that is free, or any discrete one when none is. */
    private int code() {
        for (int i = 0; i < 8_192; i++) {
            lastCode = (lastCode + 1) & 07777;
            if (isDiscrete(lastCode) && (codes.add(lastCode) || i >= 4_096)) {
                return lastCode;
            }
        }
        throw new AssertionError("no discrete code");
    }

    /**
     * Codes that end in 00 name groups, 7500 to 7777 emergencies and tests, 1000 Mode S flights.
     */
    private static boolean isDiscrete(int code) {
        return (code & 077) != 0 && code < 07000;
    }
}
