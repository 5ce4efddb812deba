package aero.vigil.airspace.codec.icao;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days as YYMMDD, against the calendar of the platform. */
class DateOfFlightTest {

    private static final DateTimeFormatter YYMMDD =
            DateTimeFormatter.ofPattern("uuMMdd", Locale.ROOT);

    private static DateOfFlight read(String text) throws UnreadableField {
        return DateOfFlight.read(FieldText.of("18", text, 1));
    }

    @Test
    void everyDayOfTheCenturyIsThatDay() throws UnreadableField {
        LocalDate last = LocalDate.of(2099, 12, 31);
        for (LocalDate day = LocalDate.of(2000, 1, 1); !day.isAfter(last); day = day.plusDays(1)) {
            assertEquals(day.toEpochDay(), read(YYMMDD.format(day)).epochDay(), day::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "210229", "260230", "261301", "260001", "260100", "260431", "2601", "26013x"
            })
    void aDayThatThereIsNotIsUnreadable(String text) {
        assertThrows(UnreadableField.class, () -> read(text));
    }
}
