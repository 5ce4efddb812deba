package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Adaptation.PositionDefinition;
import java.util.List;

/**
 * Who works at a position: one user, at one screen or more.
 *
 * @param definition the position
 * @param user by name, empty when nobody holds it
 * @param sessions of that user, by number
 * @param revision of the picture at the last change of user
 */
public record Occupancy(
        PositionDefinition definition, String user, List<Long> sessions, long revision) {

    public Occupancy {
        sessions = List.copyOf(sessions);
    }
}
