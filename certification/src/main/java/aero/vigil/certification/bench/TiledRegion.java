package aero.vigil.certification.bench;

import aero.vigil.airspace.geometry.GeodeticPosition;
import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.wire.airspace.ActiveTime;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Airport;
import aero.vigil.wire.airspace.Approach;
import aero.vigil.wire.airspace.Area;
import aero.vigil.wire.airspace.LatLon;
import aero.vigil.wire.airspace.MinimumAltitude;
import aero.vigil.wire.airspace.PositionDefinition;
import aero.vigil.wire.airspace.QnhRegion;
import aero.vigil.wire.airspace.SafetyNets;
import aero.vigil.wire.airspace.SectorElement;
import aero.vigil.wire.airspace.SensorSite;
import aero.vigil.wire.airspace.StcaParameters;
import aero.vigil.wire.airspace.StcaRegion;
import aero.vigil.wire.airspace.TrackerParameters;
import aero.vigil.wire.airspace.Volume;
import java.util.ArrayList;
import java.util.List;

/**
 * A region of equal tiles, so that it can grow with its traffic at constant density.
 *
 * <p>A tile is 80 by 60 NM: a radar, a lower and an upper sector, a terminal area, a restricted and
 * a reserved area, minimum altitudes, a QNH region, an airport with a final approach. Every place
 * well inside is seen by six or seven radars.
 */
record TiledRegion(int columns, int rows) {

    static final double WIDTH_NM = 80;
    static final double HEIGHT_NM = 60;

    /** Where lower sectors end and upper ones begin. */
    static final int DIVISION_LEVEL = 285;

    private static final double NM = 1_852;
    private static final double LATITUDE = 46.9;
    private static final double LONGITUDE = 8.2;
    private static final int SAC = 10;
    private static final double RADAR_RANGE_NM = 100;
    private static final double[] RADAR_PERIODS = {4, 4.5, 5, 4.8};
    private static final int TOP_LEVEL = 660;

    int tiles() {
        return columns * rows;
    }

    double widthNm() {
        return columns * WIDTH_NM;
    }

    double heightNm() {
        return rows * HEIGHT_NM;
    }

    static SystemPlane plane() {
        return new SystemPlane(LATITUDE, LONGITUDE);
    }

    Adaptation adaptation() {
        return dividedAt(DIVISION_LEVEL);
    }

    /** The same with another flight level between lower and upper sectors. */
    Adaptation dividedAt(int level) {
        Adaptation.Builder region =
                Adaptation.newBuilder()
                        .setName(columns + " by " + rows + " tiles")
                        .setLatitude(LATITUDE)
                        .setLongitude(LONGITUDE)
                        .setTracker(TrackerParameters.newBuilder().setDropSeconds(30))
                        .setStca(stca(4.6, 750, 120, 90, 3, 600));
        for (int tile = 0; tile < tiles(); tile++) {
            add(region, region.getSafetyNetsBuilder(), new Tile(tile), level);
        }
        return region.build();
    }

    private static void add(
            Adaptation.Builder region, SafetyNets.Builder nets, Tile tile, int division) {
        region.addSensors(tile.radar())
                .addAirports(tile.airport())
                .addSectors(tile.sector(lower(tile.number), 0, division))
                .addSectors(tile.sector(upper(tile.number), division, TOP_LEVEL))
                .addPositions(executive(lower(tile.number)))
                .addPositions(executive(upper(tile.number)));
        nets.addStcaRegions(
                        StcaRegion.newBuilder()
                                .setName("TMA" + tile.number)
                                .addVolumes(tile.volume(-15, 15, -15, 15, 0, 150))
                                .setParameters(stca(2.5, 650, 90, 60, 1.2, 400)))
                .addAreas(
                        Area.newBuilder()
                                .setName(restricted(tile.number))
                                .setKind(Area.Kind.RESTRICTED)
                                .addVolumes(tile.volume(20, 35, 5, 20, 0, 200)))
                .addAreas(
                        Area.newBuilder()
                                .setName("TRA" + tile.number)
                                .setKind(Area.Kind.TRA)
                                .addVolumes(tile.volume(-35, -20, -25, -10, 100, 240))
                                .addSchedule(
                                        ActiveTime.newBuilder()
                                                .setDays("1234567")
                                                .setFromMinute(0)
                                                .setToMinute(1_440)))
                .addMinimumAltitudes(
                        MinimumAltitude.newBuilder()
                                .setName("HILLS" + tile.number)
                                .addAllBorder(tile.border(-40, 0, -30, 0))
                                .setFeet(9_000))
                .addMinimumAltitudes(
                        MinimumAltitude.newBuilder()
                                .setName("PLAIN" + tile.number)
                                .addAllBorder(tile.border(-40, 40, -30, 30))
                                .setFeet(3_000))
                .addQnhRegions(
                        QnhRegion.newBuilder()
                                .setName(qnhRegion(tile.number))
                                .addAllBorder(tile.border(-40, 40, -30, 30)))
                .addApproaches(tile.approach());
    }

    static String lower(int tile) {
        return "L" + tile;
    }

    static String upper(int tile) {
        return "U" + tile;
    }

    static String restricted(int tile) {
        return "LSR" + tile;
    }

    static String qnhRegion(int tile) {
        return "QNH" + tile;
    }

    private static PositionDefinition executive(String sector) {
        return PositionDefinition.newBuilder()
                .setId(sector)
                .setName(sector)
                .setRole("executive")
                .addSectors(sector)
                .build();
    }

    private static StcaParameters stca(
            double lateral,
            double vertical,
            double lookahead,
            double warning,
            double proximity,
            double proximityFeet) {
        return StcaParameters.newBuilder()
                .setLateralNm(lateral)
                .setVerticalFeet(vertical)
                .setVerticalRvsmFeet(800)
                .setVerticalHighFeet(1_750)
                .setLookaheadSeconds(lookahead)
                .setWarningSeconds(warning)
                .setProximityNm(proximity)
                .setProximityFeet(proximityFeet)
                .build();
    }

    /** One tile; its coordinates are nautical miles from its middle. */
    private final class Tile {
        private final int number;
        private final double east;
        private final double north;

        Tile(int number) {
            this.number = number;
            int column = number % columns;
            int row = number / columns;
            east = (column - (columns - 1) / 2.0) * WIDTH_NM;
            north = (row - (rows - 1) / 2.0) * HEIGHT_NM;
        }

        private GeodeticPosition at(double x, double y) {
            return plane().toGeodetic((east + x) * NM, (north + y) * NM);
        }

        private LatLon corner(double x, double y) {
            GeodeticPosition at = at(x, y);
            return LatLon.newBuilder()
                    .setLatitude(at.latitudeDegrees())
                    .setLongitude(at.longitudeDegrees())
                    .build();
        }

        List<LatLon> border(double west, double east, double south, double north) {
            return List.of(
                    corner(west, south),
                    corner(east, south),
                    corner(east, north),
                    corner(west, north));
        }

        Volume volume(
                double west, double east, double south, double north, int floor, int ceiling) {
            return Volume.newBuilder()
                    .addAllBorder(border(west, east, south, north))
                    .setFloor(floor)
                    .setCeiling(ceiling)
                    .build();
        }

        SensorSite radar() {
            GeodeticPosition at = at(0, 0);
            return SensorSite.newBuilder()
                    .setSac(SAC)
                    .setSic(1 + number)
                    .setName("Radar " + number)
                    .setLatitude(at.latitudeDegrees())
                    .setLongitude(at.longitudeDegrees())
                    .setHeightMetres(800)
                    .setRangeNm(RADAR_RANGE_NM)
                    .setPeriodSeconds(RADAR_PERIODS[number % RADAR_PERIODS.length])
                    .setSigmaRangeMetres(30)
                    .setSigmaAzimuthDegrees(0.06)
                    .setNominalDelaySeconds(0.6)
                    .setKind("MODE_S")
                    .setAnchored(number == 0)
                    .build();
        }

        Airport airport() {
            GeodeticPosition at = at(0, 0);
            return Airport.newBuilder()
                    .setCode(code())
                    .setLatitude(at.latitudeDegrees())
                    .setLongitude(at.longitudeDegrees())
                    .setElevationFeet(1_400)
                    .build();
        }

        private String code() {
            return TiledRegion.airport(number);
        }

        SectorElement sector(String id, int floor, int ceiling) {
            SectorElement.Builder sector =
                    SectorElement.newBuilder()
                            .setId(id)
                            .setName(id)
                            .addVolumes(volume(-40, 40, -30, 30, floor, ceiling));
            for (int other : neighbours()) {
                sector.addNeighbours(floor == 0 ? lower(other) : upper(other));
            }
            return sector.addNeighbours(floor == 0 ? upper(number) : lower(number)).build();
        }

        private List<Integer> neighbours() {
            List<Integer> neighbours = new ArrayList<>();
            if (number % columns > 0) {
                neighbours.add(number - 1);
            }
            if (number % columns < columns - 1) {
                neighbours.add(number + 1);
            }
            if (number >= columns) {
                neighbours.add(number - columns);
            }
            if (number < columns * (rows - 1)) {
                neighbours.add(number + columns);
            }
            return neighbours;
        }

        Approach approach() {
            return Approach.newBuilder()
                    .setAirport(code())
                    .setRunway("27")
                    .setThreshold(corner(0, 0))
                    .setThresholdFeet(1_400)
                    .setCourseDegrees(270)
                    .setGlidePathDegrees(3)
                    .setInterceptFeet(4_400)
                    .setLengthNm(15)
                    .setInUse(true)
                    .build();
        }
    }

    /** ICAO location indicator of a tile's airport: LSAA, LSAB, ... */
    static String airport(int tile) {
        return "LS" + (char) ('A' + tile / 26) + (char) ('A' + tile % 26);
    }
}
