package aero.vigil.replication.server;

import aero.vigil.airspace.codec.FrameConflation;
import aero.vigil.airspace.codec.FrameConflation.Part;
import aero.vigil.wire.gateway.PlanePart;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;

/** Frames of this replica's own making as one, for the slow stream. */
public final class ConflatedBodies {

    private ConflatedBodies() {}

    /** Those of everything. */
    public static byte[] of(List<byte[]> bodies) {
        try {
            return FrameConflation.of(bodies);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("the frames were cut here", e);
        }
    }

    /** Of one of these what a part of the plane is told. */
    public static byte[] within(byte[] one, PlanePart part) {
        try {
            return FrameConflation.within(
                    one,
                    new Part(part.getWest(), part.getSouth(), part.getEast(), part.getNorth()));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("it was made here", e);
        }
    }
}
