package aero.vigil.replication.server.replay;

import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Track;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What people call flights, tracks and alerts, as far as the frames up to now have shown them. */
final class ShownNames {

    private final Map<Integer, String> flights = new HashMap<>();
    private final Map<Integer, Track> tracks = new HashMap<>();
    private final Map<Integer, Alert> alerts = new HashMap<>();

    /** The whole picture anew. */
    void begin(Frame picture) {
        flights.clear();
        tracks.clear();
        alerts.clear();
        show(picture);
    }

    /** What a frame has changed. */
    void show(Frame frame) {
        for (Flight flight : frame.getFlightsList()) {
            flights.put(flight.getId(), flight.getKey().getCallsign());
        }
        frame.getEndedTracksList().forEach(tracks::remove);
        for (Track track : frame.getTracksList()) {
            tracks.put(track.getNumber(), track);
        }
        frame.getEndedAlertsList().forEach(alerts::remove);
        for (Alert alert : frame.getAlertsList()) {
            alerts.put(alert.getId(), alert);
        }
    }

    String flight(int id) {
        return flights.getOrDefault(id, "flight " + id);
    }

    String track(int number) {
        Track track = tracks.get(number);
        if (track == null) {
            return "track " + number;
        }
        String callsign = track.getFlight() == 0 ? "" : flights.getOrDefault(track.getFlight(), "");
        if (callsign.isEmpty()) {
            callsign = track.getCallsign();
        }
        if (callsign.isEmpty() && track.hasMode3A()) {
            callsign = String.format(Locale.ROOT, "%04o", track.getMode3A());
        }
        return callsign.isEmpty() ? "track " + number : callsign;
    }

    /** Whether this alert is open. */
    boolean isAlerted(int id) {
        return alerts.containsKey(id);
    }

    String alert(int id) {
        Alert alert = alerts.get(id);
        return alert == null ? "alert " + id : words(alert);
    }

    /** Kind and subjects: {@code STCA SWR101 DLH4YT}. */
    String words(Alert alert) {
        StringBuilder words = new StringBuilder(alert.getKind().name().replace('_', ' '));
        if (alert.getTrackA() != 0) {
            words.append(' ').append(track(alert.getTrackA()));
        }
        if (alert.getTrackB() != 0) {
            words.append(' ').append(track(alert.getTrackB()));
        }
        if (alert.getTrackA() == 0 && alert.getFlight() != 0) {
            words.append(' ').append(flight(alert.getFlight()));
        }
        String text = alert.getText();
        return text.isEmpty() ? words.toString() : words.append(' ').append(text).toString();
    }
}
