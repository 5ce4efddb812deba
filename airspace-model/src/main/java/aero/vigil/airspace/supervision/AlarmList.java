package aero.vigil.airspace.supervision;

import java.util.List;

/**
 * The model's alarms, and what was said of alarms, the replicas' own too.
 *
 * @param alarms by name
 * @param attentions the oldest word first
 */
public record AlarmList(List<Alarm> alarms, List<Attention> attentions) {
    public AlarmList {
        alarms = List.copyOf(alarms);
        attentions = List.copyOf(attentions);
    }
}
