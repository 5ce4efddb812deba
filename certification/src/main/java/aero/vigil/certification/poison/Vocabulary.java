package aero.vigil.certification.poison;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Airport;
import aero.vigil.wire.airspace.Airway;
import aero.vigil.wire.airspace.Approach;
import aero.vigil.wire.airspace.Area;
import aero.vigil.wire.airspace.DepartureRunway;
import aero.vigil.wire.airspace.Point;
import aero.vigil.wire.airspace.PositionDefinition;
import aero.vigil.wire.airspace.QnhRegion;
import aero.vigil.wire.airspace.SectorElement;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Words by the name of the field that they stand in: the region's own, and what was never there.
 */
final class Vocabulary {

    private static final List<String> WILD =
            List.of(
                    "",
                    " ",
                    "\u0000",
                    "\uFFFF",
                    "é",
                    "%s%n",
                    "../../etc/passwd",
                    "NaN",
                    "A".repeat(16),
                    "A".repeat(5_000),
                    "-FPL)",
                    "(");
    private static final List<String> ELEMENTS =
            List.of(
                    "DCT",
                    "VFR",
                    "IFR",
                    "STAY1/0030",
                    "STAY9/9999",
                    "47N009E",
                    "4700N00900E",
                    "4659N00859E",
                    "9000N18000W",
                    "89S179W",
                    "9999N99999W",
                    "N0450F350",
                    "M082F290",
                    "K9999S9999",
                    "/",
                    "//",
                    "C/",
                    "UNKNOWN",
                    "ZZZZ1A");
    private static final List<String> LEVELS =
            List.of(
                    "F350", "F250", "F100", "F000", "F999", "A045", "A999", "S1130", "M9999",
                    "VFR");
    private static final List<String> SPEEDS =
            List.of("N0450", "N0120", "N0000", "N9999", "K0830", "K9999", "M082", "M000", "M999");

    private final Random random;
    private final List<String> points;
    private final List<String> airways;
    private final List<String> airports;
    private final List<String> sectors;
    private final List<String> positions;
    private final List<String> areas;
    private final List<String> qnhRegions;
    private final List<String> runways;
    private final List<String> callsigns;

    /**
     * @param callsigns of aircraft in the air
     */
    Vocabulary(Random random, Adaptation region, List<String> callsigns) {
        this.random = random;
        this.callsigns = callsigns;
        points = region.getPointsList().stream().map(Point::getName).toList();
        airways = region.getAirwaysList().stream().map(Airway::getName).toList();
        airports = region.getAirportsList().stream().map(Airport::getCode).toList();
        sectors = region.getSectorsList().stream().map(SectorElement::getId).toList();
        positions = region.getPositionsList().stream().map(PositionDefinition::getId).toList();
        var nets = region.getSafetyNets();
        areas = nets.getAreasList().stream().map(Area::getName).toList();
        qnhRegions = nets.getQnhRegionsList().stream().map(QnhRegion::getName).toList();
        runways =
                Stream.concat(
                                nets.getApproachesList().stream().map(Approach::getRunway),
                                region.getAirportsList().stream()
                                        .flatMap(one -> one.getDepartureRunwaysList().stream())
                                        .map(DepartureRunway::getRunway))
                        .toList();
    }

    /** A word that the field could have. */
    String fitting(String field) {
        return switch (field) {
            case "adapter" -> random.nextBoolean() ? "A" : "B";
            case "position" -> one(positions);
            case "to_sector", "from_sector", "sectors" -> one(sectors);
            case "point", "fix" -> one(points);
            case "callsign", "permitted_callsigns" -> callsign();
            case "new_callsign", "new_departure", "new_destination" -> "";
            case "departure", "destination", "alternates" ->
                    random.nextInt(3) == 0 ? "EGLL" : one(airports);
            case "airport" -> one(airports);
            case "area" -> random.nextBoolean() ? one(areas) : "OWN" + random.nextInt(9);
            case "region" -> one(qnhRegions);
            case "runways", "departure_runways" -> one(runways);
            case "route" -> element();
            case "speed" -> one(SPEEDS);
            case "level" -> random.nextBoolean() ? "F330" : one(LEVELS);
            case "flight_rules" -> "IVYZ".substring(random.nextInt(4)).substring(0, 1);
            case "flight_type" -> "SNGMX".substring(random.nextInt(5)).substring(0, 1);
            case "wake_category" -> "LMHJ".substring(random.nextInt(4)).substring(0, 1);
            case "aircraft_type" -> random.nextBoolean() ? "A320" : "C172";
            case "equipment" -> "SDFGRWY/S";
            case "other" -> random.nextBoolean() ? "" : "DOF/260615 RMK/TEST";
            case "originator" -> "LSZHZPZX";
            default -> "TEXT" + random.nextInt(1 << 20);
        };
    }

    /** A word that no one would send here. */
    String wild() {
        return random.nextBoolean() ? one(WILD) : fitting(one(List.of("route", "area", "fix")));
    }

    private String callsign() {
        return random.nextInt(3) == 0 && !callsigns.isEmpty()
                ? one(callsigns)
                : "TST" + random.nextInt(2_000);
    }

    private String element() {
        return switch (random.nextInt(6)) {
            case 0 -> one(ELEMENTS);
            case 1 -> one(airways);
            case 2 -> one(points) + "/N0420F310";
            default -> one(points);
        };
    }

    /** Points along an airway, as a pilot would file it. */
    List<String> filedRoute(Adaptation region) {
        Airway airway = region.getAirways(random.nextInt(region.getAirwaysCount()));
        int last = airway.getPointsCount() - 1;
        String first = airway.getPoints(random.nextBoolean() ? 0 : last);
        return List.of(
                first,
                airway.getName(),
                airway.getPoints(first.equals(airway.getPoints(0)) ? last : 0));
    }

    private String one(List<String> words) {
        return words.isEmpty() ? "" : words.get(random.nextInt(words.size()));
    }
}
