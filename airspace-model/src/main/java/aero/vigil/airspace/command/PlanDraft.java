package aero.vigil.airspace.command;

import java.util.List;

/** A flight plan being changed: each field is as it was until it is set. */
final class PlanDraft {

    PlanKey key;
    String flightRules;
    String flightType;
    int aircraftCount;
    String aircraftType;
    String wakeCategory;
    String equipment;
    int mode3a;
    String speed;
    String level;
    List<String> route;
    int elapsedMinutes;
    List<String> alternates;
    int address;
    String other;
    String supplementary;
    PlanKey newKey;

    PlanDraft(FiledPlan from) {
        key = from.key();
        flightRules = from.flightRules();
        flightType = from.flightType();
        aircraftCount = from.aircraftCount();
        aircraftType = from.aircraftType();
        wakeCategory = from.wakeCategory();
        equipment = from.equipment();
        mode3a = from.mode3a();
        speed = from.speed();
        level = from.level();
        route = from.route();
        elapsedMinutes = from.elapsedMinutes();
        alternates = from.alternates();
        address = from.address();
        other = from.other();
        supplementary = from.supplementary();
        newKey = from.newKey();
    }

    /** Takes over every field that a change has. */
    void take(FiledPlan change) {
        flightRules = either(change.flightRules(), flightRules);
        flightType = either(change.flightType(), flightType);
        aircraftCount = change.aircraftCount() == 0 ? aircraftCount : change.aircraftCount();
        aircraftType = either(change.aircraftType(), aircraftType);
        wakeCategory = either(change.wakeCategory(), wakeCategory);
        equipment = either(change.equipment(), equipment);
        mode3a = change.mode3a() < 0 ? mode3a : change.mode3a();
        speed = either(change.speed(), speed);
        level = either(change.level(), level);
        route = change.route().isEmpty() ? route : change.route();
        elapsedMinutes = change.elapsedMinutes() == 0 ? elapsedMinutes : change.elapsedMinutes();
        alternates = change.alternates().isEmpty() ? alternates : change.alternates();
        address = change.address() == 0 ? address : change.address();
        other = either(change.other(), other);
        supplementary = either(change.supplementary(), supplementary);
    }

    private static String either(String change, String present) {
        return change.isEmpty() ? present : change;
    }

    FiledPlan plan() {
        return new FiledPlan(
                key,
                flightRules,
                flightType,
                aircraftCount,
                aircraftType,
                wakeCategory,
                equipment,
                mode3a,
                speed,
                level,
                route,
                elapsedMinutes,
                alternates,
                address,
                other,
                supplementary,
                newKey);
    }
}
