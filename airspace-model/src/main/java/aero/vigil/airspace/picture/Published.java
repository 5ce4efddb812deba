package aero.vigil.airspace.picture;

import aero.vigil.airspace.flight.FlightAlerts;
import aero.vigil.airspace.flight.FlightTable;
import aero.vigil.airspace.flight.Winds;
import aero.vigil.airspace.mtcd.Mtcd;
import aero.vigil.airspace.safety.Stca;
import aero.vigil.airspace.safety.TrackNets;
import aero.vigil.airspace.supervision.Quarantine;
import aero.vigil.airspace.supervision.Referrals;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.List;

/**
 * How far displays have been told: the revisions at the last frame. With it a replica that restarts
 * from a checkpoint cuts the same next frame as one that never stopped.
 */
public final class Published {

    /** Ticks a second of wall time. */
    static final int TICKS_PER_SECOND = 10;

    private final Surveillance surveillance;
    private final RevisionCounter revisions;
    private final FlightTable flights;
    private final FlightAlerts alerts;
    private final Stca stca;
    private final TrackNets trackNets;
    private final Mtcd mtcd;
    private final Quarantine quarantine;
    private final Referrals referrals;
    private final EndedTracks endedTracks;
    private final Winds winds;
    private final Cell<State> state;

    private record State(
            long trackRevision, long revision, long conflictRevision, int windsVersion) {}

    public Published(
            UnitOfWork work,
            Surveillance surveillance,
            RevisionCounter revisions,
            FlightTable flights,
            FlightAlerts alerts,
            Stca stca,
            TrackNets trackNets,
            Mtcd mtcd,
            Quarantine quarantine,
            Referrals referrals,
            EndedTracks endedTracks,
            Winds winds) {
        this.surveillance = surveillance;
        this.revisions = revisions;
        this.flights = flights;
        this.alerts = alerts;
        this.stca = stca;
        this.trackNets = trackNets;
        this.mtcd = mtcd;
        this.quarantine = quarantine;
        this.referrals = referrals;
        this.endedTracks = endedTracks;
        this.winds = winds;
        // Revision -1 was before anything: the first frame tells of every position.
        state = new Cell<>(work, new State(-1, -1, -1, -1));
    }

    /** What has changed since the last call, which is thereby published. */
    public FrameContent cut(Picture picture, long frameNumber, long nowMicros) {
        FrameContent content = picture.changes(frameNumber, nowMicros, this);
        state.set(
                new State(
                        surveillance.revision(),
                        revisions.last(),
                        stca.revision(),
                        winds.version()));
        surveillance.clearRawPlots();
        stca.clearEnded();
        picture.published();
        flights.published();
        alerts.clearEnded();
        trackNets.clearEnded();
        mtcd.clearEnded();
        quarantine.published();
        referrals.published();
        endedTracks.set(List.of());
        return content;
    }

    long trackRevision() {
        return state.get().trackRevision();
    }

    long revision() {
        return state.get().revision();
    }

    long conflictRevision() {
        return state.get().conflictRevision();
    }

    int windsVersion() {
        return state.get().windsVersion();
    }

    EndedTracks endedTracks() {
        return endedTracks;
    }

    /** Everything, frozen. */
    public StateCapture capture() {
        State now = state.get();
        List<Integer> ended = endedTracks.get();
        return out -> {
            out.writeLong(now.trackRevision());
            out.writeLong(now.revision());
            out.writeLong(now.conflictRevision());
            out.writeInt(now.windsVersion());
            out.writeInts(ended);
        };
    }

    /** Reads what a capture wrote. */
    public void read(StateInput in) {
        state.set(new State(in.readLong(), in.readLong(), in.readLong(), in.readInt()));
        endedTracks.set(in.readInts());
    }
}
