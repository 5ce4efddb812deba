package aero.vigil.airspace.codec.icao;

import aero.vigil.wire.airspace.Arrival;
import aero.vigil.wire.airspace.Delay;
import aero.vigil.wire.airspace.Departure;
import aero.vigil.wire.airspace.Estimate;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.PlanKey;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the text of one ICAO message, from '(' to ')', into a {@code FlightPlanMessage}.
 *
 * <p>Total: any text gives a {@link PlanReading}, in time linear in its length. It checks what a
 * field *is*, not whether fields agree with each other (PBN/ with field 10, rules with route): a
 * plan that reaches a centre has been through such checks, and to refuse a readable plan leaves an
 * aircraft without one. Source: ICAO Doc 4444 (PANS-ATM) Appendix 3.
 */
public final class IcaoMessageReader {

    /**
     * Longest text read, in characters; an FPL of 250 elements with a full field 18 takes 4 KiB.
     */
    public static final int GREATEST_LENGTH = 10 * 1024;

    /** Most characters of an originator's address kept; an AFTN address has 8. */
    private static final int GREATEST_ORIGINATOR = 16;

    /** The fields of an FPL; 19 is mostly not sent. */
    private static final int[] FPL_FIELDS = {3, 7, 8, 9, 10, 13, 15, 16, 18, 19};

    /** The fields of CNL, DLA and DEP; the older forms end at 16. A CHG goes on with fields 22. */
    private static final int[] SHORT_FIELDS = {3, 7, 13, 16, 18};

    /** The fields of EST; 18 may follow. */
    private static final int[] EST_FIELDS = {3, 7, 13, 14, 16, 18};

    /**
     * Sender and receiver with a sequence number, once for this message, once for the one meant.
     */
    private static final Pattern NUMBERS = Pattern.compile("([A-Z]{1,4}/[A-Z]{1,4}[0-9]{3}){0,2}");

    private IcaoMessageReader() {}

    /**
     * Reads a message.
     *
     * @param originator the sender's address; only its first 16 characters are kept
     * @param nowMicros time of reception, UTC microseconds since 1970: without DOF/ a time of day
     *     means the day that puts it nearest to this
     */
    public static PlanReading read(String text, String originator, long nowMicros) {
        try {
            return new Reading(text, originator, nowMicros).whole();
        } catch (UnreadableField wrong) {
            return wrong.reading();
        }
    }

    /** Whether a character only parts words: a blank, a tabulator, the end of a line. */
    public static boolean isBlank(char c) {
        return FieldText.isBlank(c);
    }

    /** One message being read. */
    private static final class Reading {
        private final String text;
        private final FlightPlanMessage.Builder message;
        private final long nowMicros;
        private final List<FieldText> parts;
        private final SortedMap<Integer, Integer> columns = new TreeMap<>();

        Reading(String text, String originator, long nowMicros) throws UnreadableField {
            this.text = text;
            this.nowMicros = nowMicros;
            this.message =
                    FlightPlanMessage.newBuilder()
                            .setText(text)
                            .setOriginator(
                                    originator.substring(
                                            0, Math.min(originator.length(), GREATEST_ORIGINATOR)));
            this.parts = split();
        }

        PlanReading.Understood whole() throws UnreadableField {
            FieldText type = parts.get(0).in("3");
            String title = type.text().substring(0, Math.min(3, type.length()));
            switch (title) {
                case "FPL" -> filed();
                case "CHG" -> changed();
                case "CNL" -> message.setCancel(key(true));
                case "DLA" -> delayed();
                case "DEP" -> departed();
                case "ARR" -> arrived();
                case "EST" -> estimated();
                default ->
                        throw type.wrong(
                                "the message type must be FPL, CHG, CNL, DLA, DEP, ARR or EST");
            }
            numbers(type.from(3));
            return new PlanReading.Understood(message.build(), new FieldColumns(columns));
        }

        private static void numbers(FieldText numbers) throws UnreadableField {
            if (!numbers.matches(NUMBERS)) {
                throw numbers.wrong(
                        "after the message type only numbers as in 'AA/BB001' may stand");
            }
        }

        private void filed() throws UnreadableField {
            place(FPL_FIELDS, FPL_FIELDS.length - 1);
            FiledPlan.Builder plan = message.getFileBuilder();
            AircraftFields.identification(part(1), plan, plan.getKeyBuilder());
            AircraftFields.rulesAndType(part(2), plan);
            AircraftFields.aircraft(part(3), plan);
            AircraftFields.equipment(part(4), plan);
            RouteField.read(part(6), plan);
            PlaceFields.destination(part(7), true, plan, plan.getKeyBuilder());
            OtherInformation other = OtherInformation.read(part(8));
            other.copyTo(plan);
            PlaceFields.departure(part(5), other.dateOfFlight(), nowMicros, plan.getKeyBuilder());
            if (parts.size() > 9) {
                SupplementaryInformation.read(part(9), plan);
            }
        }

        private void changed() throws UnreadableField {
            FiledPlan.Builder change = message.getChangeBuilder().setKey(key(false));
            int from = parts.size() > 4 && !Amendments.isOne(part(4)) ? 5 : 4;
            if (from >= parts.size()) {
                throw new UnreadableField(
                        "22", text.length(), "field 22 with what is to change is missing");
            }
            columns.put(22, part(from).column());
            Amendments.read(parts.subList(from, parts.size()), keyDate(), nowMicros, change);
        }

        private void delayed() throws UnreadableField {
            PlanKey key = key(true);
            message.setDelay(
                    Delay.newBuilder()
                            .setKey(key.toBuilder().clearOffBlockTimeMicros())
                            .setNewOffBlockTimeMicros(key.getOffBlockTimeMicros()));
        }

        private void departed() throws UnreadableField {
            PlanKey key = key(true);
            message.setDepart(
                    Departure.newBuilder()
                            .setKey(key.toBuilder().clearOffBlockTimeMicros())
                            .setDepartureTimeMicros(key.getOffBlockTimeMicros()));
        }

        /** The destination stands there after a diversion only, field 18 hardly ever. */
        private void arrived() throws UnreadableField {
            int arrivalAt = parts.size() > 4 && PlaceFields.isArrival(part(4)) ? 4 : 3;
            int[] fields =
                    arrivalAt == 4
                            ? new int[] {3, 7, 13, 16, 17, 18}
                            : new int[] {3, 7, 13, 17, 18};
            place(fields, fields.length - 1);
            Arrival.Builder arrival = message.getArriveBuilder();
            PlanKey.Builder key = arrival.getKeyBuilder();
            AircraftFields.identification(part(1), FiledPlan.newBuilder(), key);
            PlaceFields.arrival(part(arrivalAt), nowMicros, arrival);
            if (arrivalAt == 4) {
                PlaceFields.destination(part(3), false, FiledPlan.newBuilder(), key);
            }
            PlaceFields.departed(
                    part(2), dateAt(arrivalAt + 1), arrival.getArrivalTimeMicros(), key);
        }

        private void estimated() throws UnreadableField {
            place(EST_FIELDS, EST_FIELDS.length - 1);
            Estimate.Builder estimate = message.getEstimateBuilder();
            FiledPlan.Builder code = FiledPlan.newBuilder();
            PlanKey.Builder key = estimate.getKeyBuilder();
            AircraftFields.identification(part(1), code, key);
            if (code.hasMode3A()) {
                estimate.setMode3A(code.getMode3A());
            }
            BoundaryField.read(part(3), nowMicros, estimate);
            PlaceFields.destination(part(4), false, FiledPlan.newBuilder(), key);
            PlaceFields.departed(part(2), dateAt(5), estimate.getTimeMicros(), key);
        }

        private DateOfFlight dateAt(int index) throws UnreadableField {
            return index < parts.size()
                    ? OtherInformation.readKeyDate(part(index))
                    : DateOfFlight.NOT_GIVEN;
        }

        /** Fields 7, 13, 16 and 18 of the short messages. */
        private PlanKey key(boolean endsThere) throws UnreadableField {
            if (endsThere) {
                place(SHORT_FIELDS, SHORT_FIELDS.length - 1);
            } else {
                placeLeading(SHORT_FIELDS, SHORT_FIELDS.length - 1);
            }
            PlanKey.Builder key = PlanKey.newBuilder();
            AircraftFields.identification(part(1), FiledPlan.newBuilder(), key);
            PlaceFields.destination(part(3), false, FiledPlan.newBuilder(), key);
            PlaceFields.departure(part(2), keyDate(), nowMicros, key);
            return key.build();
        }

        private DateOfFlight keyDate() throws UnreadableField {
            if (parts.size() < 5 || Amendments.isOne(part(4))) {
                return DateOfFlight.NOT_GIVEN;
            }
            return OtherInformation.readKeyDate(part(4));
        }

        private FieldText part(int index) {
            return parts.get(index);
        }

        /** Gives the parts their field numbers; there may be one more than {@code least}. */
        private void place(int[] fields, int least) throws UnreadableField {
            placeLeading(fields, least);
            if (parts.size() > fields.length) {
                FieldText surplus =
                        parts.get(fields.length).in(Integer.toString(fields[fields.length - 1]));
                throw surplus.wrong(
                        "the message should have ended here after field "
                                + fields[fields.length - 1]);
            }
        }

        private void placeLeading(int[] fields, int least) throws UnreadableField {
            for (int i = 0; i < Math.min(fields.length, parts.size()); i++) {
                parts.set(i, parts.get(i).in(Integer.toString(fields[i])));
                columns.put(fields[i], parts.get(i).column());
            }
            if (parts.size() < least) {
                throw new UnreadableField(
                        Integer.toString(fields[parts.size()]),
                        text.length(),
                        "the message ends before field " + fields[parts.size()]);
            }
        }

        /** The parts between hyphens. */
        private List<FieldText> split() throws UnreadableField {
            if (text.length() > GREATEST_LENGTH) {
                throw new UnreadableField(
                        "3",
                        GREATEST_LENGTH,
                        "a message has at most " + GREATEST_LENGTH + " characters");
            }
            if (text.length() < 2 || text.charAt(0) != '(') {
                throw new UnreadableField("3", 1, "a message must begin with '('");
            }
            int end = text.length() - 1;
            List<FieldText> split = new ArrayList<>();
            int begin = 1;
            for (int i = 1; i <= end; i++) {
                char c = text.charAt(i);
                boolean printable = (c >= ' ' && c < 127) || FieldText.isBlank(c);
                if (!printable || c == '(' || (c == ')' && i < end)) {
                    throw new UnreadableField(
                            fieldAt(split, split.size()),
                            i + 1,
                            "character " + (int) c + " may not stand here");
                }
                if (c == '-' || i == end) {
                    split.add(FieldText.of("3", text.substring(begin, i), begin + 1));
                    begin = i + 1;
                }
            }
            if (text.charAt(end) != ')') {
                throw new UnreadableField(
                        fieldAt(split, split.size() - 1),
                        text.length() + 1,
                        "a message must end with ')'");
            }
            return split;
        }

        /** The field an illegal character stands in, as far as the message type tells. */
        private static String fieldAt(List<FieldText> before, int index) {
            if (index == 0) {
                return "3";
            }
            int[] fields = before.get(0).text().startsWith("FPL") ? FPL_FIELDS : SHORT_FIELDS;
            return index < fields.length ? Integer.toString(fields[index]) : "22";
        }
    }
}
