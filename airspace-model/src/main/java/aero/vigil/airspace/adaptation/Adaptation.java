package aero.vigil.airspace.adaptation;

import java.util.List;

/**
 * A region as a centre configures it, in degrees WGS-84: in the genesis op, or loaded later.
 *
 * <p>Only its structure is known to be sound; {@link AdaptationChecker} says what is wrong with its
 * content.
 *
 * @param latitude degrees, the system reference point
 * @param longitude degrees
 */
public record Adaptation(
        String name,
        double latitude,
        double longitude,
        List<SensorSite> sensors,
        List<Point> points,
        List<Airway> airways,
        List<Airport> airports,
        List<SectorElement> sectors,
        List<PositionDefinition> positions,
        StcaParameters stca,
        TrackerParameters tracker,
        SafetyNets safetyNets,
        CodePlan codes,
        List<Procedure> procedures) {

    public Adaptation {
        sensors = List.copyOf(sensors);
        points = List.copyOf(points);
        airways = List.copyOf(airways);
        airports = List.copyOf(airports);
        sectors = List.copyOf(sectors);
        positions = List.copyOf(positions);
        procedures = List.copyOf(procedures);
    }

    /** A place on the ellipsoid, degrees WGS-84, north and east positive. */
    public record LatLon(double latitude, double longitude) {}

    /** A significant point; several may share one designator (ICAO Annex 11, appendix 2). */
    public record Point(String name, LatLon place) {}

    /** An ATS route: the designators of its points in order. */
    public record Airway(String name, List<String> points) {
        public Airway {
            points = List.copyOf(points);
        }
    }

    /**
     * An aerodrome.
     *
     * @param code its ICAO location indicator
     */
    public record Airport(
            String code,
            LatLon place,
            double elevationFeet,
            List<DepartureRunway> departureRunways) {
        public Airport {
            departureRunways = List.copyOf(departureRunways);
        }
    }

    /**
     * A runway that is departed from.
     *
     * @param inUse from the beginning
     */
    public record DepartureRunway(String runway, boolean inUse) {}

    /**
     * A standard instrument departure or arrival.
     *
     * @param name as it is filed, as DEGES2S
     * @param airport it leads from or to
     * @param points in the order flown, without the airport
     * @param runways departure runways of the airport that a SID serves, runways of its approaches
     *     that a STAR serves; none: it is flown only when it is filed
     */
    public record Procedure(
            String name,
            String airport,
            ProcedureKind kind,
            List<String> points,
            List<String> runways) {
        public Procedure {
            points = List.copyOf(points);
            runways = List.copyOf(runways);
        }
    }

    /** Which way a procedure leads. */
    public enum ProcedureKind {
        SID,
        STAR,
        /** The adaptation does not say. */
        UNKNOWN
    }

    /**
     * An elementary sector: the smallest piece of airspace a position is responsible for.
     *
     * @param external of a neighbouring centre
     */
    public record SectorElement(
            String id,
            String name,
            List<Volume> volumes,
            List<String> neighbours,
            String frequency,
            boolean external) {
        public SectorElement {
            volumes = List.copyOf(volumes);
            neighbours = List.copyOf(neighbours);
        }
    }

    /**
     * A prism of airspace.
     *
     * @param border closed by the first point
     * @param floorFlightLevel whole flight levels, inclusive
     * @param ceilingFlightLevel exclusive
     */
    public record Volume(List<LatLon> border, int floorFlightLevel, int ceilingFlightLevel) {
        public Volume {
            border = List.copyOf(border);
        }
    }

    /**
     * A working position.
     *
     * @param sectors the elementary sectors it holds
     */
    public record PositionDefinition(String id, Role role, List<String> sectors, String name) {
        public PositionDefinition {
            sectors = List.copyOf(sectors);
        }
    }

    /** What is done at a position. */
    public enum Role {
        EXECUTIVE("executive"),
        PLANNER("planner"),
        ASSISTANT("assistant"),
        FLIGHT_DATA("flight-data"),
        SUPERVISOR("supervisor"),
        OBSERVER("observer"),
        /** A word the adaptation uses that is none of these. */
        UNKNOWN("unknown");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        /** The word used for it in adaptations and pictures. */
        public String word() {
            return word;
        }

        /** The role of this word, or UNKNOWN. */
        public static Role of(String word) {
            for (Role role : values()) {
                if (role.word.equals(word)) {
                    return role;
                }
            }
            return UNKNOWN;
        }
    }

    /**
     * A radar.
     *
     * @param latitude degrees
     * @param longitude degrees
     * @param heightMetres of the antenna above the ellipsoid
     * @param rangeNm greatest range
     * @param periodSeconds nominal rotation
     * @param nominalDelaySeconds from detection to the adapter
     * @param kind PSR, SSR, MODE_S, ADSB or SYSTEM
     * @param anchored registration holds this one fixed
     * @param rangeBiasMetres applied: measured minus true
     * @param azimuthBiasDegrees applied: measured minus true
     */
    public record SensorSite(
            int sac,
            int sic,
            String name,
            double latitude,
            double longitude,
            double heightMetres,
            double rangeNm,
            double periodSeconds,
            double sigmaRangeMetres,
            double sigmaAzimuthDegrees,
            double nominalDelaySeconds,
            String kind,
            boolean anchored,
            double rangeBiasMetres,
            double azimuthBiasDegrees) {

        /** SAC × 256 + SIC, as in I048/010. */
        public int sacSic() {
            return sac * 256 + sic;
        }
    }

    /**
     * Parameters of the short-term conflict alert (airspace-algorithms §7).
     *
     * @param verticalRvsmFeet in FL290..410
     * @param verticalHighFeet above FL410, or when one has no RVSM approval
     */
    public record StcaParameters(
            double lateralNm,
            double verticalFeet,
            double verticalRvsmFeet,
            double verticalHighFeet,
            double lookaheadSeconds,
            double warningSeconds,
            double proximityNm,
            double proximityFeet) {}

    /**
     * Parameters of the tracker.
     *
     * @param dropSeconds a track ends after this long without an update, at most
     */
    public record TrackerParameters(double dropSeconds) {}

    /**
     * How SSR codes are allocated.
     *
     * @param pools in the order in which they are tried; none: this region allocates no codes
     * @param retained codes of other participating areas that an incoming flight may keep
     */
    public record CodePlan(List<CodePool> pools, List<CodeRange> retained) {

        /** Most pools, and most ranges of each. */
        public static final int MAX = 64;

        public CodePlan {
            pools = List.copyOf(pools);
            retained = List.copyOf(retained);
        }
    }

    /**
     * Codes for one kind of flight.
     *
     * @param category {@link #TRANSIT} or {@link #DOMESTIC}
     * @param directions letters N E S W of where the flights go; empty: anywhere
     * @param protectionMinutes a code released rests for so long
     */
    public record CodePool(
            String name,
            String category,
            String directions,
            List<CodeRange> ranges,
            int protectionMinutes) {

        /** For flights that cross borders. */
        public static final String TRANSIT = "transit";

        /** For flights from and to aerodromes of the region. */
        public static final String DOMESTIC = "domestic";

        public CodePool {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * Codes in a row.
     *
     * @param first 12 bits, -1: what the adaptation says is no code
     * @param last 12 bits, inclusive
     */
    public record CodeRange(int first, int last) {}
}
