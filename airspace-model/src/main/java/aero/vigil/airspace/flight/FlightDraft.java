package aero.vigil.airspace.flight;

import aero.vigil.airspace.command.FiledPlan;

/** A flight being changed: each component is as it was until it is set. */
final class FlightDraft {

    final int id;
    int version;
    long revision;
    FiledPlan plan;
    Lifecycle lifecycle;
    Reported reported;
    long terminatedMicros;
    Ending ending;
    Trajectory trajectory;
    Control control;
    String nextSector;
    Clearances clearances;
    OrderLog orders;
    int track;
    boolean manualCorrelation;
    Liaison liaison;
    Coordination coordination;
    Squawk squawk;
    Way vectored;

    FlightDraft(Flight from) {
        id = from.id();
        version = from.version();
        revision = from.revision();
        plan = from.plan();
        lifecycle = from.lifecycle();
        reported = from.reported();
        terminatedMicros = from.terminatedMicros();
        ending = from.ending();
        trajectory = from.trajectory();
        control = from.control();
        nextSector = from.nextSector();
        clearances = from.clearances();
        orders = from.orders();
        track = from.track();
        manualCorrelation = from.manualCorrelation();
        liaison = from.liaison();
        coordination = from.coordination();
        squawk = from.squawk();
        vectored = from.vectored();
    }

    Flight flight() {
        return new Flight(
                id,
                version,
                revision,
                plan,
                lifecycle,
                reported,
                terminatedMicros,
                ending,
                trajectory,
                control,
                nextSector,
                clearances,
                orders,
                track,
                manualCorrelation,
                liaison,
                coordination,
                squawk,
                vectored);
    }
}
