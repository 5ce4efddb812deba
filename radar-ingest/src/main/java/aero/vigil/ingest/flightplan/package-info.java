/**
 * Flight-plan messages of ICAO Doc 4444 (FPL, CHG, CNL, DLA, DEP, ARR, EST): reading their text
 * into commands for the model, and the TCP port that takes them in AFTN envelopes or bare.
 *
 * <p>What enters is bytes from anybody: reading is total, bounded and answers every mistake with
 * the field, the column and what would be right. What leaves is {@code FlightPlanMessage}, through
 * the {@link aero.vigil.ingest.flightplan.PlanSubmission} port; a message is acknowledged to its
 * sender only when that port says it is committed. This package must never know how a command
 * reaches the replicas, nor judge a plan against others: that is the model's.
 */
@NullMarked
package aero.vigil.ingest.flightplan;

import org.jspecify.annotations.NullMarked;
