package aero.vigil.airspace.flight;

import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.command.PlanKey;
import aero.vigil.airspace.surveillance.Mode3A;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.util.List;

/**
 * What a message would change of a flight that a controller has under control: it is offered to
 * him, for a message may not undo what he has cleared (airspace-algorithms §3).
 *
 * @param number by which it is answered, of the same series as proposals
 * @param change only level, speed, route, destination, elapsed time and code, each empty where it
 *     is not changed
 * @param sinceMicros model time
 */
public record PlanChange(int number, FiledPlan change, long sinceMicros) {

    /** Whether a change touches what is flown, and so what may have been cleared. */
    static boolean touchesClearances(FiledPlan change) {
        return !change.level().isEmpty()
                || !change.speed().isEmpty()
                || !change.route().isEmpty()
                || !change.newKey().destination().isEmpty()
                || change.mode3a() >= 0;
    }

    /** What of a change is for the controller to accept. */
    static FiledPlan flown(FiledPlan change) {
        return new FiledPlan(
                change.key(),
                "",
                "",
                0,
                "",
                "",
                "",
                change.mode3a(),
                change.speed(),
                change.level(),
                change.route(),
                change.elapsedMinutes(),
                List.of(),
                0,
                "",
                "",
                new PlanKey("", "", change.newKey().destination(), 0));
    }

    /** What of a change takes effect at once. */
    static FiledPlan described(FiledPlan change) {
        return new FiledPlan(
                change.key(),
                change.flightRules(),
                change.flightType(),
                change.aircraftCount(),
                change.aircraftType(),
                change.wakeCategory(),
                change.equipment(),
                -1,
                "",
                "",
                List.of(),
                0,
                change.alternates(),
                change.address(),
                change.other(),
                change.supplementary(),
                new PlanKey(
                        change.newKey().callsign(),
                        change.newKey().departure(),
                        "",
                        change.newKey().offBlockMicros()));
    }

    /** In a line for a person. */
    public String words() {
        String destination = change.newKey().destination();
        String route = String.join(" ", change.route());
        String text =
                (change.level().isEmpty() ? "" : "level " + change.level() + " ")
                        + (change.speed().isEmpty() ? "" : "speed " + change.speed() + " ")
                        + (change.mode3a() < 0 ? "" : "code " + Mode3A.octal(change.mode3a()) + " ")
                        + (destination.isEmpty() ? "" : "destination " + destination + " ")
                        + (route.isEmpty() ? "" : "route " + route);
        String line = text.strip();
        return line.length() <= FiledPlan.MAX_LINE ? line : line.substring(0, FiledPlan.MAX_LINE);
    }

    void write(StateOutput out) {
        out.writeInt(number);
        PlanState.write(change, out);
        out.writeLong(sinceMicros);
    }

    static PlanChange read(StateInput in) {
        return new PlanChange(in.readInt(), PlanState.read(in), in.readLong());
    }
}
