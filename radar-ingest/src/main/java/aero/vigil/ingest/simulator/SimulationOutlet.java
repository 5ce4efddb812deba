package aero.vigil.ingest.simulator;

/** Where what happens in a simulation goes. */
public interface SimulationOutlet {

    /**
     * A datagram leaves a radar now.
     *
     * @param radar index of the adaptation's sensor
     */
    void onDatagram(int radar, byte[] datagram);

    /** A flight-plan message is sent now, from '(' to ')'. */
    void onPlanMessage(String text);

    /** Where an aircraft is, once a second. */
    void onTruth(Target target, TruthState state);

    /** A radar has detected an aircraft; what it measured is sent now, after its delay. */
    void onDetection(int radar, Detection detection);
}
