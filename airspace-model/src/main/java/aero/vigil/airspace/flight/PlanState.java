package aero.vigil.airspace.flight;

import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.command.PlanKey;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.util.ArrayList;
import java.util.List;

/** Filed plans as they stand in a checkpoint. */
final class PlanState {

    private PlanState() {}

    static void write(FiledPlan plan, StateOutput out) {
        writeKey(plan.key(), out);
        out.writeString(plan.flightRules());
        out.writeString(plan.flightType());
        out.writeInt(plan.aircraftCount());
        out.writeString(plan.aircraftType());
        out.writeString(plan.wakeCategory());
        out.writeString(plan.equipment());
        out.writeInt(plan.mode3a());
        out.writeString(plan.speed());
        out.writeString(plan.level());
        writeStrings(plan.route(), out);
        out.writeInt(plan.elapsedMinutes());
        writeStrings(plan.alternates(), out);
        out.writeInt(plan.address());
        out.writeString(plan.other());
        out.writeString(plan.supplementary());
        writeKey(plan.newKey(), out);
    }

    static FiledPlan read(StateInput in) {
        return new FiledPlan(
                readKey(in),
                in.readString(),
                in.readString(),
                in.readInt(),
                in.readString(),
                in.readString(),
                in.readString(),
                in.readInt(),
                in.readString(),
                in.readString(),
                readStrings(in),
                in.readInt(),
                readStrings(in),
                in.readInt(),
                in.readString(),
                in.readString(),
                readKey(in));
    }

    private static void writeKey(PlanKey key, StateOutput out) {
        out.writeString(key.callsign());
        out.writeString(key.departure());
        out.writeString(key.destination());
        out.writeLong(key.offBlockMicros());
    }

    private static PlanKey readKey(StateInput in) {
        return new PlanKey(in.readString(), in.readString(), in.readString(), in.readLong());
    }

    private static void writeStrings(List<String> strings, StateOutput out) {
        out.writeInt(strings.size());
        for (String string : strings) {
            out.writeString(string);
        }
    }

    private static List<String> readStrings(StateInput in) {
        List<String> strings = new ArrayList<>();
        for (int i = in.readLength(4); i > 0; i--) {
            strings.add(in.readString());
        }
        return strings;
    }
}
