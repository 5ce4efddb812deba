package aero.vigil.airspace.runway;

import aero.vigil.airspace.adaptation.Adaptation;
import aero.vigil.airspace.adaptation.Adaptation.Airport;
import aero.vigil.airspace.adaptation.Adaptation.DepartureRunway;
import aero.vigil.airspace.adaptation.SafetyNets.Approach;
import aero.vigil.airspace.runway.Runway.Use;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The runways of the adaptation, and which of them are in use: those landed on in the order of the
 * approaches, then those departed from in the order of the airports.
 */
public final class RunwaysInUse {

    private static final Standing CLOSED = new Standing(false, 0);

    private final RevisionCounter revisions;
    private final List<Runway> runways;
    private final Map<String, List<Integer>> indexesOfAirport = new TreeMap<>();

    /** How each stands, in the order of the runways. */
    private final Cell<List<Standing>> standings;

    private final Cell<Integer> version;
    private final Cell<Long> revision;

    /** A runway and whether it is in use. */
    public record RunwayState(Runway runway, boolean isInUse) {}

    /**
     * @param changedIn the version with which that became so, 0: it was so from the beginning
     */
    private record Standing(boolean isInUse, int changedIn) {}

    public RunwaysInUse(UnitOfWork work, RevisionCounter revisions, Adaptation adaptation) {
        this.revisions = revisions;
        runways = runways(adaptation);
        for (int i = 0; i < runways.size(); i++) {
            indexesOfAirport
                    .computeIfAbsent(runways.get(i).airport(), airport -> new ArrayList<>())
                    .add(i);
        }
        standings =
                new Cell<>(
                        work,
                        initially(adaptation).stream()
                                .map(state -> new Standing(state.isInUse(), 0))
                                .toList());
        version = new Cell<>(work, 0);
        revision = new Cell<>(work, 0L);
    }

    /** The runways of an adaptation: landed on by approaches, then departed from by airports. */
    public static List<Runway> runways(Adaptation adaptation) {
        return initially(adaptation).stream().map(RunwayState::runway).toList();
    }

    private static List<RunwayState> initially(Adaptation adaptation) {
        List<RunwayState> all = new ArrayList<>();
        for (Approach approach : adaptation.safetyNets().approaches()) {
            all.add(
                    new RunwayState(
                            new Runway(approach.airport(), approach.runway(), Use.LANDING),
                            approach.inUse()));
        }
        for (Airport airport : adaptation.airports()) {
            for (DepartureRunway runway : airport.departureRunways()) {
                all.add(
                        new RunwayState(
                                new Runway(airport.code(), runway.runway(), Use.DEPARTURE),
                                runway.inUse()));
            }
        }
        return List.copyOf(all);
    }

    /** Whether the adaptation has it. */
    public boolean isKnown(Runway runway) {
        return runways.contains(runway);
    }

    /** Whether the adaptation has any of this airport. */
    public boolean isKnown(String airport) {
        return indexesOfAirport.containsKey(airport);
    }

    /** Whether it is in use; one that is not known never is. */
    public boolean isInUse(Runway runway) {
        return standing(runways.indexOf(runway)).isInUse();
    }

    /** Whether the runway of an approach, by its index in the adaptation, is landed on. */
    public boolean isLandedOn(int approach) {
        return standing(approach).isInUse();
    }

    private Standing standing(int index) {
        return index < 0 ? CLOSED : standings.get().get(index);
    }

    /** These runways of an airport are in use from now on, and no other of it. */
    public void use(String airport, List<String> landings, List<String> departures) {
        int next = version.get() + 1;
        List<Standing> after = new ArrayList<>(standings.get());
        for (int i : indexesOfAirport.getOrDefault(airport, List.of())) {
            Runway runway = runways.get(i);
            boolean inUse =
                    (runway.use() == Use.LANDING ? landings : departures).contains(runway.name());
            if (after.get(i).isInUse() != inUse) {
                after.set(i, new Standing(inUse, next));
            }
        }
        if (!after.equals(standings.get())) {
            standings.set(List.copyOf(after));
            version.set(next);
        }
        revision.set(revisions.next());
    }

    /** Grows with each change: what was flown by an older one may have to be flown again. */
    public int version() {
        return version.get();
    }

    /** Whether a runway of an airport came into use or went out of it after a version. */
    public boolean haveChangedSince(int known, String airport) {
        if (known == version.get()) {
            return false;
        }
        for (int i : indexesOfAirport.getOrDefault(airport, List.of())) {
            if (standings.get().get(i).changedIn() > known) {
                return true;
            }
        }
        return false;
    }

    /** All as they stand. */
    public List<RunwayState> all() {
        List<RunwayState> all = new ArrayList<>();
        for (int i = 0; i < runways.size(); i++) {
            all.add(new RunwayState(runways.get(i), standings.get().get(i).isInUse()));
        }
        return List.copyOf(all);
    }

    /** The picture's revision at the last order about them. */
    public long revision() {
        return revision.get();
    }

    /** Everything, frozen. */
    public StateCapture capture() {
        List<Standing> all = standings.get();
        int versionNow = version.get();
        long revisionNow = revision.get();
        return out -> {
            for (Standing one : all) {
                out.writeBoolean(one.isInUse());
                out.writeInt(one.changedIn());
            }
            out.writeInt(versionNow);
            out.writeLong(revisionNow);
        };
    }

    /**
     * Reads what a capture wrote. A runway new at an airport that had others for its use is not in
     * use.
     *
     * @param before the adaptation at that time
     */
    public void read(StateInput in, Adaptation before) {
        List<Runway> had = runways(before);
        List<Standing> now = new ArrayList<>(standings.get());
        for (int i = 0; i < runways.size(); i++) {
            Runway runway = runways.get(i);
            boolean hadOthers =
                    had.stream()
                            .anyMatch(
                                    one ->
                                            one.airport().equals(runway.airport())
                                                    && one.use() == runway.use());
            if (hadOthers) {
                now.set(i, CLOSED);
            }
        }
        for (Runway runway : had) {
            Standing standing = new Standing(in.readBoolean(), in.readInt());
            int present = runways.indexOf(runway);
            if (present >= 0) {
                now.set(present, standing);
            }
        }
        standings.set(List.copyOf(now));
        version.set(in.readInt());
        revision.set(in.readLong());
    }
}
