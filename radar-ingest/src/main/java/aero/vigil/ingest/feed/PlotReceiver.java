package aero.vigil.ingest.feed;

import aero.vigil.wire.airspace.Plot;
import aero.vigil.wire.airspace.SensorMessage;

/** Takes what a feed believes, in the order of its arrival. */
interface PlotReceiver {

    void plot(Plot plot);

    void sensorMessage(SensorMessage message);
}
