package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Adaptation;
import aero.vigil.airspace.adaptation.Adaptation.PositionDefinition;
import aero.vigil.airspace.adaptation.Adaptation.Role;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.table.Index;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.Rows;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which session works at which position, and which elementary sectors the position holds.
 *
 * <p>A position is held by one user, through as many of his sessions as he has screens; another
 * user is told who holds it. It becomes free when the last of those sessions gives it back or ends.
 */
public final class Positions {

    /** Most sessions of one user at one position. */
    private static final int MAX_SESSIONS = 64;

    private final Region region;
    private final RevisionCounter revisions;
    private final Table<Occupancy> occupancies;
    private final Index<Long> bySession;

    public Positions(UnitOfWork work, Region region, RevisionCounter revisions) {
        this.region = region;
        this.revisions = revisions;
        List<PositionDefinition> all = region.adaptation().positions();
        occupancies = new Table<>(work, "positions", Math.max(1, all.size()));
        bySession = new Index<>(work);
        for (int i = 0; i < all.size(); i++) {
            occupancies.set(i + 1, Occupancy.of(all.get(i)));
        }
        work.commit();
    }

    /** One more than the greatest position index. */
    public int limit() {
        return occupancies.limit();
    }

    /** The position at this index (1 and up, in the adaptation's order), or null. */
    public @Nullable Occupancy get(int index) {
        return occupancies.get(index);
    }

    /** The position a session works at, or null. */
    public @Nullable Occupancy of(long session) {
        int[] found = bySession.get(session);
        return found.length == 0 ? null : occupancies.get(found[0]);
    }

    /** The index of a position, 0 when there is none of this name. */
    int indexOf(String id) {
        for (int i = 1; i < occupancies.limit(); i++) {
            Occupancy occupancy = occupancies.get(i);
            if (occupancy != null && occupancy.definition().id().equals(id)) {
                return i;
            }
        }
        return 0;
    }

    /** The executive position that holds an elementary sector, or null. */
    @Nullable Occupancy executiveOf(String sector) {
        for (int i = 1; i < occupancies.limit(); i++) {
            Occupancy occupancy = occupancies.get(i);
            if (occupancy != null
                    && occupancy.definition().role() == Role.EXECUTIVE
                    && occupancy.sectors().contains(sector)) {
                return occupancy;
            }
        }
        return null;
    }

    /** Gives a position other sectors; the caller has checked the whole plan. */
    void hold(int index, List<String> sectors, int version) {
        Occupancy before = occupancies.get(index);
        if (before != null) {
            occupancies.set(index, before.holding(sectors, version, revisions.next()));
        }
    }

    /** Binds a session to a position. */
    public Result take(Submitter submitter, String id) {
        int index = indexOf(id);
        Occupancy occupancy = occupancies.get(index);
        if (occupancy != null) {
            return take(submitter, index, occupancy);
        }
        return Result.rejected(Reason.UNKNOWN_POSITION, "there is no position " + id);
    }

    private Result take(Submitter submitter, int index, Occupancy occupancy) {
        PositionDefinition definition = occupancy.definition();
        if (!submitter.may(definition.role().word())) {
            return Result.rejected(
                    Reason.NOT_ALLOWED,
                    submitter.user() + " may not work as " + definition.role().word());
        }
        if (!occupancy.user().isEmpty() && !occupancy.user().equals(submitter.user())) {
            return Result.rejected(
                    Reason.NOT_ALLOWED,
                    "position "
                            + definition.id()
                            + " is held by "
                            + occupancy.user()
                            + ", who must release it first");
        }
        if (occupancy.sessions().contains(submitter.session())) {
            return Result.accepted();
        }
        if (occupancy.sessions().size() >= MAX_SESSIONS) {
            return Result.rejected(
                    Reason.TABLE_FULL,
                    MAX_SESSIONS + " sessions work at " + definition.id() + " already");
        }
        leave(submitter.session());
        List<Long> sessions = new ArrayList<>(occupancy.sessions());
        sessions.add(submitter.session());
        sessions.sort(null);
        store(index, submitter.user(), sessions, occupancy);
        bySession.add(submitter.session(), index);
        return Result.accepted();
    }

    /** Gives a session's position back. */
    public Result release(Submitter submitter) {
        return leave(submitter.session())
                ? Result.accepted()
                : Result.rejected(Reason.NO_POSITION, "this session holds no position");
    }

    /** Gives back whatever a session held; false when it held nothing. */
    public boolean leave(long session) {
        int[] found = bySession.get(session);
        Occupancy occupancy = found.length == 0 ? null : occupancies.get(found[0]);
        if (occupancy == null) {
            return false;
        }
        List<Long> sessions = new ArrayList<>(occupancy.sessions());
        sessions.remove(session);
        String user = sessions.isEmpty() ? "" : occupancy.user();
        store(found[0], user, sessions, occupancy);
        bySession.remove(session, found[0]);
        return true;
    }

    private void store(int index, String user, List<Long> sessions, Occupancy before) {
        long revision = user.equals(before.user()) ? before.revision() : revisions.next();
        occupancies.set(index, before.workedBy(user, sessions, revision));
    }

    /** The positions as they stand, by index. */
    public Rows<Occupancy> rows() {
        return occupancies;
    }

    /** The positions of this moment, by index. */
    public Rows<Occupancy> frozen() {
        return occupancies.frozen();
    }

    /** Everything, frozen. */
    public StateCapture capture() {
        @Nullable Object[] rows = occupancies.copy();
        return out -> {
            for (Object row : rows) {
                if (row instanceof Occupancy occupancy) {
                    out.writeInt(occupancy.sectorsVersion());
                    out.writeInt(occupancy.sectors().size());
                    occupancy.sectors().forEach(out::writeString);
                    out.writeString(occupancy.user());
                    out.writeLong(occupancy.revision());
                    out.writeInt(occupancy.sessions().size());
                    occupancy.sessions().forEach(out::writeLong);
                }
            }
        };
    }

    /**
     * Reads what a capture wrote into unused positions.
     *
     * @param before the adaptation in force at that time: users and sectors go on at the positions
     *     that have the same names now
     */
    public void read(StateInput in, Adaptation before) {
        List<Occupancy> were = new ArrayList<>();
        for (PositionDefinition definition : before.positions()) {
            were.add(occupancy(definition, in));
        }
        List<PositionDefinition> present = region.adaptation().positions();
        CarriedSectors carried =
                before.equals(region.adaptation())
                        ? null
                        : new CarriedSectors(were, before, region.adaptation());
        for (int i = 0; i < present.size(); i++) {
            int index = i + 1;
            Occupancy now = carried == null ? were.get(i) : carried.at(present.get(i));
            occupancies.set(index, now);
            now.sessions().forEach(session -> bySession.add(session, index));
        }
    }

    private static Occupancy occupancy(PositionDefinition definition, StateInput in) {
        int version = in.readInt();
        List<String> sectors = new ArrayList<>();
        for (int k = in.readLength(4); k > 0; k--) {
            sectors.add(in.readString());
        }
        String user = in.readString();
        long revision = in.readLong();
        List<Long> sessions = new ArrayList<>();
        for (int k = in.readLength(8); k > 0; k--) {
            sessions.add(in.readLong());
        }
        return new Occupancy(definition, sectors, version, user, sessions, revision);
    }

    /** Says that all of them are to be told again: they are of another adaptation. */
    public void tellAgain() {
        for (int i = 1; i < occupancies.limit(); i++) {
            Occupancy occupancy = occupancies.get(i);
            if (occupancy != null) {
                occupancies.set(
                        i,
                        occupancy.workedBy(
                                occupancy.user(), occupancy.sessions(), revisions.next()));
            }
        }
    }
}
