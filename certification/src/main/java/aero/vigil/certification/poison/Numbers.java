package aero.vigil.certification.poison;

import aero.vigil.ingest.simulator.Transponder;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.SensorSite;
import java.util.List;
import java.util.Random;

/** Numbers by the name of the field that they stand in, as they could be at this moment. */
final class Numbers {

    private static final long MINUTE_MICROS = 60_000_000L;

    private final Random random;
    private final Adaptation region;
    private final List<Transponder> seen;
    private final Shown shown;
    private int lastFlight;

    Numbers(Random random, Adaptation region, List<Transponder> seen, Shown shown) {
        this.random = random;
        this.region = region;
        this.seen = seen;
        this.shown = shown;
    }

    /** A number that the field could have. */
    long fitting(String field) {
        return switch (field) {
            case "flight" -> flight();
            case "version" -> version();
            case "track" -> shown.someTrack(random);
            case "alert" -> shown.someAlert(random);
            case "number" -> random.nextInt(6);
            case "sac_sic" -> sensor();
            case "time_of_day" -> timeOfDay(shown.nowMicros() - random.nextInt(2_500_000));
            case "receive_time_micros" -> shown.nowMicros();
            case "expected_time_micros", "until_micros" ->
                    random.nextBoolean()
                            ? 0
                            : shown.nowMicros() + random.nextInt(60) * MINUTE_MICROS;
            case "off_block_time_micros", "departure_time_micros", "new_off_block_time_micros" ->
                    shown.nowMicros() + (random.nextInt(120) - 60) * MINUTE_MICROS;
            case "op" -> 1 + random.nextInt(1_000);
            case "detection" -> random.nextInt(8);
            case "rho" -> random.nextInt(60_000);
            case "theta" -> random.nextInt(65_536);
            case "mode_3a" -> code();
            case "address" -> address();
            case "flight_level", "floor", "ceiling", "selected_level" -> random.nextInt(660);
            case "heading_degrees" -> 1 + random.nextInt(360);
            case "knots_ias" -> 150 + random.nextInt(200);
            case "mach_hundredths" -> random.nextBoolean() ? 0 : 60 + random.nextInt(30);
            case "feet_per_minute" -> random.nextInt(6_000);
            case "hectopascals" -> 950 + random.nextInt(100);
            case "latitude" -> Math.round(degrees(field) * 1e7);
            case "longitude" -> Math.round(degrees(field) * 1e7);
            case "sigma_metres" -> random.nextInt(400);
            case "aircraft_count" -> 1;
            case "elapsed_minutes" -> 10 + random.nextInt(400);
            case "type" -> 1 + random.nextInt(2);
            case "sector" -> random.nextInt(256);
            case "rotation_period" -> 128L * (4 + random.nextInt(9));
            default -> random.nextInt(1_000);
        };
    }

    /** A coordinate in or near the region. */
    double degrees(String field) {
        double middle = field.equals("latitude") ? region.getLatitude() : region.getLongitude();
        return middle + 4 * (random.nextDouble() - 0.5);
    }

    private int flight() {
        lastFlight = shown.someFlight(random);
        return lastFlight;
    }

    private int version() {
        // The version of a sector plan is a small number.
        return random.nextInt(8) == 0 ? random.nextInt(8) : shown.version(lastFlight);
    }

    private int sensor() {
        SensorSite site = region.getSensors(random.nextInt(region.getSensorsCount()));
        return site.getSac() * 256 + site.getSic();
    }

    private static int timeOfDay(long micros) {
        return (int) (Math.floorMod(micros, 86_400_000_000L) * 128 / 1_000_000);
    }

    private int code() {
        return random.nextBoolean() || seen.isEmpty() ? random.nextInt(4_096) : someone().mode3A();
    }

    private int address() {
        return random.nextBoolean() || seen.isEmpty()
                ? 0x400000 + random.nextInt(5_000)
                : someone().address();
    }

    private Transponder someone() {
        return seen.get(random.nextInt(seen.size()));
    }
}
