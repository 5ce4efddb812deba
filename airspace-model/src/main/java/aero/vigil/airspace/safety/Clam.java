package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.SafetyNets.Parameters;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cleared level adherence monitoring: a controlled flight's measured level is off its cleared level
 * and it is not on its way there.
 *
 * <p>After a new cleared level the flight has some time to begin its climb or descent; flying the
 * other way counts at once.
 */
final class Clam implements Net {

    private static final int HITS_NEEDED = 2;
    private static final double FEET_PER_LEVEL = 100;
    private static final double FEET_PER_QUARTER_LEVEL = 25;

    /** Towards its level at 300 ft/min or more it is on its way there. */
    private static final double LEAST_FEET_PER_SECOND = 5;

    private final Parameters parameters;
    private final TrackedFlights flights;

    /** By track number. */
    private final Table<Clearance> clearances;

    /**
     * A cleared level that has been seen.
     *
     * @param sinceMicros model time at which it was first seen
     * @param fromFeet the measured level then
     */
    private record Clearance(int flightLevel, long sinceMicros, double fromFeet) {

        double offAtFirst() {
            return fromFeet - flightLevel * FEET_PER_LEVEL;
        }
    }

    Clam(UnitOfWork work, Parameters parameters, TrackedFlights flights) {
        this.parameters = parameters;
        this.flights = flights;
        clearances = new Table<>(work, "cleared levels seen", SystemTrack.MAX_NUMBER);
    }

    @Override
    public NetKind kind() {
        return NetKind.CLAM;
    }

    @Override
    public boolean concerns(SystemTrack track) {
        return remembers(track.number()) || flights.isControlled(track.number());
    }

    /** One more than the greatest number of a track that was ever looked at. */
    int limit() {
        return clearances.limit();
    }

    boolean remembers(int trackNumber) {
        return clearances.get(trackNumber) != null;
    }

    @Override
    public List<Finding> look(Subject subject) {
        int number = subject.track().number();
        WatchedFlight flight = subject.flight();
        if (flight == null
                || !flight.isControlled()
                || flight.clearedFlightLevel() == WatchedFlight.NONE) {
            clearances.set(number, null);
            return List.of();
        }
        double feet = subject.vertical().flightLevel() * FEET_PER_QUARTER_LEVEL;
        Clearance clearance = clearances.get(number);
        if (clearance == null || clearance.flightLevel() != flight.clearedFlightLevel()) {
            clearance = new Clearance(flight.clearedFlightLevel(), subject.nowMicros(), feet);
            clearances.set(number, clearance);
        }
        double off = feet - clearance.flightLevel() * FEET_PER_LEVEL;
        return isAdhering(clearance, subject, off)
                ? List.of()
                : List.of(
                        new Finding(
                                0,
                                0,
                                true,
                                true,
                                HITS_NEEDED,
                                0,
                                Math.abs(off),
                                "CFL " + clearance.flightLevel()));
    }

    private boolean isAdhering(Clearance clearance, Subject subject, double off) {
        double tolerance =
                VerticalMinimum.isInRvsm(clearance.flightLevel() * FEET_PER_LEVEL)
                        ? parameters.clamRvsmFeet()
                        : parameters.clamFeet();
        if (Math.abs(off) <= tolerance) {
            return true;
        }
        double towards = subject.vertical().rateFeetPerSecond() * (off > 0 ? -1 : 1);
        if (towards >= LEAST_FEET_PER_SECOND) {
            return true;
        }
        boolean isArmed =
                subject.nowMicros() - clearance.sinceMicros()
                        >= parameters.clamArmingSeconds() * 1e6;
        double farther = Math.abs(off) - Math.abs(clearance.offAtFirst());
        boolean isStillOnItsSide = (off > 0) == (clearance.offAtFirst() > 0);
        // On the other side it has flown through; farther off it flies the wrong way.
        return !isArmed && isStillOnItsSide && farther <= tolerance;
    }

    @Override
    public void forget(int trackNumber) {
        clearances.set(trackNumber, null);
    }

    StateCapture capture() {
        @Nullable Object[] rows = clearances.copy();
        int count = clearances.size();
        return out -> {
            out.writeInt(count);
            for (int i = 1; i < rows.length; i++) {
                if (rows[i] instanceof Clearance clearance) {
                    out.writeInt(i);
                    out.writeInt(clearance.flightLevel());
                    out.writeLong(clearance.sinceMicros());
                    out.writeDouble(clearance.fromFeet());
                }
            }
        };
    }

    void read(StateInput in) {
        for (int i = in.readLength(24); i > 0; i--) {
            clearances.set(
                    in.readInt(), new Clearance(in.readInt(), in.readLong(), in.readDouble()));
        }
    }
}
