package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What no rule can prove and a person has decided: the log ends before this op, whatever stood
 * there, and goes on in a later view under members of other incarnations (replication.md §8; adr
 * 0024). Made while nobody runs; the same on every new directory.
 *
 * @param lastOp the last op that was kept
 * @param viewNumber the view in which the log goes on
 * @param reason in the person's words
 */
public record Resolution(long lastOp, long viewNumber, String reason) {

    /** What fits beside other words in a line. */
    public static final int MAX_REASON_CHARACTERS = 200;

    /** A head of a log: where it ends, when, and whom it names. */
    public static final class Prefix {

        private long opNumber;
        private Digest hash = Digest.ZERO;
        private long timestampMicros;
        private final Incarnation[] named;

        /**
         * One that begins with op 1 or at a checkpoint.
         *
         * @param checkpoint its bytes, or null
         * @throws IllegalArgumentException if these are no bytes of a checkpoint of this build
         */
        public Prefix(LogEntry genesisEntry, byte @Nullable [] checkpoint) {
            Genesis genesis = Genesis.decode(genesisEntry.operation());
            if (checkpoint == null) {
                named = new Incarnation[genesis.members().size()];
                Arrays.setAll(named, i -> genesis.members().get(i).incarnation());
                add(genesisEntry);
            } else {
                Checkpoints.Head head = Checkpoints.headOf(checkpoint);
                named =
                        MemberRoll.decode(Checkpoints.membersOf(checkpoint))
                                .named()
                                .toArray(new Incarnation[0]);
                opNumber = head.opNumber();
                hash = head.hash();
                timestampMicros = head.timestampMicros();
            }
        }

        /** Whether an entry follows. */
        public boolean isFollowedBy(LogEntry entry) {
            return entry.opNumber() == opNumber + 1 && entry.previousHash().equals(hash);
        }

        /** Adds the next entry. */
        public void add(LogEntry entry) {
            if (!isFollowedBy(entry)) {
                throw new IllegalArgumentException(entry + " does not follow op " + opNumber);
            }
            opNumber = entry.opNumber();
            hash = entry.hash();
            timestampMicros = entry.timestampMicros();
            Membership.replace(named, entry);
        }

        public long opNumber() {
            return opNumber;
        }

        public Digest hash() {
            return hash;
        }

        private LogEntry next(EntryKind kind, long viewNumber, byte[] operation) {
            return LogEntry.create(
                    kind,
                    opNumber + 1,
                    viewNumber,
                    timestampMicros + 1,
                    ClientId.RESERVED,
                    0,
                    0,
                    operation,
                    hash);
        }
    }

    /**
     * What stands behind the last op kept, and is committed by decision: that it is so and why, and
     * another incarnation of each member, so that no directory of before can take part again.
     *
     * @param prefix ends with the last op kept; the entries are added to it
     * @param members the new incarnations, by index
     */
    public static List<LogEntry> appendTo(
            Prefix prefix, long viewNumber, String reason, List<Incarnation> members) {
        List<LogEntry> entries = new ArrayList<>();
        Resolution resolution = new Resolution(prefix.opNumber(), viewNumber, reason);
        entries.add(prefix.next(EntryKind.RESOLVE, viewNumber, resolution.encode()));
        prefix.add(entries.get(0));
        for (int i = 0; i < members.size(); i++) {
            byte[] replacement =
                    new Membership.Replacement(0, i, prefix.named[i], members.get(i)).encode();
            LogEntry entry = prefix.next(EntryKind.REPLACE_MEMBER, viewNumber, replacement);
            prefix.add(entry);
            entries.add(entry);
        }
        return entries;
    }

    private byte[] encode() {
        return new Bytes().putLong(lastOp).putLong(viewNumber).putText(reason).toArray();
    }

    static Resolution of(LogEntry entry) {
        ByteReader reader = new ByteReader(entry.operation());
        return new Resolution(reader.getLong(), reader.getLong(), reader.getText());
    }

    String text() {
        return "the log was ended at op " + lastOp + " by decision of a person: " + reason;
    }
}
