package aero.vigil.ingest.simulator;

import java.util.ArrayList;
import java.util.List;

/** The places an aircraft flies over, in order, and how far each is from the end. */
final class FlightPath {

    private final List<Place> places;
    private final double[] metresToEnd;

    /** Makes a path of at least two places. */
    FlightPath(List<Place> places) {
        this.places = List.copyOf(places);
        if (places.size() < 2) {
            throw new IllegalArgumentException("a path of " + places.size() + " places");
        }
        this.metresToEnd = new double[places.size()];
        for (int i = places.size() - 2; i >= 0; i--) {
            metresToEnd[i] = metresToEnd[i + 1] + place(i).metresTo(place(i + 1));
        }
    }

    Place start() {
        return places.get(0);
    }

    Place end() {
        return places.get(places.size() - 1);
    }

    int size() {
        return places.size();
    }

    Place place(int index) {
        return places.get(index);
    }

    /** Those from one to before another. */
    List<Place> places(int from, int to) {
        return places.subList(from, to);
    }

    /** Index of the first place less far from the end than this, by so much; else the size. */
    int nextAt(double metresToGo, double byMetres) {
        int i = 1;
        while (i < places.size() && metresToEnd[i] >= metresToGo - byMetres) {
            i++;
        }
        return i;
    }

    /** Metres along the path from a place of it to its end. */
    double metresFrom(int index) {
        return metresToEnd[index];
    }

    double metres() {
        return metresToEnd[0];
    }

    /** The place on it from which so many metres remain to its end. */
    Place placeBefore(double metresToGo) {
        int i = 0;
        while (i < places.size() - 2 && metresToEnd[i + 1] > metresToGo) {
            i++;
        }
        double along = Math.max(0, metresToEnd[i] - metresToGo);
        return place(i).at(place(i).bearingTo(place(i + 1)), along);
    }

    /** The same as far as a place of it, then another way. */
    FlightPath after(int index, List<Place> onward) {
        List<Place> joined = new ArrayList<>(places.subList(0, index + 1));
        joined.addAll(onward);
        return new FlightPath(joined);
    }

    /** Another way to a place of it, then the same. */
    FlightPath from(int index, List<Place> before) {
        List<Place> joined = new ArrayList<>(before);
        joined.addAll(places.subList(index, places.size()));
        return new FlightPath(joined);
    }

    /** Index of the place of this name, or -1. */
    int find(String name) {
        for (int i = 0; i < places.size(); i++) {
            if (place(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
