package aero.vigil.airspace.picture;

import aero.vigil.airspace.flight.FlightAlert;
import aero.vigil.airspace.safety.ConflictAlert;

/**
 * An alert as shown: of a safety net or about an identity.
 *
 * <p>The two kinds number their alerts apart; in the picture conflicts are even, the others odd.
 *
 * @param id in the picture
 * @param kind name of {@code vigil.airspace.Alert.Kind}
 * @param violationMicros model time at which the violation begins, 0: none is predicted
 */
public record AlertView(
        int id,
        String kind,
        int trackA,
        int trackB,
        int flight,
        boolean acknowledged,
        long violationMicros,
        double leastDistanceMetres,
        double leastVerticalFeet,
        boolean infringed,
        String text) {

    /** A conflict as shown. */
    static AlertView of(ConflictAlert alert) {
        return new AlertView(
                idOfConflict(alert.id()),
                "STCA",
                alert.trackA(),
                alert.trackB(),
                0,
                alert.acknowledged(),
                alert.violationMicros(),
                alert.leastDistanceMetres(),
                alert.leastVerticalFeet(),
                alert.infringed(),
                "");
    }

    /** An alert about an identity as shown. */
    static AlertView of(FlightAlert alert) {
        return new AlertView(
                idOfFlightAlert(alert.id()),
                alert.kind().name(),
                alert.trackA(),
                alert.trackB(),
                alert.flight(),
                alert.acknowledged(),
                0,
                0,
                0,
                false,
                alert.text());
    }

    static int idOfConflict(int id) {
        return id * 2;
    }

    static int idOfFlightAlert(int id) {
        return id * 2 + 1;
    }

    /** Whether an alert of the picture is a conflict. */
    public static boolean isConflict(int id) {
        return (id & 1) == 0;
    }

    /** The alert's number among its own kind. */
    public static int numberOf(int id) {
        return id >>> 1;
    }
}
