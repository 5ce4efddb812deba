package aero.vigil.airspace.adaptation;

import aero.vigil.airspace.adaptation.Adaptation.Airport;
import aero.vigil.airspace.adaptation.Adaptation.Airway;
import aero.vigil.airspace.adaptation.Adaptation.LatLon;
import aero.vigil.airspace.adaptation.Adaptation.Point;
import aero.vigil.airspace.adaptation.Adaptation.PositionDefinition;
import aero.vigil.airspace.adaptation.Adaptation.Procedure;
import aero.vigil.airspace.adaptation.Adaptation.ProcedureKind;
import aero.vigil.airspace.adaptation.Adaptation.SectorElement;
import aero.vigil.airspace.adaptation.Adaptation.Volume;
import aero.vigil.airspace.geometry.PlanePosition;
import aero.vigil.airspace.geometry.SystemPlane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An adaptation without faults, laid on the system plane: what the model looks things up in. */
public final class Region {

    private static final double FEET_PER_LEVEL = 100;

    private final Adaptation adaptation;
    private final SystemPlane plane;
    private final Map<String, List<Fix>> points = new TreeMap<>();
    private final Map<String, List<Fix>> airways = new TreeMap<>();
    private final Map<String, Aerodrome> aerodromes = new TreeMap<>();
    private final Map<String, List<StandardRoute>> procedures = new TreeMap<>();
    private final List<Sector> sectors = new ArrayList<>();
    private final Map<String, Sector> sectorsById = new TreeMap<>();
    private final Map<String, PositionDefinition> positions = new TreeMap<>();
    private final Bounds bounds;

    /**
     * An aerodrome.
     *
     * @param elevationFeet above mean sea level
     */
    public record Aerodrome(Fix fix, double elevationFeet) {}

    /**
     * A standard departure or arrival.
     *
     * @param fixes in the order flown, without the airport, one at least
     */
    public record StandardRoute(Procedure procedure, List<Fix> fixes) {
        public StandardRoute {
            fixes = List.copyOf(fixes);
        }

        /** Where it meets the route: a departure's last fix, an arrival's first. */
        public Fix joins() {
            return fixes.get(procedure.kind() == ProcedureKind.SID ? fixes.size() - 1 : 0);
        }
    }

    /** An elementary sector with its volumes. */
    public record Sector(
            String id, boolean external, List<PlaneVolume> volumes, List<String> neighbours) {
        public Sector {
            volumes = List.copyOf(volumes);
            neighbours = List.copyOf(neighbours);
        }
    }

    /** The rectangle around all sectors, metres on the system plane. */
    public record Bounds(double minX, double maxX, double minY, double maxY) {}

    /**
     * @throws IllegalArgumentException if the adaptation has faults; the text names them
     */
    public Region(Adaptation adaptation) {
        List<String> faults = AdaptationChecker.faults(adaptation);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "adaptation '" + adaptation.name() + "': " + String.join("; ", faults));
        }
        this.adaptation = adaptation;
        plane = new SystemPlane(adaptation.latitude(), adaptation.longitude());
        for (Point point : adaptation.points()) {
            points.computeIfAbsent(point.name(), name -> new ArrayList<>())
                    .add(fix(point.name(), point.place()));
        }
        for (Airport airport : adaptation.airports()) {
            aerodromes.put(
                    airport.code(),
                    new Aerodrome(fix(airport.code(), airport.place()), airport.elevationFeet()));
        }
        for (Airway airway : adaptation.airways()) {
            airways.put(airway.name(), resolve(airway.points(), 0, 0));
        }
        adaptation.procedures().forEach(this::layProcedure);
        for (SectorElement element : adaptation.sectors()) {
            Sector sector =
                    new Sector(
                            element.id(),
                            element.external(),
                            laid(element.volumes()),
                            element.neighbours());
            sectors.add(sector);
            sectorsById.put(sector.id(), sector);
        }
        for (PositionDefinition position : adaptation.positions()) {
            positions.put(position.id(), position);
        }
        bounds = boundsOfSectors();
    }

    /** The adaptation this was made from. */
    public Adaptation adaptation() {
        return adaptation;
    }

    /** The system plane. */
    public SystemPlane plane() {
        return plane;
    }

    /** A fix at degrees of latitude and longitude. */
    public Fix fixAt(String name, double latitude, double longitude) {
        return fix(name, new LatLon(latitude, longitude));
    }

    /** All points with this designator; empty when there is none. */
    public List<Fix> points(String name) {
        return points.getOrDefault(name, List.of());
    }

    /** The point with this designator nearest to a position, or null. */
    public @Nullable Fix nearestPoint(String name, double x, double y) {
        Fix nearest = null;
        for (Fix fix : points(name)) {
            if (nearest == null || fix.distanceTo(x, y) < nearest.distanceTo(x, y)) {
                nearest = fix;
            }
        }
        return nearest;
    }

    /** The fixes of an airway in order; empty when there is no such airway. */
    public List<Fix> airway(String name) {
        return airways.getOrDefault(name, List.of());
    }

    /** The aerodrome with this location indicator, or null. */
    public @Nullable Aerodrome aerodrome(String code) {
        return aerodromes.get(code);
    }

    /** The standard departures or arrivals of an airport, in the adaptation's order. */
    public List<StandardRoute> procedures(ProcedureKind kind, String airport) {
        return Collections.unmodifiableList(procedures.getOrDefault(key(kind, airport), List.of()));
    }

    /** All elementary sectors, in the adaptation's order. */
    public List<Sector> sectors() {
        return List.copyOf(sectors);
    }

    /** The elementary sector with this identifier, or null. */
    public @Nullable Sector sector(String id) {
        return sectorsById.get(id);
    }

    /** The identifier of the first sector that holds a position, or empty. */
    public String sectorAt(double x, double y, double levelFeet) {
        for (Sector sector : sectors) {
            for (PlaneVolume volume : sector.volumes()) {
                if (volume.contains(x, y, levelFeet)) {
                    return sector.id();
                }
            }
        }
        return "";
    }

    /** The position with this identifier, or null. */
    public @Nullable PositionDefinition position(String id) {
        return positions.get(id);
    }

    /** The rectangle around all sectors; empty (min above max) when there are none. */
    public Bounds bounds() {
        return bounds;
    }

    private Fix fix(String name, LatLon place) {
        PlanePosition position = plane.toPlane(place.latitude(), place.longitude());
        return new Fix(name, position.xMetres(), position.yMetres());
    }

    /** Found from the airport on, from which a designator is told apart from one far away. */
    private void layProcedure(Procedure procedure) {
        Aerodrome airport = aerodromes.get(procedure.airport());
        if (airport == null) {
            throw new AssertionError("checked adaptation lacks airport " + procedure.airport());
        }
        boolean isArrival = procedure.kind() == ProcedureKind.STAR;
        List<String> names = new ArrayList<>(procedure.points());
        if (isArrival) {
            Collections.reverse(names);
        }
        Fix from = airport.fix();
        List<Fix> fixes = new ArrayList<>(resolve(names, from.xMetres(), from.yMetres()));
        if (isArrival) {
            Collections.reverse(fixes);
        }
        procedures
                .computeIfAbsent(
                        key(procedure.kind(), procedure.airport()), key -> new ArrayList<>())
                .add(new StandardRoute(procedure, fixes));
    }

    private static String key(ProcedureKind kind, String airport) {
        return kind + " " + airport;
    }

    /** Of equal designators the nearest to the one before, the first: to where one starts. */
    private List<Fix> resolve(List<String> names, double startX, double startY) {
        List<Fix> fixes = new ArrayList<>();
        double x = startX;
        double y = startY;
        for (String name : names) {
            Fix fix = nearestPoint(name, x, y);
            if (fix == null) {
                throw new AssertionError("checked adaptation lacks point " + name);
            }
            fixes.add(fix);
            x = fix.xMetres();
            y = fix.yMetres();
        }
        return List.copyOf(fixes);
    }

    /** Volumes laid on the plane. */
    public List<PlaneVolume> laid(List<Volume> volumes) {
        List<PlaneVolume> laid = new ArrayList<>();
        for (Volume volume : volumes) {
            laid.add(
                    laid(
                            volume.border(),
                            volume.floorFlightLevel() * FEET_PER_LEVEL,
                            volume.ceilingFlightLevel() * FEET_PER_LEVEL));
        }
        return laid;
    }

    /** A polygon laid on the plane, between two altitudes in feet. */
    public PlaneVolume laid(List<LatLon> border, double floorFeet, double ceilingFeet) {
        double[] xs = new double[border.size()];
        double[] ys = new double[xs.length];
        for (int i = 0; i < xs.length; i++) {
            Fix vertex = fix("", border.get(i));
            xs[i] = vertex.xMetres();
            ys[i] = vertex.yMetres();
        }
        return new PlaneVolume(xs, ys, floorFeet, ceilingFeet);
    }

    private Bounds boundsOfSectors() {
        double minX = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (Sector sector : sectors) {
            for (PlaneVolume volume : sector.volumes()) {
                minX = Math.min(minX, volume.minX());
                maxX = Math.max(maxX, volume.maxX());
                minY = Math.min(minY, volume.minY());
                maxY = Math.max(maxY, volume.maxY());
            }
        }
        return new Bounds(minX, maxX, minY, maxY);
    }
}
