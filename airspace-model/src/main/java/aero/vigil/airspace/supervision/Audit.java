package aero.vigil.airspace.supervision;

import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;

/** What supervisors have ordered, done or refused: the latest {@link #CAPACITY}, oldest first. */
public final class Audit {

    /** Most lines kept; the log has them all. */
    public static final int CAPACITY = 256;

    private static final int MAX_VALUE = 160;
    private static final int MAX_REJECTION = 200;

    private final RevisionCounter revisions;
    private final Cell<List<AuditLine>> lines;
    private final Cell<Integer> last;

    Audit(UnitOfWork work, RevisionCounter revisions) {
        this.revisions = revisions;
        lines = new Cell<>(work, List.of());
        last = new Cell<>(work, 0);
    }

    /** The lines kept, oldest first. */
    public List<AuditLine> lines() {
        return lines.get();
    }

    /** Writes a line. */
    public void note(Author author, String what, String value, Result result) {
        List<AuditLine> all = new ArrayList<>(lines.get());
        if (all.size() >= CAPACITY) {
            all.remove(0);
        }
        last.set(last.get() + 1);
        String rejected =
                result instanceof Result.Rejected refusal
                        ? refusal.reason().name() + ": " + refusal.text()
                        : "";
        all.add(
                new AuditLine(
                        last.get(),
                        author,
                        what,
                        shortened(value, MAX_VALUE),
                        shortened(rejected, MAX_REJECTION),
                        revisions.next()));
        lines.set(List.copyOf(all));
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }

    StateCapture capture() {
        List<AuditLine> all = lines.get();
        int lastNow = last.get();
        return out -> {
            out.writeInt(lastNow);
            out.writeInt(all.size());
            for (AuditLine line : all) {
                out.writeInt(line.number());
                line.author().write(out);
                out.writeString(line.what());
                out.writeString(line.value());
                out.writeString(line.rejected());
                out.writeLong(line.revision());
            }
        };
    }

    void read(StateInput in) {
        last.set(in.readInt());
        List<AuditLine> all = new ArrayList<>();
        for (int i = in.readLength(40); i > 0; i--) {
            all.add(
                    new AuditLine(
                            in.readInt(),
                            Author.read(in),
                            in.readString(),
                            in.readString(),
                            in.readString(),
                            in.readLong()));
        }
        lines.set(List.copyOf(all));
    }
}
