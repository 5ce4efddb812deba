package aero.vigil.airspace.picture;

import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.FlightAlert;
import aero.vigil.airspace.mtcd.PlannedConflict;
import aero.vigil.airspace.safety.ConflictAlert;
import aero.vigil.airspace.safety.TrackAlert;
import aero.vigil.airspace.table.Rows;
import org.jspecify.annotations.Nullable;

/**
 * An alert as shown: of a safety net or about an identity.
 *
 * <p>Each family numbers its alerts apart; in the picture the lowest two bits tell the family.
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
        String text,
        Partner partner) {

    /**
     * The other flight of a medium-term conflict, and the versions of both whose trajectories were
     * used.
     */
    public record Partner(int flight, int ownVersion, int itsVersion) {

        /** Of alerts that are not about two flights. */
        static final Partner NONE = new Partner(0, 0, 0);
    }

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
                "",
                Partner.NONE);
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
                alert.text(),
                Partner.NONE);
    }

    /** An alert about a single track as shown. */
    static AlertView of(TrackAlert alert) {
        return new AlertView(
                idOfTrackAlert(alert.id()),
                alert.kind().name(),
                alert.track(),
                0,
                alert.flight(),
                alert.acknowledged(),
                alert.violationMicros(),
                alert.metres(),
                alert.feet(),
                alert.isInfringed(),
                alert.text(),
                Partner.NONE);
    }

    /** A medium-term conflict as shown; its tracks are those of its flights. */
    static AlertView of(PlannedConflict alert, Rows<Flight> flights) {
        Flight a = flights.get(alert.flightA());
        Flight b = flights.get(alert.flightB());
        return new AlertView(
                idOfPlanned(alert.id()),
                "MTCD",
                a == null ? 0 : a.track(),
                b == null ? 0 : b.track(),
                alert.flightA(),
                alert.acknowledged(),
                alert.violationMicros(),
                alert.metres(),
                alert.feet(),
                false,
                withoutTrack(a, b),
                new Partner(alert.flightB(), alert.versionA(), alert.versionB()));
    }

    /** The callsigns of those that no track stands for. */
    private static String withoutTrack(@Nullable Flight a, @Nullable Flight b) {
        String nameA = a == null || a.isCorrelated() ? "" : a.callsign();
        String nameB = b == null || b.isCorrelated() ? "" : b.callsign();
        return nameA + (nameA.isEmpty() || nameB.isEmpty() ? "" : " ") + nameB;
    }

    /** Whose alert it is. */
    public enum Family {
        /** STCA's. */
        CONFLICT,
        /** About an identity. */
        FLIGHT,
        /** Of a net about single tracks. */
        TRACK,
        /** Between planned trajectories. */
        PLANNED
    }

    static int idOfConflict(int id) {
        return id * 4;
    }

    static int idOfFlightAlert(int id) {
        return id * 4 + 1;
    }

    static int idOfTrackAlert(int id) {
        return id * 4 + 2;
    }

    static int idOfPlanned(int id) {
        return id * 4 + 3;
    }

    /** The family of an alert of the picture. */
    public static Family familyOf(int id) {
        return Family.values()[id & 3];
    }

    /** The alert's number in its family. */
    public static int numberOf(int id) {
        return id >>> 2;
    }
}
