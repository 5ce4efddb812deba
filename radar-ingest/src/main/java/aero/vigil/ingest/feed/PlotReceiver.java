package aero.vigil.ingest.feed;

import aero.vigil.wire.airspace.Plot;
import aero.vigil.wire.airspace.SensorMessage;
import aero.vigil.wire.airspace.TargetReport;

/** Takes what a feed believes, in the order of its arrival. */
interface PlotReceiver {

    void plot(Plot plot);

    void report(TargetReport report);

    void sensorMessage(SensorMessage message);
}
