package aero.vigil.airspace.codec;

import aero.vigil.airspace.adaptation.Adaptation;
import aero.vigil.airspace.adaptation.Adaptation.Airport;
import aero.vigil.airspace.adaptation.Adaptation.Airway;
import aero.vigil.airspace.adaptation.Adaptation.DepartureRunway;
import aero.vigil.airspace.adaptation.Adaptation.LatLon;
import aero.vigil.airspace.adaptation.Adaptation.Point;
import aero.vigil.airspace.adaptation.Adaptation.PositionDefinition;
import aero.vigil.airspace.adaptation.Adaptation.Procedure;
import aero.vigil.airspace.adaptation.Adaptation.ProcedureKind;
import aero.vigil.airspace.adaptation.Adaptation.Role;
import aero.vigil.airspace.adaptation.Adaptation.SectorElement;
import aero.vigil.airspace.adaptation.Adaptation.SensorSite;
import aero.vigil.airspace.adaptation.Adaptation.TrackerParameters;
import aero.vigil.airspace.adaptation.Adaptation.Volume;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;

/** Reads an adaptation, of the genesis op or loaded later. Its content is judged by the checker. */
public final class AdaptationDecoder {

    private AdaptationDecoder() {}

    /**
     * The adaptation these bytes are.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static Adaptation decode(byte[] bytes) {
        aero.vigil.wire.airspace.Adaptation wire;
        try {
            wire = aero.vigil.wire.airspace.Adaptation.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("the bytes are no Adaptation", e);
        }
        return new Adaptation(
                wire.getName(),
                wire.getLatitude(),
                wire.getLongitude(),
                sensors(wire),
                points(wire),
                airways(wire),
                airports(wire),
                sectors(wire),
                positions(wire),
                SafetyNetsDecoder.stca(wire.getStca()),
                new TrackerParameters(wire.getTracker().getDropSeconds()),
                SafetyNetsDecoder.nets(wire.getSafetyNets()),
                CodePlanDecoder.codes(wire.getCodes()),
                procedures(wire));
    }

    private static List<SensorSite> sensors(aero.vigil.wire.airspace.Adaptation wire) {
        List<SensorSite> sensors = new ArrayList<>();
        for (aero.vigil.wire.airspace.SensorSite site : wire.getSensorsList()) {
            sensors.add(
                    new SensorSite(
                            site.getSac(),
                            site.getSic(),
                            site.getName(),
                            site.getLatitude(),
                            site.getLongitude(),
                            site.getHeightMetres(),
                            site.getRangeNm(),
                            site.getPeriodSeconds(),
                            site.getSigmaRangeMetres(),
                            site.getSigmaAzimuthDegrees(),
                            site.getNominalDelaySeconds(),
                            site.getKind(),
                            site.getAnchored(),
                            site.getRangeBiasMetres(),
                            site.getAzimuthBiasDegrees()));
        }
        return sensors;
    }

    private static List<Point> points(aero.vigil.wire.airspace.Adaptation wire) {
        List<Point> points = new ArrayList<>();
        for (aero.vigil.wire.airspace.Point point : wire.getPointsList()) {
            points.add(
                    new Point(
                            point.getName(),
                            new LatLon(point.getLatitude(), point.getLongitude())));
        }
        return points;
    }

    private static List<Airway> airways(aero.vigil.wire.airspace.Adaptation wire) {
        List<Airway> airways = new ArrayList<>();
        for (aero.vigil.wire.airspace.Airway airway : wire.getAirwaysList()) {
            airways.add(new Airway(airway.getName(), airway.getPointsList()));
        }
        return airways;
    }

    private static List<Airport> airports(aero.vigil.wire.airspace.Adaptation wire) {
        List<Airport> airports = new ArrayList<>();
        for (aero.vigil.wire.airspace.Airport airport : wire.getAirportsList()) {
            airports.add(
                    new Airport(
                            airport.getCode(),
                            new LatLon(airport.getLatitude(), airport.getLongitude()),
                            airport.getElevationFeet(),
                            airport.getDepartureRunwaysList().stream()
                                    .map(
                                            runway ->
                                                    new DepartureRunway(
                                                            runway.getRunway(), runway.getInUse()))
                                    .toList()));
        }
        return airports;
    }

    private static List<Procedure> procedures(aero.vigil.wire.airspace.Adaptation wire) {
        List<Procedure> procedures = new ArrayList<>();
        for (aero.vigil.wire.airspace.Procedure procedure : wire.getProceduresList()) {
            ProcedureKind kind =
                    switch (procedure.getKind()) {
                        case SID -> ProcedureKind.SID;
                        case STAR -> ProcedureKind.STAR;
                        case KIND_UNSPECIFIED, UNRECOGNIZED -> ProcedureKind.UNKNOWN;
                    };
            procedures.add(
                    new Procedure(
                            procedure.getName(),
                            procedure.getAirport(),
                            kind,
                            procedure.getPointsList(),
                            procedure.getRunwaysList()));
        }
        return procedures;
    }

    private static List<SectorElement> sectors(aero.vigil.wire.airspace.Adaptation wire) {
        List<SectorElement> sectors = new ArrayList<>();
        for (aero.vigil.wire.airspace.SectorElement sector : wire.getSectorsList()) {
            sectors.add(
                    new SectorElement(
                            sector.getId(),
                            sector.getName(),
                            volumes(sector.getVolumesList()),
                            sector.getNeighboursList(),
                            sector.getFrequency(),
                            sector.getExternal()));
        }
        return sectors;
    }

    static List<Volume> volumes(List<aero.vigil.wire.airspace.Volume> wire) {
        List<Volume> volumes = new ArrayList<>();
        for (aero.vigil.wire.airspace.Volume volume : wire) {
            volumes.add(
                    new Volume(
                            border(volume.getBorderList()),
                            volume.getFloor(),
                            volume.getCeiling()));
        }
        return volumes;
    }

    static List<LatLon> border(List<aero.vigil.wire.airspace.LatLon> wire) {
        List<LatLon> border = new ArrayList<>();
        for (aero.vigil.wire.airspace.LatLon place : wire) {
            border.add(new LatLon(place.getLatitude(), place.getLongitude()));
        }
        return border;
    }

    private static List<PositionDefinition> positions(aero.vigil.wire.airspace.Adaptation wire) {
        List<PositionDefinition> positions = new ArrayList<>();
        for (aero.vigil.wire.airspace.PositionDefinition position : wire.getPositionsList()) {
            positions.add(
                    new PositionDefinition(
                            position.getId(),
                            Role.of(position.getRole()),
                            position.getSectorsList(),
                            position.getName()));
        }
        return positions;
    }
}
