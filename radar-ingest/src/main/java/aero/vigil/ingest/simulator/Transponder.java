package aero.vigil.ingest.simulator;

/**
 * What an aircraft answers to a radar besides its altitude.
 *
 * @param address 24 bits
 * @param callsign of field 7
 * @param mode3A 12 bits
 * @param altitudeStepFeet 25 or 100: how finely it codes its altitude
 * @param rangeBiasMetres of its reply delay, constant (Annex 10 allows about ±37 m)
 */
public record Transponder(
        int address, String callsign, int mode3A, int altitudeStepFeet, double rangeBiasMetres) {

    /** The same, squawking another code. */
    Transponder squawking(int code) {
        return new Transponder(address, callsign, code, altitudeStepFeet, rangeBiasMetres);
    }
}
