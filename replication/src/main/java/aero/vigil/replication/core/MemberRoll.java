package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Whom the committed log names (rule 20).
 *
 * @param named the incarnation of each member, by index
 * @param retired every incarnation that was replaced, in order: none of them ever counts again
 */
public record MemberRoll(List<Incarnation> named, List<Incarnation> retired) {

    public MemberRoll {
        named = List.copyOf(named);
        retired = List.copyOf(retired);
    }

    /** The roll that op 1 calls. */
    static MemberRoll of(Genesis genesis) {
        List<Incarnation> named = new ArrayList<>();
        for (Member member : genesis.members()) {
            named.add(member.incarnation());
        }
        return new MemberRoll(named, List.of());
    }

    /** The roll once this entry is applied. */
    MemberRoll after(LogEntry entry) {
        Incarnation[] next = named.toArray(new Incarnation[0]);
        Membership.replace(next, entry);
        for (int i = 0; i < next.length; i++) {
            if (!next[i].equals(named.get(i))) {
                List<Incarnation> former = new ArrayList<>(retired);
                former.add(named.get(i));
                return new MemberRoll(List.of(next), former);
            }
        }
        return this;
    }

    /** As it stands in a checkpoint. */
    byte[] encode() {
        Bytes bytes = new Bytes();
        encode(named, bytes);
        encode(retired, bytes);
        return bytes.toArray();
    }

    private static void encode(List<Incarnation> incarnations, Bytes bytes) {
        bytes.putInt(incarnations.size());
        for (Incarnation each : incarnations) {
            bytes.putLong(each.high()).putLong(each.low());
        }
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if these bytes are no roll of so many members
     */
    static MemberRoll decode(byte[] encoded, int members) {
        ByteReader reader = new ByteReader(encoded);
        List<Incarnation> named = decode(reader);
        List<Incarnation> retired = decode(reader);
        reader.expectEnd();
        if (named.size() != members) {
            throw new IllegalArgumentException(
                    "a checkpoint of " + named.size() + " members, not of " + members);
        }
        return new MemberRoll(named, retired);
    }

    private static List<Incarnation> decode(ByteReader reader) {
        int count = reader.getCount(16);
        List<Incarnation> incarnations = new ArrayList<>(count);
        for (int left = count; left > 0; left--) {
            incarnations.add(new Incarnation(reader.getLong(), reader.getLong()));
        }
        return incarnations;
    }
}
