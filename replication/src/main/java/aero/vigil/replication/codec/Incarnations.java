package aero.vigil.replication.codec;

import aero.vigil.replication.codec.MalformedMessage.Reason;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.wire.replication.Wire;
import java.util.ArrayList;
import java.util.List;

/** {@link Incarnation}s as protobuf. */
final class Incarnations {

    /** A group has at most so many members. */
    static final int MAX_MEMBERS = 7;

    private Incarnations() {}

    static Wire.Incarnation encode(Incarnation incarnation) {
        return Wire.Incarnation.newBuilder()
                .setHigh(incarnation.high())
                .setLow(incarnation.low())
                .build();
    }

    static List<Wire.Incarnation> encode(List<Incarnation> incarnations) {
        return incarnations.stream().map(Incarnations::encode).toList();
    }

    static Incarnation decode(Wire.Incarnation wire) {
        return new Incarnation(wire.getHigh(), wire.getLow());
    }

    static List<Incarnation> decode(List<Wire.Incarnation> wires) throws MalformedException {
        if (wires.size() > MAX_MEMBERS) {
            throw new MalformedException(Reason.ENTRY_COUNT, wires.size() + " members");
        }
        List<Incarnation> incarnations = new ArrayList<>(wires.size());
        for (Wire.Incarnation wire : wires) {
            incarnations.add(decode(wire));
        }
        return incarnations;
    }
}
