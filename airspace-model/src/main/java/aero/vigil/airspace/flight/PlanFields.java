package aero.vigil.airspace.flight;

import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.command.PlanKey;
import aero.vigil.airspace.command.PlanMessage;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges the fields of a plan, each by its number in ICAO Doc 4444 appendix 3. */
final class PlanFields {

    private static final Pattern CALLSIGN = Pattern.compile("[A-Z0-9]{2,7}");
    private static final Pattern LOCATION = Pattern.compile("[A-Z]{4}");
    private static final Pattern AIRCRAFT_TYPE = Pattern.compile("[A-Z][A-Z0-9]{1,3}");
    private static final Pattern ELEMENT = Pattern.compile("[A-Z0-9/]{2,32}");

    /** A plan is filed at most 120 hours ahead (Doc 4444 §4.4.2); one more day for clocks. */
    private static final long FARTHEST_AHEAD_MICROS = 6L * 24 * 3_600 * 1_000_000;

    /** Flights longer than a day have not been flown with passengers. */
    private static final int LONGEST_MINUTES = 2_400;

    /** Times told to the minute by clocks that are not ours. */
    private static final long CLOCKS_MICROS = 10L * 60 * 1_000_000;

    private static final int MAX_OTHER = 2_000;
    private static final int MAX_SUPPLEMENTARY = 500;
    private static final int MAX_EQUIPMENT = 64;

    private PlanFields() {}

    /** The fault of a whole plan, or null. */
    static Result.@Nullable Rejected faultOf(FiledPlan plan, long nowMicros) {
        Result.Rejected key = faultOf(plan.key(), nowMicros);
        if (key != null) {
            return key;
        }
        if (!LOCATION.matcher(plan.key().departure()).matches()) {
            return fault("13", "the aerodrome of departure is four letters");
        }
        if (!LOCATION.matcher(plan.key().destination()).matches()) {
            return fault("16", "the destination is four letters");
        }
        if (plan.key().offBlockMicros() <= 0) {
            return fault("13", "the off-block time is missing");
        }
        if (!plan.flightRules().matches("[IVYZ]")) {
            return fault("8", "the flight rules are one of I V Y Z");
        }
        if (!FiledSpeedAndLevel.isSpeed(plan.speed())) {
            return fault("15", "the speed is like N0450, K0830 or M082");
        }
        if (!FiledSpeedAndLevel.isLevel(plan.level())) {
            return fault("15", "the level is like F350, A045, S1130, M0840 or VFR");
        }
        if (plan.elapsedMinutes() < 1) {
            return fault("16", "the total elapsed time is missing");
        }
        return faultOfDetails(plan);
    }

    /** The fault of a change, whose fields may be absent, or null. */
    static Result.@Nullable Rejected faultOfChange(FiledPlan change, long nowMicros) {
        Result.Rejected key = faultOf(change.key(), nowMicros);
        if (key != null) {
            return key;
        }
        Result.Rejected amended = faultOfNewKey(change.newKey(), nowMicros);
        if (amended != null) {
            return amended;
        }
        if (!change.flightRules().matches("[IVYZ]?")) {
            return fault("22", "the flight rules are one of I V Y Z");
        }
        if (!change.speed().isEmpty() && !FiledSpeedAndLevel.isSpeed(change.speed())) {
            return fault("22", "the speed is like N0450, K0830 or M082");
        }
        if (!change.level().isEmpty() && !FiledSpeedAndLevel.isLevel(change.level())) {
            return fault("22", "the level is like F350, A045, S1130, M0840 or VFR");
        }
        return faultOfDetails(change);
    }

    private static Result.@Nullable Rejected faultOfNewKey(PlanKey key, long nowMicros) {
        if (!key.callsign().isEmpty() && !CALLSIGN.matcher(key.callsign()).matches()) {
            return fault("22", "the new callsign is 2 to 7 letters and digits");
        }
        if (!key.departure().isEmpty() && !LOCATION.matcher(key.departure()).matches()) {
            return fault("22", "the new aerodrome of departure is four letters");
        }
        if (!key.destination().isEmpty() && !LOCATION.matcher(key.destination()).matches()) {
            return fault("22", "the new destination is four letters");
        }
        return key.offBlockMicros() == 0
                ? null
                : faultOfTime("22", "new off-block time", key.offBlockMicros(), nowMicros);
    }

    /** The fault of an arrival, or null. */
    static Result.@Nullable Rejected faultOf(PlanMessage.Arrive arrival, long nowMicros) {
        Result.Rejected key = faultOf(arrival.key(), nowMicros);
        if (key != null) {
            return key;
        }
        if (!LOCATION.matcher(arrival.aerodrome()).matches()) {
            return fault("17", "the aerodrome of arrival is four letters");
        }
        return arrival.arrivalMicros() > nowMicros + CLOCKS_MICROS
                ? fault("17", "the time of arrival is still to come")
                : faultOfTime("17", "time of arrival", arrival.arrivalMicros(), nowMicros);
    }

    /** The fault of an estimate, or null. */
    static Result.@Nullable Rejected faultOf(PlanMessage.Estimate estimate, long nowMicros) {
        Result.Rejected key = faultOf(estimate.key(), nowMicros);
        if (key != null) {
            return key;
        }
        if (!isNumberedLevel(estimate.level())) {
            return fault("14", "the cleared level is like F350, A045, S1130 or M0840");
        }
        boolean hasCrossingLevel = !estimate.crossingLevel().isEmpty();
        if (hasCrossingLevel && !isNumberedLevel(estimate.crossingLevel())) {
            return fault("14", "the crossing level is like F350, A045, S1130 or M0840");
        }
        if (!estimate.condition().matches(hasCrossingLevel ? "[AB]" : "")) {
            return fault("14", "A or B stands after a crossing level, and only there");
        }
        return faultOfTime("14", "time at the boundary", estimate.timeMicros(), nowMicros);
    }

    private static boolean isNumberedLevel(String level) {
        return !level.equals("VFR") && FiledSpeedAndLevel.isLevel(level);
    }

    /** The fault of what names a plan, or null. */
    static Result.@Nullable Rejected faultOf(PlanKey key, long nowMicros) {
        if (!CALLSIGN.matcher(key.callsign()).matches()) {
            return fault("7", "the callsign is 2 to 7 letters and digits");
        }
        if (!key.departure().isEmpty() && !LOCATION.matcher(key.departure()).matches()) {
            return fault("13", "the aerodrome of departure is four letters");
        }
        if (!key.destination().isEmpty() && !LOCATION.matcher(key.destination()).matches()) {
            return fault("16", "the destination is four letters");
        }
        return key.offBlockMicros() == 0
                ? null
                : faultOfTime("13", "off-block time", key.offBlockMicros(), nowMicros);
    }

    /** The fault of a time of the flight, or null. */
    static Result.@Nullable Rejected faultOfTime(
            String field, String what, long micros, long nowMicros) {
        boolean plausible =
                micros > nowMicros - FARTHEST_AHEAD_MICROS
                        && micros < nowMicros + FARTHEST_AHEAD_MICROS;
        return plausible ? null : fault(field, "the " + what + " is more than 6 days from now");
    }

    private static Result.@Nullable Rejected faultOfDetails(FiledPlan plan) {
        if (!plan.flightType().matches("[SNGMX]?")) {
            return fault("8", "the type of flight is one of S N G M X");
        }
        if (plan.aircraftCount() < 0 || plan.aircraftCount() > 99) {
            return fault("9", "the number of aircraft is 1 to 99");
        }
        if (!plan.aircraftType().isEmpty()
                && !AIRCRAFT_TYPE.matcher(plan.aircraftType()).matches()) {
            return fault("9", "the type of aircraft is 2 to 4 letters and digits");
        }
        if (!plan.wakeCategory().matches("[LMHJ]?")) {
            return fault("9", "the wake turbulence category is one of L M H J");
        }
        if (plan.equipment().length() > MAX_EQUIPMENT) {
            return fault("10", "more than " + MAX_EQUIPMENT + " characters");
        }
        if (plan.route().size() > FiledPlan.MAX_ELEMENTS) {
            return fault("15", "more than " + FiledPlan.MAX_ELEMENTS + " route elements");
        }
        for (String element : plan.route()) {
            if (!ELEMENT.matcher(element).matches()) {
                return fault("15", "'" + element + "' is no route element");
            }
        }
        if (plan.elapsedMinutes() < 0 || plan.elapsedMinutes() > LONGEST_MINUTES) {
            return fault("16", "the total elapsed time is at most 40 hours");
        }
        if (plan.alternates().size() > 2) {
            return fault("16", "there are at most two alternates");
        }
        for (String alternate : plan.alternates()) {
            if (!LOCATION.matcher(alternate).matches()) {
                return fault("16", "an alternate is four letters");
            }
        }
        if (plan.other().length() > MAX_OTHER) {
            return fault("18", "more than " + MAX_OTHER + " characters");
        }
        return plan.supplementary().length() > MAX_SUPPLEMENTARY
                ? fault("19", "more than " + MAX_SUPPLEMENTARY + " characters")
                : null;
    }

    static Result.Rejected fault(String field, String text) {
        return new Result.Rejected(
                Reason.PLAN_FIELD_INVALID, "Field " + field + ": " + text, field);
    }
}
