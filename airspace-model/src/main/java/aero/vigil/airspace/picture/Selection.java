package aero.vigil.airspace.picture;

import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.FlightTable;
import aero.vigil.airspace.flight.OrderLog;
import aero.vigil.airspace.picture.PictureGathering.Wanted;
import java.util.List;

/** Finds what a question asks for: by index where there is one, else in one pass. */
final class Selection implements PictureQuery.Handler {

    private final FlightTable flights;
    private final FrameContent content;
    private final PictureSource source;
    private final PictureGathering all;

    Selection(FlightTable flights, PictureSource source, FrameContent content) {
        this.flights = flights;
        this.content = content;
        this.source = source;
        this.all = new PictureGathering(source, content, new Wanted(1, 0, -1));
    }

    @Override
    public void track(int number) {
        all.track(number);
        Flight flight = number > 0 ? flights.onTrack(number) : null;
        if (flight != null) {
            content.flights.add(flight);
        }
    }

    @Override
    public void flight(int id) {
        content.orderLines = OrderLog.KEPT;
        content.tellsWholePlans = true;
        Flight flight = flights.get(id);
        if (flight != null) {
            add(flight);
        }
    }

    @Override
    public void callsign(String callsign) {
        flights.withCallsign(callsign).forEach(this::add);
    }

    @Override
    public void sector(String sector) {
        for (int id = 1; id < flights.limit(); id++) {
            Flight flight = flights.get(id);
            if (flight != null && flight.control().sector().equals(sector)) {
                add(flight);
            }
        }
    }

    private void add(Flight flight) {
        if (content.flights.size() < PictureQuery.MOST_OBJECTS) {
            content.flights.add(flight);
            if (flight.isCorrelated()) {
                all.track(flight.track());
            }
        }
    }

    @Override
    public void kind(PictureQuery.Kind kind) {
        switch (kind) {
            case TOTALS -> all.totals();
            case ALERTS -> {
                all.conflicts();
                all.trackAlerts();
                all.planned();
                all.flightAlerts();
                shorten(content.alerts);
            }
            case SENSORS -> {
                all.sensors();
                shorten(content.sensors);
            }
            case FEEDS -> {
                all.feeds();
                shorten(content.feeds);
            }
            case POSITIONS -> {
                all.positions();
                shorten(content.positions);
            }
            case ADAPTATION -> content.adaptation = source.adaptation();
        }
    }

    private static void shorten(List<?> objects) {
        if (objects.size() > PictureQuery.MOST_OBJECTS) {
            objects.subList(PictureQuery.MOST_OBJECTS, objects.size()).clear();
        }
    }
}
