package aero.vigil.airspace.flight;

import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * One flight: its plan, where it is in its life, where it will be, who controls it and what it is
 * cleared to.
 *
 * @param id its identifier in the picture, 1 and up
 * @param version grows with each change
 * @param revision of the picture at its last change
 * @param plan as filed and changed
 * @param departureMicros actual time of departure by message, 0: none
 * @param terminatedMicros when it was terminated, 0: not yet
 * @param nextSector the next of its sequence after the controlling one, or the next it will enter
 * @param orders the latest, oldest first, at most {@link OrderEntry#KEPT}
 * @param track the correlated track's number, 0: none
 * @param manualCorrelation a controller correlated it
 */
public record Flight(
        int id,
        int version,
        long revision,
        FiledPlan plan,
        Lifecycle lifecycle,
        long departureMicros,
        long terminatedMicros,
        Trajectory trajectory,
        Control control,
        String nextSector,
        Clearances clearances,
        List<OrderEntry> orders,
        int track,
        boolean manualCorrelation) {

    public Flight {
        orders = List.copyOf(orders);
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
        return new Flight(
                id,
                newVersion,
                newRevision,
                plan,
                lifecycle,
                departureMicros,
                terminatedMicros,
                trajectory,
                control,
                nextSector,
                clearances,
                orders,
                track,
                manualCorrelation);
    }

    /** The same with another plan. */
    Flight withPlan(FiledPlan changed) {
        return new Flight(
                id,
                version,
                revision,
                changed,
                lifecycle,
                departureMicros,
                terminatedMicros,
                trajectory,
                control,
                nextSector,
                clearances,
                orders,
                track,
                manualCorrelation);
    }

    /** The same, departed. */
    Flight departed(long micros) {
        return new Flight(
                id,
                version,
                revision,
                plan,
                Lifecycle.ACTIVE,
                micros,
                terminatedMicros,
                trajectory,
                control,
                nextSector,
                clearances,
                orders,
                track,
                manualCorrelation);
    }

    /** The same at another place of its life. */
    Flight at(Lifecycle next) {
        return new Flight(
                id,
                version,
                revision,
                plan,
                next,
                departureMicros,
                terminatedMicros,
                trajectory,
                control,
                nextSector,
                clearances,
                orders,
                track,
                manualCorrelation);
    }

    /** The same, over: without track or control. */
    Flight terminated(long micros) {
        return new Flight(
                id,
                version,
                revision,
                plan,
                Lifecycle.TERMINATED,
                departureMicros,
                micros,
                trajectory,
                new Control("", "", micros, control.user(), version + 1),
                "",
                clearances,
                orders,
                0,
                false);
    }

    /** The same with another trajectory. */
    public Flight withTrajectory(Trajectory other) {
        return new Flight(
                id,
                version,
                revision,
                plan,
                lifecycle,
                departureMicros,
                terminatedMicros,
                other,
                control,
                nextSector,
                clearances,
                orders,
                track,
                manualCorrelation);
    }

    /** The same under other control. */
    public Flight withControl(Control other) {
        return new Flight(
                id,
                version,
                revision,
                plan,
                lifecycle,
                departureMicros,
                terminatedMicros,
                trajectory,
                other,
                nextSector,
                clearances,
                orders,
                track,
                manualCorrelation);
    }

    /** The same with another next sector. */
    Flight withNextSector(String sector) {
        return new Flight(
                id,
                version,
                revision,
                plan,
                lifecycle,
                departureMicros,
                terminatedMicros,
                trajectory,
                control,
                sector,
                clearances,
                orders,
                track,
                manualCorrelation);
    }

    /** The same with its next sector as it is under its present control at this time. */
    public Flight sequencedAt(long nowMicros) {
        return withNextSector(LifecycleRules.nextSector(trajectory, control.sector(), nowMicros));
    }

    /** The same with other clearances. */
    public Flight withClearances(Clearances other) {
        return new Flight(
                id,
                version,
                revision,
                plan,
                lifecycle,
                departureMicros,
                terminatedMicros,
                trajectory,
                control,
                nextSector,
                other,
                orders,
                track,
                manualCorrelation);
    }

    /** The same with one more line in its order log. */
    public Flight withOrder(OrderEntry entry) {
        List<OrderEntry> log = new ArrayList<>(orders);
        log.add(entry);
        if (log.size() > OrderEntry.KEPT) {
            log.remove(0);
        }
        return new Flight(
                id,
                version,
                revision,
                plan,
                lifecycle,
                departureMicros,
                terminatedMicros,
                trajectory,
                control,
                nextSector,
                clearances,
                log,
                track,
                manualCorrelation);
    }

    /** The same on another track; 0: none. */
    Flight onTrack(int number, boolean manual) {
        return new Flight(
                id,
                version,
                revision,
                plan,
                lifecycle,
                departureMicros,
                terminatedMicros,
                trajectory,
                control,
                nextSector,
                clearances,
                orders,
                number,
                manual);
    }

    void write(StateOutput out) {
        out.writeInt(id);
        out.writeInt(version);
        out.writeLong(revision);
        PlanState.write(plan, out);
        out.writeString(lifecycle.name());
        out.writeLong(departureMicros);
        out.writeLong(terminatedMicros);
        trajectory.write(out);
        control.write(out);
        out.writeString(nextSector);
        clearances.write(out);
        out.writeInt(orders.size());
        orders.forEach(order -> order.write(out));
        out.writeInt(track);
        out.writeBoolean(manualCorrelation);
    }

    static Flight read(StateInput in) {
        int id = in.readInt();
        int version = in.readInt();
        long revision = in.readLong();
        FiledPlan plan = PlanState.read(in);
        Lifecycle lifecycle = Lifecycle.valueOf(in.readString());
        long departed = in.readLong();
        long terminated = in.readLong();
        Trajectory trajectory = Trajectory.read(in);
        Control control = Control.read(in);
        String next = in.readString();
        Clearances clearances = Clearances.read(in);
        List<OrderEntry> orders = new ArrayList<>();
        for (int i = in.readLength(20); i > 0; i--) {
            orders.add(OrderEntry.read(in));
        }
        return new Flight(
                id,
                version,
                revision,
                plan,
                lifecycle,
                departed,
                terminated,
                trajectory,
                control,
                next,
                clearances,
                orders,
                in.readInt(),
                in.readBoolean());
    }
}
