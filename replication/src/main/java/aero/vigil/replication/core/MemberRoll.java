package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whom the committed log names (rule 20).
 *
 * @param named the incarnation of each member, by index
 * @param retired every incarnation that was replaced, in order: none of them ever counts again
 * @param firstView of the epoch that the last change of the group's size began; 0 if there was none
 * @param addresses where each is reached, by index, as far as is known
 */
public record MemberRoll(
        List<Incarnation> named,
        List<Incarnation> retired,
        long firstView,
        List<MemberAddresses> addresses) {

    public MemberRoll {
        named = List.copyOf(named);
        retired = List.copyOf(retired);
        addresses = List.copyOf(addresses);
    }

    /** The roll that op 1 calls. */
    public static MemberRoll of(Genesis genesis) {
        List<Incarnation> named = new ArrayList<>();
        List<MemberAddresses> addresses = new ArrayList<>();
        for (Member member : genesis.members()) {
            named.add(member.incarnation());
            addresses.add(MemberAddresses.of(member));
        }
        return new MemberRoll(named, List.of(), 0, addresses);
    }

    /** How many members the group has; who is named behind them is none any more. */
    public int groupSize() {
        return firstView == 0 ? named.size() : Epoch.groupSizeOf(firstView, 0);
    }

    /** How often the group's size was changed. */
    public long epoch() {
        return Epoch.numberOf(firstView);
    }

    /** How many changes of the members there were: who knows of more knows better. */
    public long changes() {
        return retired.size() + epoch();
    }

    /** Who is named in this place; {@link Incarnation#NONE}: nobody ever was. */
    public Incarnation named(int place) {
        return Membership.nameIn(named, place);
    }

    /** Where whoever is named in this place is reached. */
    public MemberAddresses addresses(int place) {
        return place < addresses.size() ? addresses.get(place) : MemberAddresses.NONE;
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
                return new MemberRoll(List.of(next), former, firstView, addresses);
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
        MemberAddresses[] reached = new MemberAddresses[next.size()];
        Arrays.setAll(reached, this::addresses);
        Membership.place(reached, change);
        return new MemberRoll(next, retired, change.firstView(), List.of(reached));
    }

    /** As it stands in a checkpoint: where no group was ever changed, without a word of that. */
    byte[] encode() {
        Bytes bytes = new Bytes();
        encode(named, bytes);
        encode(retired, bytes);
        if (firstView != 0) {
            bytes.putLong(firstView).putInt(addresses.size());
            addresses.forEach(each -> bytes.putText(each.replica()).putText(each.gateway()));
        }
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
     * @throws IllegalArgumentException if these bytes are no roll
     */
    static MemberRoll decode(byte[] encoded) {
        ByteReader reader = new ByteReader(encoded);
        List<Incarnation> named = decode(reader);
        List<Incarnation> retired = decode(reader);
        long firstView = 0;
        List<MemberAddresses> addresses = new ArrayList<>();
        if (!reader.isAtEnd()) {
            firstView = reader.getLong();
            for (int left = reader.getCount(8); left > 0; left--) {
                addresses.add(new MemberAddresses(reader.getText(), reader.getText()));
            }
        }
        reader.expectEnd();
        return new MemberRoll(named, retired, firstView, addresses);
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
