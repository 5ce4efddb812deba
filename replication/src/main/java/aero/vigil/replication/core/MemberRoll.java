package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Whom the committed log names (rule 20).
 *
 * @param named the incarnation of each member, by index
 * @param retired every incarnation that was replaced, in order: none of them ever counts again
 * @param firstView of the epoch that the last change of the group's size began; 0 if there was none
 */
public record MemberRoll(List<Incarnation> named, List<Incarnation> retired, long firstView) {

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
        return new MemberRoll(named, List.of(), 0);
    }

    /** The roll once this entry is applied. */
    MemberRoll after(LogEntry entry) {
        if (entry.kind() == EntryKind.RECONFIGURE) {
            return after(Reconfiguration.of(entry));
        }
        Incarnation[] next = named.toArray(new Incarnation[0]);
        Membership.replace(next, entry);
        for (int i = 0; i < next.length; i++) {
            if (!next[i].equals(named.get(i))) {
                List<Incarnation> former = new ArrayList<>(retired);
                former.add(named.get(i));
                return new MemberRoll(List.of(next), former, firstView);
            }
        }
        return this;
    }

    private MemberRoll after(Reconfiguration change) {
        List<Incarnation> next = new ArrayList<>(named);
        for (int i = 0; i <= next.size(); i++) {
            if (change.adds(i) && i < next.size()) {
                next.set(i, change.added());
            } else if (change.adds(i)) {
                next.add(change.added());
                break;
            }
        }
        return new MemberRoll(next, retired, change.firstView());
    }

    /** As it stands in a checkpoint: where no group was ever changed, without a word of that. */
    byte[] encode() {
        Bytes bytes = new Bytes();
        encode(named, bytes);
        encode(retired, bytes);
        return firstView == 0 ? bytes.toArray() : bytes.putLong(firstView).toArray();
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
     * @throws IllegalArgumentException if these bytes are no roll
     */
    static MemberRoll decode(byte[] encoded) {
        ByteReader reader = new ByteReader(encoded);
        List<Incarnation> named = decode(reader);
        List<Incarnation> retired = decode(reader);
        long firstView = reader.isAtEnd() ? 0 : reader.getLong();
        reader.expectEnd();
        return new MemberRoll(named, retired, firstView);
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
