package aero.vigil.airspace.flight;

import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.Index;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the answers to flight-plan messages, so that the second line's copy of a message gets
 * the first one's answer (seams §7).
 *
 * <p>Bounded: the oldest answer is forgotten when there are more than {@link #CAPACITY}.
 */
public final class PlanFingerprints {

    /** Most answers remembered: nine messages a second for half an hour. */
    static final int CAPACITY = 16_384;

    /** How long an answer is remembered: 30 minutes. */
    static final long REMEMBERED_MICROS = 30L * 60_000_000;

    private final Table<Entry> entries;
    private final Index<Fingerprint> byFingerprint;
    private final Cell<Integer> last;

    public PlanFingerprints(UnitOfWork work) {
        entries = new Table<>(work, "plan fingerprints", CAPACITY);
        byFingerprint = new Index<>(work);
        last = new Cell<>(work, 0);
    }

    /** The first half of the SHA-256 of originator and text. */
    public record Fingerprint(long high, long low) implements Comparable<Fingerprint> {

        /** The fingerprint of a message. */
        public static Fingerprint of(String originator, String text) {
            byte[] bytes = (originator + '\n' + text).getBytes(StandardCharsets.UTF_8);
            try {
                ByteBuffer digest =
                        ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
                return new Fingerprint(digest.getLong(), digest.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java platform has SHA-256", e);
            }
        }

        @Override
        public int compareTo(Fingerprint other) {
            int byHigh = Long.compare(high, other.high);
            return byHigh != 0 ? byHigh : Long.compare(low, other.low);
        }
    }

    private record Entry(Fingerprint fingerprint, long micros, Answer answer) {}

    /**
     * What an answer is remembered by.
     *
     * @param accepted whether it took effect
     * @param reason name of the reason for a rejection
     */
    private record Answer(
            boolean accepted, int flight, int version, String reason, String text, String field) {

        Result result() {
            return accepted
                    ? Result.accepted(flight, version, text)
                    : new Result.Rejected(Reason.valueOf(reason), text, field);
        }

        static Answer of(Result result) {
            return result.deliverTo(
                    new Result.Handler<>() {
                        @Override
                        public Answer accepted(Result.Accepted accepted) {
                            return new Answer(
                                    true,
                                    accepted.flight(),
                                    accepted.version(),
                                    "",
                                    accepted.note(),
                                    "");
                        }

                        @Override
                        public Answer rejected(Result.Rejected rejected) {
                            return new Answer(
                                    false,
                                    0,
                                    0,
                                    rejected.reason().name(),
                                    rejected.text(),
                                    rejected.field());
                        }
                    });
        }

        void write(StateOutput out) {
            out.writeBoolean(accepted);
            out.writeInt(flight);
            out.writeInt(version);
            out.writeString(reason);
            out.writeString(text);
            out.writeString(field);
        }

        static Answer read(StateInput in) {
            return new Answer(
                    in.readBoolean(),
                    in.readInt(),
                    in.readInt(),
                    in.readString(),
                    in.readString(),
                    in.readString());
        }
    }

    /** The answer given to this message within the last half hour, or null. */
    public @Nullable Result answerTo(Fingerprint fingerprint, long nowMicros) {
        int[] found = byFingerprint.get(fingerprint);
        Entry entry = found.length == 0 ? null : entries.get(found[0]);
        return entry == null || nowMicros - entry.micros() > REMEMBERED_MICROS
                ? null
                : entry.answer().result();
    }

    /** Remembers the answer to a message. */
    public void remember(Fingerprint fingerprint, Result answer, long nowMicros) {
        for (int index : byFingerprint.get(fingerprint)) {
            forget(index);
        }
        int index = last.get() % CAPACITY + 1;
        forget(index);
        last.set(index);
        entries.set(index, new Entry(fingerprint, nowMicros, Answer.of(answer)));
        byFingerprint.add(fingerprint, index);
    }

    private void forget(int index) {
        Entry entry = entries.get(index);
        if (entry != null) {
            byFingerprint.remove(entry.fingerprint(), index);
            entries.set(index, null);
        }
    }

    /** Everything, frozen. */
    public StateCapture capture() {
        @Nullable Object[] rows = entries.copy();
        int count = entries.size();
        int index = last.get();
        return out -> {
            out.writeInt(index);
            out.writeInt(count);
            for (int i = 1; i < rows.length; i++) {
                if (rows[i] instanceof Entry entry) {
                    out.writeInt(i);
                    out.writeLong(entry.fingerprint().high());
                    out.writeLong(entry.fingerprint().low());
                    out.writeLong(entry.micros());
                    out.writeRecord(entry.answer(), Answer::write);
                }
            }
        };
    }

    /** Reads into unused fingerprints what a capture wrote. */
    public void read(StateInput in) {
        last.set(in.readInt());
        for (int i = in.readLength(40); i > 0; i--) {
            int index = in.readInt();
            Fingerprint fingerprint = new Fingerprint(in.readLong(), in.readLong());
            entries.set(
                    index,
                    new Entry(
                            fingerprint, in.readLong(), in.readRecord(Answer.class, Answer::read)));
            byFingerprint.add(fingerprint, index);
        }
    }
}
