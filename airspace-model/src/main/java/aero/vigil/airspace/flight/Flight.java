package aero.vigil.airspace.flight;

import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.surveillance.Mode3A;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * One flight: its plan, where it is in its life, where it will be, who controls it and what it is
 * cleared to.
 *
 * @param id its identifier in the picture, 1 and up
 * @param version grows with each change
 * @param revision of the picture at its last change
 * @param plan as filed and changed
 * @param reported what messages have told of it under way
 * @param terminatedMicros when it was terminated, 0: not yet
 * @param ending how
 * @param nextSector the next of its sequence after the controlling one, or the next it will enter
 * @param orders what controllers ordered for it
 * @param track the correlated track's number, 0: none
 * @param manualCorrelation a controller correlated it
 * @param liaison what the sectors around it tell each other about it
 * @param coordination what they have agreed about its crossings, and propose
 * @param squawk the code assigned to it
 * @param vectored its way while it is on a heading; unknown: it is on none, or has no track
 */
public record Flight(
        int id,
        int version,
        long revision,
        FiledPlan plan,
        Lifecycle lifecycle,
        Reported reported,
        long terminatedMicros,
        Ending ending,
        Trajectory trajectory,
        Control control,
        String nextSector,
        Clearances clearances,
        OrderLog orders,
        int track,
        boolean manualCorrelation,
        Liaison liaison,
        Coordination coordination,
        Squawk squawk,
        Way vectored) {

    /** A flight that was just filed or created: nobody controls it, nothing is ordered. */
    static Flight planned(
            int id, FiledPlan plan, Lifecycle lifecycle, Trajectory trajectory, long nowMicros) {
        return new Flight(
                id,
                0,
                0,
                plan,
                lifecycle,
                Reported.NONE,
                0,
                Ending.NONE,
                trajectory,
                Control.NONE,
                LifecycleRules.nextSector(trajectory, "", nowMicros),
                Clearances.INITIAL,
                OrderLog.EMPTY,
                0,
                false,
                Liaison.NONE,
                Coordination.NONE,
                Squawk.NOT_ASSIGNED,
                Way.UNKNOWN);
    }

    /** Its callsign, field 7. */
    public String callsign() {
        return plan.key().callsign();
    }

    /** Whether it is over. */
    public boolean isTerminated() {
        return lifecycle == Lifecycle.TERMINATED;
    }

    /** Whether it has a track. */
    public boolean isCorrelated() {
        return track != 0;
    }

    /** Whether field 10a has W: approved for RVSM. */
    public boolean isRvsmApproved() {
        int at = plan.equipment().indexOf('W');
        int surveillance = plan.equipment().indexOf('/');
        return at >= 0 && (surveillance < 0 || at < surveillance);
    }

    /** Whether it may be correlated by the model itself (airspace-algorithms §6a). */
    public boolean isEligible() {
        return track == 0 && (lifecycle == Lifecycle.COORDINATED || lifecycle == Lifecycle.ACTIVE);
    }

    /** The code it is to squawk: assigned, else as filed; {@link Squawk#NONE}: none. */
    public int mode3a() {
        return squawk.isAssigned() ? squawk.assigned() : plan.mode3a();
    }

    /** Whether it is soon here or is flying. */
    boolean isOfOurTime() {
        return lifecycle == Lifecycle.COORDINATED || lifecycle == Lifecycle.ACTIVE;
    }

    /** The discrete code that nobody else can have because of it, {@link Squawk#NONE}: none. */
    int heldCode() {
        return isOfOurTime() && Mode3A.isDiscrete(mode3a()) ? mode3a() : Squawk.NONE;
    }

    /** The level it was filed for, feet. */
    public double requestedFeet() {
        return FiledSpeedAndLevel.levelFeet(plan.level());
    }

    /** The level it plans to cruise at, feet: the cleared one once there is one. */
    public double cruiseFeet() {
        return clearances.flightLevel() == Clearances.NONE
                ? requestedFeet()
                : clearances.flightLevel() * 100.0;
    }

    /** The same under another version and revision. */
    Flight numbered(int newVersion, long newRevision) {
        FlightDraft draft = new FlightDraft(this);
        draft.version = newVersion;
        draft.revision = newRevision;
        return draft.flight();
    }

    /** The same with another plan; a code filed anew takes the place of one assigned. */
    Flight withPlan(FiledPlan changed) {
        FlightDraft draft = new FlightDraft(this);
        draft.plan = changed;
        draft.squawk = changed.mode3a() == plan.mode3a() ? squawk : Squawk.NOT_ASSIGNED;
        return draft.flight();
    }

    /** The same, departed. */
    Flight departed(long micros) {
        FlightDraft draft = new FlightDraft(this);
        draft.lifecycle = Lifecycle.ACTIVE;
        draft.reported = reported.departedAt(micros);
        return draft.flight();
    }

    /** The same, landed as a message told. */
    Flight arrived(String aerodrome, long micros) {
        FlightDraft draft = new FlightDraft(this);
        draft.reported = reported.arrivedAt(aerodrome, micros);
        return draft.flight();
    }

    /** The same, expected over the boundary as a message told. */
    Flight estimated(BoundaryEstimate estimate) {
        FlightDraft draft = new FlightDraft(this);
        draft.reported = reported.estimated(estimate);
        return draft.flight();
    }

    /** The same at another place of its life. */
    Flight at(Lifecycle next) {
        FlightDraft draft = new FlightDraft(this);
        draft.lifecycle = next;
        return draft.flight();
    }

    /** The same, over: without track or control. */
    public Flight terminated(long micros, Ending how) {
        FlightDraft draft = new FlightDraft(this);
        draft.lifecycle = Lifecycle.TERMINATED;
        draft.terminatedMicros = micros;
        draft.ending = how;
        draft.control = new Control("", "", micros, control.user(), version + 1);
        draft.nextSector = "";
        draft.track = 0;
        draft.manualCorrelation = false;
        draft.liaison = liaison.over();
        draft.coordination = coordination.over();
        draft.vectored = Way.UNKNOWN;
        return draft.flight();
    }

    /** The same with another trajectory. */
    public Flight withTrajectory(Trajectory other) {
        FlightDraft draft = new FlightDraft(this);
        draft.trajectory = other;
        return draft.flight();
    }

    /** The same under other control. */
    public Flight withControl(Control other) {
        FlightDraft draft = new FlightDraft(this);
        draft.control = other;
        return draft.flight();
    }

    /** The same with another next sector. */
    Flight withNextSector(String sector) {
        FlightDraft draft = new FlightDraft(this);
        draft.nextSector = sector;
        return draft.flight();
    }

    /** The same with its next sector as it is under its present control at this time. */
    public Flight sequencedAt(long nowMicros) {
        return isTerminated()
                ? this
                : withNextSector(
                        LifecycleRules.nextSector(trajectory, control.sector(), nowMicros));
    }

    /** The same with other clearances. */
    public Flight withClearances(Clearances other) {
        FlightDraft draft = new FlightDraft(this);
        draft.clearances = other;
        return draft.flight();
    }

    /** The same with one more line in its order log. */
    public Flight withOrder(OrderEntry entry) {
        FlightDraft draft = new FlightDraft(this);
        draft.orders = orders.with(entry);
        return draft.flight();
    }

    /** The same with something else told between its sectors. */
    public Flight withLiaison(Liaison other) {
        FlightDraft draft = new FlightDraft(this);
        draft.liaison = other;
        return draft.flight();
    }

    /** The same with something else agreed or proposed. */
    public Flight withCoordination(Coordination other) {
        FlightDraft draft = new FlightDraft(this);
        draft.coordination = other;
        return draft.flight();
    }

    /** The same with a code assigned. */
    public Flight squawking(int code, long nowMicros) {
        FlightDraft draft = new FlightDraft(this);
        draft.squawk = new Squawk(code, mode3a(), nowMicros, version + 1);
        return draft.flight();
    }

    /** The same with another way on its heading. */
    Flight vectored(Way way) {
        FlightDraft draft = new FlightDraft(this);
        draft.vectored = way;
        return draft.flight();
    }

    /** The same on another track; 0: none. */
    Flight onTrack(int number, boolean manual) {
        FlightDraft draft = new FlightDraft(this);
        draft.track = number;
        draft.manualCorrelation = manual;
        return draft.flight();
    }

    void write(StateOutput out) {
        out.writeInt(id);
        out.writeInt(version);
        out.writeLong(revision);
        PlanState.write(plan, out);
        out.writeString(lifecycle.name());
        reported.write(out);
        out.writeLong(terminatedMicros);
        out.writeString(ending.name());
        trajectory.write(out);
        control.write(out);
        out.writeString(nextSector);
        clearances.write(out);
        orders.write(out);
        out.writeInt(track);
        out.writeBoolean(manualCorrelation);
        liaison.write(out);
        coordination.write(out);
        squawk.write(out);
        vectored.write(out);
    }

    static Flight read(StateInput in) {
        int id = in.readInt();
        int version = in.readInt();
        long revision = in.readLong();
        FiledPlan plan = PlanState.read(in);
        Lifecycle lifecycle = Lifecycle.valueOf(in.readString());
        Reported reported = Reported.read(in);
        long terminated = in.readLong();
        Ending ending = Ending.valueOf(in.readString());
        Trajectory trajectory = Trajectory.read(in);
        Control control = Control.read(in);
        String next = in.readString();
        Clearances clearances = Clearances.read(in);
        OrderLog orders = OrderLog.read(in);
        return new Flight(
                id,
                version,
                revision,
                plan,
                lifecycle,
                reported,
                terminated,
                ending,
                trajectory,
                control,
                next,
                clearances,
                orders,
                in.readInt(),
                in.readBoolean(),
                Liaison.read(in),
                Coordination.read(in),
                Squawk.read(in),
                Way.read(in));
    }
}
