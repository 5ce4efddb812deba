/**
 * Flight-plan messages of ICAO Doc 4444: the TCP port that takes them in AFTN envelopes or bare,
 * and reads them by {@code aero.vigil.airspace.codec.icao}.
 *
 * <p>What enters is bytes from anybody: each message is answered, and one that cannot be read goes
 * to the model's referral queue. What leaves is {@code FlightPlanMessage}, through the {@link
 * aero.vigil.ingest.flightplan.PlanSubmission} port; a message is acknowledged to its sender only
 * when that port says it is committed. This package must never know how a command reaches the
 * replicas, nor judge a plan against others: that is the model's.
 */
@NullMarked
package aero.vigil.ingest.flightplan;

import org.jspecify.annotations.NullMarked;
