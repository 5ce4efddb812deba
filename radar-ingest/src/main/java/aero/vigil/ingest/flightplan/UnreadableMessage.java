package aero.vigil.ingest.flightplan;

import aero.vigil.airspace.codec.icao.IcaoMessageReader;
import aero.vigil.airspace.codec.icao.PlanReading;
import aero.vigil.wire.airspace.ReferMessage;

/** A message that could not be read, as it is told to supervisors. */
final class UnreadableMessage {

    private static final int GREATEST_ORIGINATOR = 16;
    private static final int GREATEST_FIELD = 16;
    private static final int GREATEST_REASON = 300;

    private UnreadableMessage() {}

    static ReferMessage of(String originator, String text, PlanReading.Unreadable wrong) {
        return ReferMessage.newBuilder()
                .setOriginator(printable(originator, GREATEST_ORIGINATOR, false))
                .setText(printable(text, IcaoMessageReader.GREATEST_LENGTH, true))
                .setField(printable(wrong.field(), GREATEST_FIELD, false))
                .setColumn(Math.min(wrong.column(), IcaoMessageReader.GREATEST_LENGTH + 1))
                .setReason(printable(wrong.text(), GREATEST_REASON, false))
                .build();
    }

    /** What is not printable ASCII is told as '?', so that columns stay where they are. */
    private static String printable(String text, int most, boolean lines) {
        StringBuilder told = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), most); i++) {
            char c = text.charAt(i);
            boolean lineEnd = c == '\r' || c == '\n' || c == '\t';
            told.append((c >= ' ' && c <= '~') || (lines && lineEnd) ? c : '?');
        }
        return told.toString();
    }
}
