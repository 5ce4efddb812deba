/**
 * The traffic and radar simulator: seeded truth (aircraft that fly flight plans), radars that see
 * it with their errors and send real ASTERIX datagrams, real ICAO messages for the flights, pilots
 * that obey the picture's orders and robot controllers of the neighbouring centres.
 *
 * <p>It enters the system only through the same doors as the real world: UDP, the flight-plan port
 * and the replicas' gateways. It must never know how a replica or the airspace model works, and
 * nothing in operation may depend on it.
 */
@NullMarked
package aero.vigil.ingest.simulator;

import org.jspecify.annotations.NullMarked;
