package aero.vigil.certification.poison;

import aero.vigil.wire.airspace.CountByReason;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.PlanKey;
import aero.vigil.wire.airspace.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** The picture as a display has it: what a controller could name in an order. */
final class Shown {

    private final NavigableMap<Integer, Integer> versions = new TreeMap<>();
    private final NavigableMap<Integer, PlanKey> keys = new TreeMap<>();
    private final TreeSet<Integer> tracks = new TreeSet<>();
    private final TreeSet<Integer> alerts = new TreeSet<>();
    private int adaptationVersion = 1;
    private Totals totals = Totals.getDefaultInstance();
    private long nowMicros;

    Shown(long nowMicros) {
        this.nowMicros = nowMicros;
    }

    void show(Frame frame, long now) {
        nowMicros = now;
        for (Flight flight : frame.getFlightsList()) {
            versions.put(flight.getId(), flight.getVersion());
            keys.put(flight.getId(), flight.getKey());
        }
        frame.getEndedFlightsList().forEach(versions::remove);
        frame.getEndedFlightsList().forEach(keys::remove);
        frame.getTracksList().forEach(track -> tracks.add(track.getNumber()));
        frame.getEndedTracksList().forEach(tracks::remove);
        frame.getAlertsList().forEach(alert -> alerts.add(alert.getId()));
        frame.getEndedAlertsList().forEach(alerts::remove);
        if (frame.hasAdaptation()) {
            adaptationVersion = frame.getAdaptation().getVersion();
        }
        if (frame.hasTotals()) {
            totals = frame.getTotals();
        }
    }

    /** A flight has another version since the last frame. */
    void changed(int flight, int version) {
        if (flight != 0) {
            versions.put(flight, version);
        }
    }

    long nowMicros() {
        return nowMicros;
    }

    int flights() {
        return versions.size();
    }

    /** Of the adaptation in force. */
    int adaptationVersion() {
        return adaptationVersion;
    }

    /** How often something was refused for this reason. */
    long count(String reason) {
        return totals.getRejectsList().stream()
                .filter(count -> count.getReason().equals(reason))
                .mapToLong(CountByReason::getCount)
                .sum();
    }

    int version(int flight) {
        return versions.getOrDefault(flight, 1);
    }

    int someFlight(Random random) {
        return some(versions.keySet(), random);
    }

    /** What names some flight's plan, or names none. */
    PlanKey somePlan(Random random) {
        return keys.getOrDefault(someFlight(random), PlanKey.getDefaultInstance());
    }

    int someTrack(Random random) {
        return some(tracks, random);
    }

    int someAlert(Random random) {
        return some(alerts, random);
    }

    private static int some(java.util.Collection<Integer> known, Random random) {
        if (known.isEmpty()) {
            return 1 + random.nextInt(10);
        }
        List<Integer> all = new ArrayList<>(known);
        return all.get(random.nextInt(all.size()));
    }
}
