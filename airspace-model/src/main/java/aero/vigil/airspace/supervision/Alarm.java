package aero.vigil.airspace.supervision;

import aero.vigil.airspace.command.AlarmName;

/**
 * Something that the model has to tell supervisors.
 *
 * @param text the facts; it does not change while nothing happens
 * @param sinceMicros model time
 * @param endedMicros model time; 0: it stands
 */
public record Alarm(AlarmName name, String text, long sinceMicros, long endedMicros) {

    boolean stands() {
        return endedMicros == 0;
    }

    Alarm ended(long nowMicros) {
        return new Alarm(name, text, sinceMicros, nowMicros);
    }
}
