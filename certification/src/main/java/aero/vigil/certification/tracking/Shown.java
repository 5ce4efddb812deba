package aero.vigil.certification.tracking;

import aero.vigil.airspace.geometry.PlanePosition;
import aero.vigil.airspace.surveillance.PlanarMotion;
import aero.vigil.airspace.surveillance.SystemTrack;

/** A track where a display shows it at one moment: carried straight on to it. */
record Shown(SystemTrack track, PlanarMotion motion) {

    static Shown at(SystemTrack track, long micros) {
        return new Shown(track, track.predictedTo(micros));
    }

    double distanceTo(PlanePosition place) {
        double dx = motion.xMetres() - place.xMetres();
        double dy = motion.yMetres() - place.yMetres();
        return Math.sqrt(dx * dx + dy * dy);
    }
}
