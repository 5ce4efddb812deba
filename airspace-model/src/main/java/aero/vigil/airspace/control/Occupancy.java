package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Adaptation.PositionDefinition;
import java.util.List;

/**
 * Who works at a position: one user, at one screen or more.
 *
 * @param definition the position
 * @param sectors the elementary sectors it holds
 * @param sectorsVersion of the sector plan at the last change of these
 * @param user by name, empty when nobody holds it
 * @param sessions of that user, by number
 * @param revision of the picture at the last change of user or sectors
 */
public record Occupancy(
        PositionDefinition definition,
        List<String> sectors,
        int sectorsVersion,
        String user,
        List<Long> sessions,
        long revision) {

    public Occupancy {
        sectors = List.copyOf(sectors);
        sessions = List.copyOf(sessions);
    }

    /** Free, with the sectors its definition gives it. */
    static Occupancy of(PositionDefinition definition) {
        return new Occupancy(definition, definition.sectors(), 0, "", List.of(), 0);
    }

    /** The same, worked at by these sessions of this user. */
    Occupancy workedBy(String other, List<Long> otherSessions, long newRevision) {
        return new Occupancy(
                definition, sectors, sectorsVersion, other, otherSessions, newRevision);
    }

    /** The same with other sectors. */
    Occupancy holding(List<String> others, int version, long newRevision) {
        return new Occupancy(definition, others, version, user, sessions, newRevision);
    }
}
