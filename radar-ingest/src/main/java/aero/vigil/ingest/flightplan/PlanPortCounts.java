package aero.vigil.ingest.flightplan;

import java.util.SortedMap;

/**
 * What the flight-plan port counted since its start, for the supervisor.
 *
 * @param connections open now
 * @param messages messages and faults found in the streams
 * @param accepted messages committed and taken by the model
 * @param rejects everything answered REJ, by named reason, sorted
 */
public record PlanPortCounts(
        int connections, long messages, long accepted, SortedMap<String, Long> rejects) {}
