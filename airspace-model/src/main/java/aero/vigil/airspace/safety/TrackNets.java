package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.Adaptation;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.SafetyNets;
import aero.vigil.airspace.adaptation.SafetyNets.Parameters;
import aero.vigil.airspace.surveillance.Evaluation;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.Rows;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.Touched;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The safety nets and monitoring aids about single tracks: which looks are due, how evidence is
 * counted, when alerts begin and end. What is wrong with a track each {@link Net} says itself.
 *
 * <p>Each track is looked at once a second of model time, in the slot of its number; each net's
 * look is a unit of work of its own. An alert is raised when its net's number of hits is reached
 * among the latest three counted looks and it is near enough to be shown; it ends after three
 * counted misses in a row, at once when the track goes or its alerts are inhibited.
 */
public final class TrackNets {

    private final Surveillance surveillance;
    private final TrackedFlights flights;
    private final SafetySettings settings;
    private final Inhibitions inhibitions;
    private final Clam clam;
    private final List<Net> nets;
    private final WatchTable watches;
    private final Slots slots;

    public TrackNets(
            UnitOfWork work,
            RevisionCounter revisions,
            Region region,
            VisualCodes visualCodes,
            Surveillance surveillance,
            TrackedFlights flights,
            SafetySettings settings) {
        this.surveillance = surveillance;
        this.flights = flights;
        this.settings = settings;
        inhibitions = settings.inhibitions();
        Parameters parameters = region.adaptation().safetyNets().parameters();
        clam = new Clam(work, parameters, flights);
        nets =
                List.of(
                        new Apw(parameters, settings.areas(), inhibitions),
                        new Msaw(region, visualCodes, settings),
                        new Apm(parameters, visualCodes, settings),
                        clam,
                        new Ram(parameters, flights));
        watches = new WatchTable(work, revisions);
        slots = new Slots(work);
    }

    /**
     * The looks due at a tick. Changes nothing itself; the caller runs each in this order as its
     * own unit of work.
     */
    public List<Evaluation> evaluate(long modelTimeMicros) {
        List<Evaluation> due = new ArrayList<>();
        int limit = Math.max(surveillance.trackLimit(), Math.max(watches.limit(), clam.limit()));
        slots.forEachDue(modelTimeMicros, limit, n -> collect(n, modelTimeMicros, due));
        slots.addEnd("track nets slot", modelTimeMicros, due);
        return due;
    }

    private void collect(int number, long nowMicros, List<Evaluation> due) {
        SystemTrack track = surveillance.track(number);
        if (track == null || !track.isInPicture()) {
            if (!watches.of(number).isEmpty() || clam.remembers(number)) {
                due.add(new Look("end of track", number, () -> forget(number)));
            }
            return;
        }
        for (Net net : nets) {
            if (net.concerns(track) || isWatched(number, net.kind())) {
                due.add(new NetLook(net, number, nowMicros));
            }
        }
    }

    private boolean isWatched(int number, NetKind kind) {
        for (Watch watch : watches.of(number)) {
            if (watch.kind() == kind) {
                return true;
            }
        }
        return false;
    }

    private void forget(int number) {
        watches.replace(number, List.of());
        nets.forEach(net -> net.forget(number));
    }

    /** One look of one net at one track: one unit of work. */
    private final class NetLook implements Evaluation {
        private final Net net;
        private final int number;
        private final long nowMicros;

        private NetLook(Net net, int number, long nowMicros) {
            this.net = net;
            this.number = number;
            this.nowMicros = nowMicros;
        }

        @Override
        public String subject() {
            return net.kind() + " of track " + number;
        }

        @Override
        public int trackNumber() {
            return number;
        }

        @Override
        public void run() {
            look(net, number, nowMicros);
        }
    }

    private void look(Net net, int number, long nowMicros) {
        Subject subject = Subject.of(surveillance.track(number), flights, nowMicros);
        List<Watch> others = new ArrayList<>();
        List<Watch> own = new ArrayList<>();
        for (Watch watch : watches.of(number)) {
            (watch.kind() == net.kind() ? own : others).add(watch);
        }
        if (subject == null || inhibitions.isInhibited(net.kind(), subject)) {
            watches.replace(number, others);
            return;
        }
        List<Net.Finding> findings = net.look(subject);
        if (findings.isEmpty() && own.isEmpty()) {
            return;
        }
        List<Watch> after = new ArrayList<>(others);
        for (Watch watch : own) {
            Watch looked = looked(watch, findingOf(watch.object(), findings), subject);
            if (!looked.isOver()) {
                after.add(looked);
            }
        }
        for (Net.Finding finding : findings) {
            if (!isAmong(finding.object(), own)) {
                after.add(looked(Watch.of(net.kind(), finding.object()), finding, subject));
            }
        }
        watches.replace(number, after);
    }

    private static Net.@Nullable Finding findingOf(int object, List<Net.Finding> findings) {
        for (Net.Finding finding : findings) {
            if (finding.object() == object) {
                return finding;
            }
        }
        return null;
    }

    private static boolean isAmong(int object, List<Watch> watches) {
        for (Watch watch : watches) {
            if (watch.object() == object) {
                return true;
            }
        }
        return false;
    }

    private Watch looked(Watch before, Net.@Nullable Finding finding, Subject subject) {
        Watch watch = before.looked(finding != null, subject.track().updates());
        TrackAlert shown = watch.alert();
        if (finding == null) {
            return watch;
        }
        if (shown != null) {
            TrackAlert now = alert(shown.id(), shown, watch.kind(), finding, subject);
            return now.isAsGoodAs(shown) ? watch : watch.with(now);
        }
        return finding.isDue() && watch.hitCount() >= finding.hitsNeeded()
                ? watch.with(alert(watches.nextId(), null, watch.kind(), finding, subject))
                : watch;
    }

    private TrackAlert alert(
            int id,
            @Nullable TrackAlert before,
            NetKind kind,
            Net.Finding finding,
            Subject subject) {
        long now = subject.nowMicros();
        return new TrackAlert(
                id,
                kind,
                subject.track().number(),
                subject.flightId(),
                before == null ? now : before.raisedMicros(),
                now + (long) Math.rint(finding.seconds() * 1e6),
                finding.metres(),
                finding.feet(),
                finding.isInfringed(),
                finding.text(),
                before != null && before.acknowledged(),
                watches.nextRevision());
    }

    /** A watch about the object that has the same name now, or null. */
    private @Nullable Watch present(Watch watch, SafetyNets before) {
        if (watch.kind() == NetKind.APW) {
            int area = settings.areas().presentIndex(watch.object(), before.areas());
            return area == 0 ? null : watch.about(area);
        }
        if (watch.kind() == NetKind.APM) {
            int approach = settings.approaches().presentIndex(watch.object(), before.approaches());
            return approach < 0 ? null : watch.about(approach);
        }
        return watch;
    }

    /** The alerts as they stand, by track number. */
    public Rows<List<TrackAlert>> alerts() {
        return watches.alerts();
    }

    /** The alerts of this moment, by track number: for any thread. */
    public Rows<List<TrackAlert>> frozenAlerts() {
        return watches.frozenAlerts();
    }

    /** From now on notes of which tracks alerts change, or may have. */
    public Touched follow() {
        return watches.follow();
    }

    /** Identifiers of alerts ended since this was last cleared. */
    public List<Integer> ended() {
        return watches.ended();
    }

    /** Forgets what ended: it has been published. */
    public void clearEnded() {
        watches.clearEnded();
    }

    /** Marks an alert as seen; false when there is none with this id. */
    public boolean acknowledge(int id) {
        return watches.acknowledge(id);
    }

    /** A shallow copy of all state, to be encoded on any thread. */
    public StateCapture capture() {
        StateCapture watched = watches.capture();
        StateCapture levels = clam.capture();
        long slot = slots.last();
        return out -> {
            watched.write(out);
            levels.write(out);
            out.writeLong(slot);
        };
    }

    /**
     * Reads into a new state what a capture wrote; the caller commits.
     *
     * @param before the adaptation in force at that time
     */
    public void read(StateInput in, Adaptation before) {
        watches.read(in, watch -> present(watch, before.safetyNets()));
        clam.read(in);
        slots.read(in);
    }
}
