package aero.vigil.airspace.supervision;

import aero.vigil.airspace.command.AdaptationOrder;
import aero.vigil.airspace.command.Payload;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The adaptation that is being loaded, as far as its pieces are here.
 *
 * <p>One at a time: another takes its place when the same supervisor sends it, or when no piece has
 * come for {@link #REST_MICROS}. It changes nothing but what supervisors see of it.
 */
public final class Staging {

    /** So long after its latest piece a staged adaptation can be replaced by anybody's. */
    public static final long REST_MICROS = 120_000_000L;

    private static final Staged NOTHING = new Staged(Payload.EMPTY, 0, List.of(), Author.NOBODY, 0);

    private final RevisionCounter revisions;
    private final Cell<Staged> staged;

    /**
     * What is here of an adaptation.
     *
     * @param sha256 of the whole; empty: nothing is staged
     * @param pieces in order; an empty one is missing
     * @param latest who sent the latest piece, and when
     * @param revision of the picture at the latest piece
     */
    public record Staged(
            Payload sha256, int totalBytes, List<Payload> pieces, Author latest, long revision) {
        public Staged {
            pieces = List.copyOf(pieces);
        }

        /** Numbers of the pieces that are missing, from 0. */
        public List<Integer> missing() {
            List<Integer> missing = new ArrayList<>();
            for (int i = 0; i < pieces.size(); i++) {
                if (pieces.get(i).length() == 0) {
                    missing.add(i);
                }
            }
            return missing;
        }

        /** The whole, when no piece is missing. */
        public Payload whole() {
            byte[] whole = new byte[totalBytes];
            int at = 0;
            for (Payload piece : pieces) {
                System.arraycopy(piece.toByteArray(), 0, whole, at, piece.length());
                at += piece.length();
            }
            return Payload.of(whole);
        }
    }

    Staging(UnitOfWork work, RevisionCounter revisions) {
        this.revisions = revisions;
        staged = new Cell<>(work, NOTHING);
    }

    /** What is staged. */
    public Staged staged() {
        return staged.get();
    }

    /** Takes a piece. */
    public Result stage(AdaptationOrder.StageAdaptation piece, Author author) {
        Staged before = staged.get();
        boolean isSame =
                before.sha256().equals(piece.sha256()) && before.totalBytes() == piece.totalBytes();
        boolean isOthers =
                !before.latest().user().equals(author.user())
                        && author.micros() - before.latest().micros() < REST_MICROS;
        if (!isSame && before.totalBytes() != 0 && isOthers) {
            return Result.rejected(
                    Reason.ADAPTATION_BUSY,
                    before.latest().user()
                            + " is loading another adaptation: wait until it is in force, or two"
                            + " minutes after its latest piece");
        }
        int count = AdaptationOrder.pieces(piece.totalBytes());
        List<Payload> pieces =
                new ArrayList<>(
                        isSame ? before.pieces() : Collections.nCopies(count, Payload.EMPTY));
        pieces.set(piece.piece(), piece.content());
        Staged after =
                new Staged(piece.sha256(), piece.totalBytes(), pieces, author, revisions.next());
        staged.set(after);
        int missing = after.missing().size();
        return Result.accepted(0, 0, (count - missing) + " of " + count + " pieces are here");
    }

    StateCapture capture() {
        Staged now = staged.get();
        return out -> {
            out.writeInt(now.totalBytes());
            if (now.totalBytes() != 0) {
                out.writeBytes(now.sha256().toByteArray());
                now.pieces().forEach(piece -> out.writeBytes(piece.toByteArray()));
                now.latest().write(out);
                out.writeLong(now.revision());
            }
        };
    }

    void read(StateInput in) {
        int total = in.readInt();
        if (total == 0) {
            staged.set(NOTHING);
            return;
        }
        if (total < 0 || total > AdaptationOrder.MAX_BYTES) {
            throw new IllegalArgumentException("an adaptation of " + total + " bytes is staged");
        }
        Payload sha256 = Payload.of(in.readBytes());
        List<Payload> pieces = new ArrayList<>();
        for (int i = AdaptationOrder.pieces(total); i > 0; i--) {
            pieces.add(Payload.of(in.readBytes()));
        }
        staged.set(new Staged(sha256, total, pieces, Author.read(in), in.readLong()));
    }
}
