package aero.vigil.airspace.codec;

import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.command.PlanKey;

/** Writes plans, every field of them. */
final class FiledPlanEncoder {

    private FiledPlanEncoder() {}

    /** All of a plan. */
    static aero.vigil.wire.airspace.FiledPlan plan(FiledPlan plan) {
        aero.vigil.wire.airspace.FiledPlan.Builder wire =
                further(plan).toBuilder()
                        .setKey(key(plan.key()))
                        .setFlightRules(plan.flightRules())
                        .setAircraftType(plan.aircraftType())
                        .setWakeCategory(plan.wakeCategory())
                        .addAllRoute(plan.route())
                        .setSupplementary(plan.supplementary());
        if (plan.mode3a() >= 0) {
            wire.setMode3A(plan.mode3a());
        }
        if (plan.address() != 0) {
            wire.setAddress(plan.address());
        }
        return wire.build();
    }

    /** What of a plan stands nowhere else in a flight that is shown. */
    static aero.vigil.wire.airspace.FiledPlan further(FiledPlan plan) {
        return aero.vigil.wire.airspace.FiledPlan.newBuilder()
                .setFlightType(plan.flightType())
                .setAircraftCount(plan.aircraftCount())
                .setEquipment(plan.equipment())
                .setSpeed(plan.speed())
                .setLevel(plan.level())
                .setElapsedMinutes(plan.elapsedMinutes())
                .addAllAlternates(plan.alternates())
                .setOther(plan.other())
                .build();
    }

    static aero.vigil.wire.airspace.PlanKey key(PlanKey key) {
        return aero.vigil.wire.airspace.PlanKey.newBuilder()
                .setCallsign(key.callsign())
                .setDeparture(key.departure())
                .setDestination(key.destination())
                .setOffBlockTimeMicros(key.offBlockMicros())
                .build();
    }
}
