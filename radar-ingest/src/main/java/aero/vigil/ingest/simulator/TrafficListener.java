package aero.vigil.ingest.simulator;

/** Hears of flights what the world outside the radars hears. */
interface TrafficListener {

    /** A message of a flight is to be sent. */
    void onPlanMessage(String text);
}
