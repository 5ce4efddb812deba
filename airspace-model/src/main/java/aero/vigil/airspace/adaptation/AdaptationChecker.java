package aero.vigil.airspace.adaptation;

import aero.vigil.airspace.adaptation.Adaptation.Airport;
import aero.vigil.airspace.adaptation.Adaptation.Airway;
import aero.vigil.airspace.adaptation.Adaptation.LatLon;
import aero.vigil.airspace.adaptation.Adaptation.Point;
import aero.vigil.airspace.adaptation.Adaptation.PositionDefinition;
import aero.vigil.airspace.adaptation.Adaptation.Role;
import aero.vigil.airspace.adaptation.Adaptation.SectorElement;
import aero.vigil.airspace.adaptation.Adaptation.SensorSite;
import aero.vigil.airspace.adaptation.Adaptation.StcaParameters;
import aero.vigil.airspace.adaptation.Adaptation.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says what is wrong with an adaptation, each fault in one line that names the object and the
 * remedy.
 *
 * <p>An adaptation without faults can be used by the model without further checks: every name
 * referred to exists, every number is finite and in its range, every bound of the model is kept.
 */
public final class AdaptationChecker {

    /** Most sensors: the table of numbers in the design aims at 64. */
    public static final int MAX_SENSORS = 64;

    /** Most points, airways and airports of each. */
    public static final int MAX_NAMED = 20_000;

    /** Most points of an airway, a border or a map line. */
    public static final int MAX_VERTICES = 1_000;

    /** Most elementary sectors, and most positions. */
    public static final int MAX_SECTORS = 256;

    /** Greatest distance of anything from the system reference point, degrees of latitude. */
    private static final double MAX_LATITUDE_FROM_REFERENCE = 20;

    private final Adaptation adaptation;
    private final List<String> faults = new ArrayList<>();

    private AdaptationChecker(Adaptation adaptation) {
        this.adaptation = adaptation;
    }

    /** The faults, in the order of the adaptation; empty when there are none. */
    public static List<String> faults(Adaptation adaptation) {
        AdaptationChecker checker = new AdaptationChecker(adaptation);
        checker.checkReference();
        checker.checkSensors();
        checker.checkPoints();
        checker.checkAirways();
        checker.checkAirports();
        new ProcedureChecker(adaptation, checker).check();
        checker.checkSectors();
        checker.checkPositions();
        checker.checkParameters();
        new SafetyNetsChecker(adaptation, checker).check();
        return List.copyOf(checker.faults);
    }

    private void checkReference() {
        need(!adaptation.name().isBlank(), "the adaptation has no name");
        range("system reference point: latitude", adaptation.latitude(), -85, 85, "degrees");
        range("system reference point: longitude", adaptation.longitude(), -180, 180, "degrees");
    }

    private void checkSensors() {
        need(
                adaptation.sensors().size() <= MAX_SENSORS,
                "more than " + MAX_SENSORS + " sensors: leave some out");
        Set<Integer> seen = new TreeSet<>();
        boolean anchored = false;
        for (SensorSite site : adaptation.sensors()) {
            String who = "sensor " + site.sac() + "/" + site.sic();
            range(who + ": SAC", site.sac(), 0, 255, "");
            range(who + ": SIC", site.sic(), 0, 255, "");
            need(seen.add(site.sacSic()), who + " stands twice: remove one");
            checkPlace(who, new LatLon(site.latitude(), site.longitude()));
            range(who + ": antenna height", site.heightMetres(), -500, 9_000, "m");
            range(who + ": range", site.rangeNm(), 1, 300, "NM");
            range(who + ": period", site.periodSeconds(), 0.5, 30, "s");
            range(who + ": sigma of range", site.sigmaRangeMetres(), 1, 1_000, "m");
            range(who + ": sigma of azimuth", site.sigmaAzimuthDegrees(), 0.001, 2, "degrees");
            range(who + ": nominal delay", site.nominalDelaySeconds(), 0, 10, "s");
            range(who + ": range bias", site.rangeBiasMetres(), -2_000, 2_000, "m");
            range(who + ": azimuth bias", site.azimuthBiasDegrees(), -5, 5, "degrees");
            need(
                    List.of("PSR", "SSR", "MODE_S", "ADSB", "SYSTEM").contains(site.kind()),
                    who + ": kind '" + site.kind() + "' is none of PSR, SSR, MODE_S, ADSB, SYSTEM");
            anchored |= site.anchored();
        }
        need(
                anchored || adaptation.sensors().isEmpty(),
                "no sensor is anchored: without one the whole network can turn and shift");
    }

    private void checkPoints() {
        need(adaptation.points().size() <= MAX_NAMED, "more than " + MAX_NAMED + " points");
        Set<String> places = new TreeSet<>();
        for (Point point : adaptation.points()) {
            checkName("point", point.name());
            checkPlace("point " + point.name(), point.place());
            need(
                    places.add(point.name() + point.place()),
                    "point " + point.name() + " stands twice at the same place: remove one");
        }
    }

    private void checkAirways() {
        need(adaptation.airways().size() <= MAX_NAMED, "more than " + MAX_NAMED + " airways");
        Set<String> known = new TreeSet<>();
        adaptation.points().forEach(point -> known.add(point.name()));
        Set<String> seen = new TreeSet<>();
        for (Airway airway : adaptation.airways()) {
            String who = "airway " + airway.name();
            checkName("airway", airway.name());
            need(seen.add(airway.name()), who + " stands twice: remove one");
            need(airway.points().size() >= 2, who + " has fewer than two points");
            need(airway.points().size() <= MAX_VERTICES, who + " has too many points");
            Set<String> own = new TreeSet<>();
            for (String point : airway.points()) {
                need(known.contains(point), who + ": point " + point + " is not in the points");
                need(own.add(point), who + ": point " + point + " stands twice on it");
            }
        }
    }

    private void checkAirports() {
        need(adaptation.airports().size() <= MAX_NAMED, "more than " + MAX_NAMED + " airports");
        Set<String> seen = new TreeSet<>();
        for (Airport airport : adaptation.airports()) {
            String who = "airport " + airport.code();
            need(airport.code().matches("[A-Z]{4}"), who + ": the code is not four letters");
            need(seen.add(airport.code()), who + " stands twice: remove one");
            checkPlace(who, airport.place());
            range(who + ": elevation", airport.elevationFeet(), -1_500, 20_000, "ft");
        }
    }

    private void checkSectors() {
        need(adaptation.sectors().size() <= MAX_SECTORS, "more than " + MAX_SECTORS + " sectors");
        Set<String> known = new TreeSet<>();
        for (SectorElement sector : adaptation.sectors()) {
            checkName("sector", sector.id());
            need(known.add(sector.id()), "sector " + sector.id() + " stands twice: remove one");
        }
        for (SectorElement sector : adaptation.sectors()) {
            String who = "sector " + sector.id();
            need(!sector.volumes().isEmpty(), who + " has no volume");
            for (Volume volume : sector.volumes()) {
                checkVolume(who, volume);
            }
            for (String neighbour : sector.neighbours()) {
                need(known.contains(neighbour), who + ": neighbour " + neighbour + " is unknown");
                need(!neighbour.equals(sector.id()), who + " is its own neighbour");
            }
        }
    }

    void checkVolume(String who, Volume volume) {
        need(volume.border().size() >= 3, who + ": a border has fewer than three points");
        need(volume.border().size() <= MAX_VERTICES, who + ": a border has too many points");
        volume.border().forEach(place -> checkPlace(who, place));
        range(who + ": floor", volume.floorFlightLevel(), 0, 999, "FL");
        range(who + ": ceiling", volume.ceilingFlightLevel(), 1, 999, "FL");
        need(
                volume.floorFlightLevel() < volume.ceilingFlightLevel(),
                who + ": the floor is not below the ceiling");
    }

    private void checkPositions() {
        need(
                adaptation.positions().size() <= MAX_SECTORS,
                "more than " + MAX_SECTORS + " positions");
        Set<String> seen = new TreeSet<>();
        Set<String> executives = new TreeSet<>();
        Set<String> sectors = new TreeSet<>();
        adaptation.sectors().forEach(sector -> sectors.add(sector.id()));
        for (PositionDefinition position : adaptation.positions()) {
            String who = "position " + position.id();
            checkName("position", position.id());
            need(seen.add(position.id()), who + " stands twice: remove one");
            need(
                    position.role() != Role.UNKNOWN,
                    who
                            + ": the role is none of executive, planner, assistant, flight-data,"
                            + " supervisor, observer");
            for (String sector : position.sectors()) {
                need(sectors.contains(sector), who + ": sector " + sector + " is unknown");
                if (position.role() == Role.EXECUTIVE) {
                    need(
                            executives.add(sector),
                            who + ": sector " + sector + " has two executive positions");
                }
            }
        }
        for (SectorElement sector : adaptation.sectors()) {
            need(
                    sector.external() || executives.contains(sector.id()),
                    "sector " + sector.id() + " has no executive position");
        }
    }

    private void checkParameters() {
        checkStca("stca", adaptation.stca());
        CodePlanChecker.faults(adaptation.codes()).forEach(fault -> need(false, fault));
        range("tracker: drop", adaptation.tracker().dropSeconds(), 5, 120, "s");
    }

    void checkStca(String who, StcaParameters stca) {
        range(who + ": lateral", stca.lateralNm(), 0.1, 20, "NM");
        range(who + ": vertical", stca.verticalFeet(), 50, 5_000, "ft");
        range(
                who + ": vertical in RVSM",
                stca.verticalRvsmFeet(),
                stca.verticalFeet(),
                5_000,
                "ft");
        range(
                who + ": vertical above FL410",
                stca.verticalHighFeet(),
                stca.verticalRvsmFeet(),
                5_000,
                "ft");
        range(who + ": look-ahead", stca.lookaheadSeconds(), 10, 300, "s");
        range(who + ": warning", stca.warningSeconds(), 5, stca.lookaheadSeconds(), "s");
        range(who + ": proximity", stca.proximityNm(), 0.05, stca.lateralNm(), "NM");
        range(who + ": vertical proximity", stca.proximityFeet(), 20, stca.verticalFeet(), "ft");
    }

    void checkName(String kind, String name) {
        need(
                name.matches("[A-Z0-9_.-]{1,16}"),
                kind + " '" + name + "': a name is 1 to 16 capital letters and digits");
    }

    void checkPlace(String who, LatLon place) {
        range(who + ": latitude", place.latitude(), -89, 89, "degrees");
        range(who + ": longitude", place.longitude(), -180, 180, "degrees");
        range(
                who + ": distance in latitude from the system reference point",
                place.latitude() - adaptation.latitude(),
                -MAX_LATITUDE_FROM_REFERENCE,
                MAX_LATITUDE_FROM_REFERENCE,
                "degrees");
    }

    void range(String what, double value, double least, double most, String unit) {
        boolean isWithin = value >= least && value <= most;
        if (!isWithin) { // words for thousands of points would hold up an activation
            need(false, what + " is " + value + ", not " + least + ".." + most + " " + unit);
        }
    }

    void need(boolean condition, String fault) {
        if (!condition && faults.size() < 100) {
            faults.add(fault.strip());
        }
    }
}
