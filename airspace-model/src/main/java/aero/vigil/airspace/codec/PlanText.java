package aero.vigil.airspace.codec;

import aero.vigil.airspace.codec.icao.FieldColumns;
import aero.vigil.airspace.codec.icao.IcaoMessageReader;
import aero.vigil.airspace.codec.icao.PlanReading;
import aero.vigil.airspace.command.Command;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the text of a flight-plan message as a command of the model. */
public final class PlanText {

    private static final FieldColumns NO_COLUMNS = new FieldColumns(new TreeMap<>());

    private PlanText() {}

    /**
     * What became of a text.
     *
     * @param message null: it could not be read
     * @param columns where its fields begin
     * @param field that could not be read
     * @param column where, from 1
     * @param fault what is wrong there
     */
    public record Reading(
            Command.@Nullable FlightPlanMessage message,
            FieldColumns columns,
            String field,
            int column,
            String fault) {}

    /** Reads a text that was received, or mended, at a time. */
    public static Reading read(String text, String originator, long nowMicros) {
        return IcaoMessageReader.read(text, originator, nowMicros).deliverTo(new AsCommand());
    }

    private static final class AsCommand implements PlanReading.Handler<Reading> {

        @Override
        public Reading onUnderstood(PlanReading.Understood understood) {
            try {
                return new Reading(
                        FlightPlanDecoder.message(understood.message()),
                        understood.columns(),
                        "",
                        0,
                        "");
            } catch (MalformedCommandException e) {
                String fault = String.valueOf(e.getMessage());
                return new Reading(null, understood.columns(), "3", 1, fault);
            }
        }

        @Override
        public Reading onUnreadable(PlanReading.Unreadable wrong) {
            return new Reading(null, NO_COLUMNS, wrong.field(), wrong.column(), wrong.text());
        }
    }
}
