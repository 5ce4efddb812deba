package aero.vigil.airspace.safety;

import aero.vigil.airspace.surveillance.Evaluation;

/**
 * A small piece of a tick's work, given as what it does.
 *
 * @param trackNumber 0: about no track
 */
record Look(String subject, int trackNumber, Runnable body) implements Evaluation {

    @Override
    public void run() {
        body.run();
    }
}
