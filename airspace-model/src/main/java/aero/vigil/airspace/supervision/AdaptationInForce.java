package aero.vigil.airspace.supervision;

import aero.vigil.airspace.command.Payload;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * The adaptation in force.
 *
 * @param version 1: that of op 1; each one loaded has the next
 * @param name of the region
 * @param sha256 of its bytes
 * @param bytes of a {@code vigil.airspace.Adaptation}
 * @param author who loaded it
 * @param revision of the picture when it was loaded
 */
public record AdaptationInForce(
        int version, String name, Payload sha256, Payload bytes, Author author, long revision) {

    /** The one that the log begins with. */
    public static AdaptationInForce genesis(String name, Payload sha256, Payload bytes) {
        return new AdaptationInForce(1, name, sha256, bytes, Author.NOBODY, 0);
    }

    /** Whether it came after op 1. */
    public boolean isLoaded() {
        return version > 1;
    }

    /** The same, told from this revision on. */
    public AdaptationInForce at(long newRevision) {
        return new AdaptationInForce(version, name, sha256, bytes, author, newRevision);
    }

    /** Writes it whole, or that it is that of op 1. */
    public void write(StateOutput out) {
        out.writeInt(version);
        if (isLoaded()) {
            out.writeString(name);
            out.writeBytes(sha256.toByteArray());
            out.writeBytes(bytes.toByteArray());
            author.write(out);
            out.writeLong(revision);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param genesis that of op 1
     */
    public static AdaptationInForce read(StateInput in, AdaptationInForce genesis) {
        int version = in.readInt();
        return version == 1
                ? genesis
                : new AdaptationInForce(
                        version,
                        in.readString(),
                        Payload.of(in.readBytes()),
                        Payload.of(in.readBytes()),
                        Author.read(in),
                        in.readLong());
    }
}
