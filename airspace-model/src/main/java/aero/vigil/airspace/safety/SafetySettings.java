package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.Adaptation;
import aero.vigil.airspace.adaptation.Adaptation.LatLon;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.SafetyNets.AreaKind;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.command.SafetyOrder;
import aero.vigil.airspace.runway.Runway;
import aero.vigil.airspace.runway.RunwaysInUse;
import aero.vigil.airspace.surveillance.Evaluation;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.List;

/**
 * What supervisors and the clock decide for the safety nets: active areas, QNH, runways in use,
 * inhibitions. Carries out a supervisor's orders; who may give them is decided elsewhere.
 */
public final class SafetySettings {

    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long LONGEST_INHIBITION_MICROS = 24 * HOUR_MICROS;
    private static final long LONGEST_ORDER_MICROS = 30 * 24 * HOUR_MICROS;
    private static final int LEAST_HECTOPASCALS = 850;
    private static final int MOST_HECTOPASCALS = 1_090;
    private static final int HIGHEST_LEVEL = 999;
    private static final double MAX_LATITUDE_FROM_REFERENCE = 20;
    private static final double MAX_LONGITUDE_FROM_REFERENCE = 60;

    private final Region region;
    private final Areas areas;
    private final Qnh qnh;
    private final RunwaysInUse runways;
    private final Approaches approaches;
    private final Inhibitions inhibitions;

    public SafetySettings(
            UnitOfWork work, RevisionCounter revisions, Region region, RunwaysInUse runways) {
        this.region = region;
        this.runways = runways;
        areas = new Areas(work, revisions, region);
        qnh = new Qnh(work, revisions, region);
        approaches = new Approaches(region, runways);
        inhibitions = new Inhibitions(work, revisions, areas);
    }

    Areas areas() {
        return areas;
    }

    Qnh qnh() {
        return qnh;
    }

    Approaches approaches() {
        return approaches;
    }

    /** Which alerts are not wanted. */
    public Inhibitions inhibitions() {
        return inhibitions;
    }

    /** What the clock changes: schedules, the ends of orders, a QNH that has become too old. */
    public List<Evaluation> evaluate(long nowMicros) {
        boolean isDue =
                areas.isDue(nowMicros) || qnh.isDue(nowMicros) || inhibitions.isDue(nowMicros);
        return isDue
                ? List.of(new Look("safety settings", 0, () -> advance(nowMicros)))
                : List.of();
    }

    private void advance(long nowMicros) {
        areas.advance(nowMicros);
        qnh.advance(nowMicros);
        if (inhibitions.isDue(nowMicros)) {
            inhibitions.advance(nowMicros);
        }
    }

    /** The picture's revision at the last change of anything here. */
    public long revision() {
        return Math.max(
                Math.max(areas.revision(), qnh.revision()),
                Math.max(runways.revision(), inhibitions.revision()));
    }

    /** Everything as it stands. */
    public SafetyStatus status() {
        return new SafetyStatus(
                areas.all(), qnh.all(), runways.all(), inhibitions.all(), revision());
    }

    /** Carries out one order, or says why not. */
    public Result carryOut(SafetyOrder order, long nowMicros) {
        return order.deliverTo(new Ordering(nowMicros));
    }

    /** One order at one time. */
    private final class Ordering implements SafetyOrder.SafetyOrderHandler<Result> {

        private final long now;

        Ordering(long nowMicros) {
            this.now = nowMicros;
        }

        @Override
        public Result activateArea(SafetyOrder.ActivateArea order) {
            int index = areas.indexOf(order.area());
            if (index == 0) {
                return unknownArea(order.area());
            }
            if (!isInTime(order.untilMicros(), LONGEST_ORDER_MICROS)) {
                return wrongTime("30 days");
            }
            if (!areas.isAdapted(index) && order.untilMicros() != 0) {
                return Result.rejected(
                        Reason.TIME_INVALID,
                        "area " + order.area() + " has an end already: define it anew to move it");
            }
            AreaState area = areas.get(index);
            long until =
                    areas.isAdapted(index) || area == null
                            ? order.untilMicros()
                            : area.untilMicros();
            areas.activate(index, order.active(), until, order.permittedCallsigns());
            return Result.accepted();
        }

        @Override
        public Result defineArea(SafetyOrder.DefineArea order) {
            int index = areas.indexOf(order.area());
            if (areas.isAdapted(index)) {
                return Result.rejected(
                        Reason.AREA_INVALID,
                        "area " + order.area() + " is the adaptation's: use another name");
            }
            if (order.border().isEmpty()) {
                if (index == 0) {
                    return unknownArea(order.area());
                }
                areas.remove(index);
                return Result.accepted();
            }
            String fault = faultOf(order);
            if (!fault.isEmpty()) {
                return Result.rejected(Reason.AREA_INVALID, fault);
            }
            if (!isInTime(order.untilMicros(), LONGEST_ORDER_MICROS)) {
                return wrongTime("30 days");
            }
            return areas.define(
                            order.area(),
                            order.areaKind(),
                            order.border(),
                            order.floor(),
                            order.ceiling(),
                            order.untilMicros())
                    ? Result.accepted()
                    : Result.rejected(
                            Reason.TABLE_FULL,
                            "there are " + Areas.MOST_DEFINED + " defined areas: remove one");
        }

        private String faultOf(SafetyOrder.DefineArea order) {
            if (!order.area().matches("[A-Z0-9_.-]{1,16}")) {
                return "a name is 1 to 16 capital letters, digits, '_', '.' or '-'";
            }
            if (order.areaKind() == AreaKind.UNKNOWN) {
                return "the kind is none of prohibited, restricted, danger, TSA, TRA, CBA";
            }
            if (order.border().size() < 3) {
                return "a border has three points or more";
            }
            if (order.floor() >= order.ceiling() || order.ceiling() > HIGHEST_LEVEL) {
                return "the floor is below the ceiling, the ceiling at most FL" + HIGHEST_LEVEL;
            }
            for (LatLon place : order.border()) {
                if (!isNearTheRegion(place)) {
                    return "a point of the border is not in or near this region";
                }
            }
            return "";
        }

        private boolean isNearTheRegion(LatLon place) {
            double north = place.latitude() - region.adaptation().latitude();
            double east = place.longitude() - region.adaptation().longitude();
            return Math.abs(north) <= MAX_LATITUDE_FROM_REFERENCE
                    && Math.abs(place.latitude()) <= 89
                    && Math.abs(east) <= MAX_LONGITUDE_FROM_REFERENCE;
        }

        @Override
        public Result setQnh(SafetyOrder.SetQnh order) {
            int hectopascals = order.hectopascals();
            if (hectopascals != 0
                    && (hectopascals < LEAST_HECTOPASCALS || hectopascals > MOST_HECTOPASCALS)) {
                return Result.rejected(
                        Reason.QNH_INVALID,
                        hectopascals
                                + " hPa is not "
                                + LEAST_HECTOPASCALS
                                + ".."
                                + MOST_HECTOPASCALS
                                + ", or 0 to withdraw");
            }
            return qnh.set(order.region(), hectopascals, now)
                    ? Result.accepted()
                    : Result.rejected(
                            Reason.UNKNOWN_QNH_REGION,
                            "there is no QNH region '" + order.region() + "'");
        }

        @Override
        public Result setRunwaysInUse(SafetyOrder.SetRunwaysInUse order) {
            if (!runways.isKnown(order.airport())) {
                return Result.rejected(
                        Reason.UNKNOWN_RUNWAY,
                        "no runway of airport '" + order.airport() + "' is known");
            }
            for (String runway : order.landings()) {
                if (!runways.isKnown(new Runway(order.airport(), runway, Runway.Use.LANDING))) {
                    return Result.rejected(
                            Reason.UNKNOWN_RUNWAY,
                            "no approach leads to runway '" + runway + "' of " + order.airport());
                }
            }
            for (String runway : order.departures()) {
                if (!runways.isKnown(new Runway(order.airport(), runway, Runway.Use.DEPARTURE))) {
                    return Result.rejected(
                            Reason.UNKNOWN_RUNWAY,
                            "'" + runway + "' is no departure runway of " + order.airport());
                }
            }
            runways.use(order.airport(), order.landings(), order.departures());
            return Result.accepted();
        }

        @Override
        public Result inhibitAlerts(SafetyOrder.InhibitAlerts order) {
            NetKind kind = NetKind.named(order.alertKind());
            if (kind == null) {
                return Result.rejected(
                        Reason.KIND_INVALID,
                        "alerts of kind " + order.alertKind() + " cannot be inhibited");
            }
            if (!order.area().isEmpty() && areas.indexOf(order.area()) == 0) {
                return unknownArea(order.area());
            }
            Inhibition inhibition =
                    new Inhibition(
                            kind, order.track(), order.flight(), order.area(), order.untilMicros());
            if (order.untilMicros() == 0) {
                return inhibitions.remove(inhibition)
                        ? Result.accepted()
                        : Result.rejected(Reason.NOT_INHIBITED, kind + " is not inhibited there");
            }
            if (!isInTime(order.untilMicros(), LONGEST_INHIBITION_MICROS)) {
                return wrongTime("24 hours");
            }
            return inhibitions.put(inhibition)
                    ? Result.accepted()
                    : Result.rejected(
                            Reason.TABLE_FULL,
                            "there are " + Inhibitions.CAPACITY + " inhibitions: end one");
        }

        /** 0, or later than now and no later than so long from now. */
        private boolean isInTime(long untilMicros, long mostMicros) {
            return untilMicros == 0 || (untilMicros > now && untilMicros - mostMicros <= now);
        }
    }

    private static Result unknownArea(String name) {
        return Result.rejected(Reason.UNKNOWN_AREA, "there is no area '" + name + "'");
    }

    private static Result wrongTime(String most) {
        return Result.rejected(
                Reason.TIME_INVALID, "the end is in the past or more than " + most + " ahead");
    }

    /** Everything, frozen. */
    public StateCapture capture() {
        StateCapture areaRows = areas.capture();
        StateCapture settings = qnh.capture();
        StateCapture inUse = runways.capture();
        StateCapture inhibited = inhibitions.capture();
        return out -> {
            areaRows.write(out);
            settings.write(out);
            inUse.write(out);
            inhibited.write(out);
        };
    }

    /**
     * Reads into a new state what a capture wrote.
     *
     * @param before the adaptation in force at that time: what has the same name now goes on
     */
    public void read(StateInput in, Adaptation before) {
        areas.read(in, before.safetyNets().areas());
        qnh.read(in, before.safetyNets().qnhRegions());
        runways.read(in, before);
        inhibitions.read(in);
    }

    /** Says that all of it is to be told again: it is of another adaptation. */
    public void tellAgain() {
        areas.tellAgain();
    }
}
