package aero.vigil.airspace.supervision;

import aero.vigil.airspace.command.Payload;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * A command as it was given.
 *
 * @param submitter who gave it
 * @param content its bytes; empty: longer than {@link #MAX_CONTENT}
 */
public record Given(Submitter submitter, Payload content) {

    /** Most bytes of a command that are kept: all of the quarantine's fit into a keyframe. */
    public static final int MAX_CONTENT = 2_048;

    /** A command of any length. */
    public static Given of(Submitter submitter, byte[] content) {
        return new Given(
                submitter, content.length > MAX_CONTENT ? Payload.EMPTY : Payload.of(content));
    }

    void write(StateOutput out) {
        out.writeLong(submitter.session());
        out.writeString(submitter.user());
        out.writeInt(submitter.roles().size());
        submitter.roles().forEach(out::writeString);
        out.writeBytes(content.toByteArray());
    }

    static Given read(StateInput in) {
        long session = in.readLong();
        String user = in.readString();
        List<String> roles = new ArrayList<>();
        for (int i = in.readLength(Integer.BYTES); i > 0; i--) {
            roles.add(in.readString());
        }
        return new Given(new Submitter(session, user, roles), Payload.of(in.readBytes()));
    }
}
