package aero.vigil.replication.server;

import aero.vigil.airspace.codec.FrameConflation;
import aero.vigil.airspace.codec.FrameConflation.Part;
import aero.vigil.wire.gateway.PlanePart;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames of this replica's own making as one, for the slow stream. */
public final class ConflatedBodies {

    private ConflatedBodies() {}

    /** Those of everything, or of a part of the plane. */
    public static byte[] of(List<byte[]> bodies, @Nullable PlanePart part) {
        try {
            return FrameConflation.of(
                    bodies,
                    part == null
                            ? Part.WHOLE
                            : new Part(
                                    part.getWest(),
                                    part.getSouth(),
                                    part.getEast(),
                                    part.getNorth()));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("the frames were cut here", e);
        }
    }
}
