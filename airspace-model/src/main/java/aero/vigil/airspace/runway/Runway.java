package aero.vigil.airspace.runway;

import aero.vigil.airspace.adaptation.Adaptation.ProcedureKind;

/**
 * A runway of an aerodrome in one of its two uses.
 *
 * @param airport ICAO location indicator
 * @param name as 24R
 */
public record Runway(String airport, String name, Use use) {

    /** What is done on it. */
    public enum Use {
        LANDING,
        DEPARTURE;

        /** The use that a procedure of this kind belongs to. */
        public static Use of(ProcedureKind kind) {
            return kind == ProcedureKind.SID ? DEPARTURE : LANDING;
        }
    }
}
