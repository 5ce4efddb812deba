package aero.vigil.ingest.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * A holding pattern in which height is lost: a racetrack with two legs and two half circles, joined
 * and left at its fix.
 *
 * @param fix where it is joined and left
 * @param inbound the direction in which the fix is left, radians true
 * @param turnsRight else to the left
 */
record Hold(Place fix, double inbound, boolean turnsRight) {

    /** The name of its places but the fix. */
    static final String NAME = "HOLD";

    /** A minute (ICAO Doc 8168, up to 14,000 ft) at 220 kt indicated. */
    private static final double LEG_METRES = 4 * Wgs84.METRES_IN_NM;

    /** Across, between its legs: the circle of 25 degrees of bank at that speed in 10,000 ft. */
    private static final double ACROSS_METRES = 4 * Wgs84.METRES_IN_NM;

    /**
     * From its middle: its corners are 3 NM away, and a minute's flight straight on, as far as a
     * warning looks, is 4 NM.
     */
    private static final double AROUND_METRES = 7 * Wgs84.METRES_IN_NM;

    private static final int DIRECTIONS = 16;
    private static final int RINGS = 3;

    /** From the fix so many times round, back to it. */
    List<Place> laps(int count) {
        double outbound = inbound + StrictMath.PI;
        Place abeam = fix.at(aside(), ACROSS_METRES);
        Place end = abeam.at(outbound, LEG_METRES);
        Place turned = fix.at(outbound, LEG_METRES);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.addAll(List.of(named(abeam), named(end), named(turned), fix));
        }
        return places;
    }

    private static Place named(Place place) {
        return new Place(NAME, place.latitude(), place.longitude());
    }

    private double aside() {
        return inbound + (turnsRight ? StrictMath.PI / 2 : -StrictMath.PI / 2);
    }

    /** The highest minimum altitude that one in it may come to be warned of. */
    double highest(MinimumAltitudes minima) {
        Place halfway = fix.at(inbound + StrictMath.PI, LEG_METRES / 2);
        Place middle = halfway.at(aside(), ACROSS_METRES / 2);
        double highest = minima.at(middle);
        for (int ring = 1; ring <= RINGS; ring++) {
            for (int i = 0; i < DIRECTIONS; i++) {
                double direction = 2 * StrictMath.PI * i / DIRECTIONS;
                Place place = middle.at(direction, AROUND_METRES * ring / RINGS);
                highest = Math.max(highest, minima.at(place));
            }
        }
        return highest;
    }
}
