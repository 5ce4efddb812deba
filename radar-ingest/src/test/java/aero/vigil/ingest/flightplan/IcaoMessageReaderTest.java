package aero.vigil.ingest.flightplan;

import static aero.vigil.ingest.flightplan.ReadPlans.NOW;
import static aero.vigil.ingest.flightplan.ReadPlans.micros;
import static aero.vigil.ingest.flightplan.ReadPlans.readable;
import static aero.vigil.ingest.flightplan.ReadPlans.unreadable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.codec.icao.IcaoMessageReader;
import aero.vigil.airspace.codec.icao.PlanReading;
import aero.vigil.wire.airspace.Arrival;
import aero.vigil.wire.airspace.Estimate;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.PlanKey;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the messages mean, and what is said of one that means nothing. */
class IcaoMessageReaderTest {

    private static final String PLAN =
            "(FPL-SWR4TK/A2531-IS-A320/M-SDE2FGIRWY/LB1-LSZH1230"
                    + "-N0450F350 DITON N871 KORED/N0430F370 DCT GVA"
                    + "-LFPG0115 LFPO LFLL-PBN/B1D1 DOF/260615 REG/HBIJK CODE/4B1A2C RMK/TCAS)";

    @Test
    void aFiledPlanGivesEveryFieldTheModelUses() {
        FlightPlanMessage message = readable(PLAN);
        FiledPlan plan = message.getFile();

        assertEquals(PLAN, message.getText());
        assertEquals("LSZHZQZX", message.getOriginator());
        assertEquals(
                PlanKey.newBuilder()
                        .setCallsign("SWR4TK")
                        .setDeparture("LSZH")
                        .setDestination("LFPG")
                        .setOffBlockTimeMicros(micros("2026-06-15T12:30:00Z"))
                        .build(),
                plan.getKey());
        assertEquals(02531, plan.getMode3A());
        assertEquals("I", plan.getFlightRules());
        assertEquals("S", plan.getFlightType());
        assertEquals(1, plan.getAircraftCount());
        assertEquals("A320", plan.getAircraftType());
        assertEquals("M", plan.getWakeCategory());
        assertEquals("SDE2FGIRWY/LB1", plan.getEquipment());
        assertEquals("N0450", plan.getSpeed());
        assertEquals("F350", plan.getLevel());
        assertEquals(
                List.of("DITON", "N871", "KORED/N0430F370", "DCT", "GVA"), plan.getRouteList());
        assertEquals(75, plan.getElapsedMinutes());
        assertEquals(List.of("LFPO", "LFLL"), plan.getAlternatesList());
        assertEquals(0x4B1A2C, plan.getAddress());
        assertTrue(plan.getOther().startsWith("PBN/B1D1 DOF/260615"));
    }

    @Test
    void aPlanWithoutCodeAndAddressCarriesNone() {
        FiledPlan plan =
                readable("(FPL-HBABC-VG-C172/L-S/C-LSZB0800-N0100VFR-LSZG0030-0)").getFile();

        assertFalse(plan.hasMode3A());
        assertFalse(plan.hasAddress());
        assertEquals("", plan.getOther());
        assertEquals("VFR", plan.getLevel());
    }

    @ParameterizedTest
    @CsvSource({
        "1230, 2026-06-15T12:30:00Z",
        "0000, 2026-06-15T00:00:00Z",
        "2359, 2026-06-15T23:59:00Z",
    })
    void withoutADateTheTimeBelongsToTheNearestDay(String time, String meant) {
        assertEquals(micros(meant), offBlock("LSZH" + time, NOW));
    }

    @Test
    void justBeforeMidnightAnEarlyTimeIsTomorrowsAndJustAfterALateOneYesterdays() {
        assertEquals(
                micros("2026-06-16T00:20:00Z"),
                offBlock("LSZH0020", micros("2026-06-15T23:50:00Z")));
        assertEquals(
                micros("2026-06-14T23:50:00Z"),
                offBlock("LSZH2350", micros("2026-06-15T00:10:00Z")));
    }

    private static long offBlock(String field13, long now) {
        String text = "(CNL-SWR4TK-" + field13 + "-LFPG-0)";
        return IcaoMessageReader.read(text, "", now)
                .deliverTo(
                        new PlanReading.Handler<Long>() {
                            @Override
                            public Long onUnderstood(PlanReading.Understood understood) {
                                return understood.message().getCancel().getOffBlockTimeMicros();
                            }

                            @Override
                            public Long onUnreadable(PlanReading.Unreadable unreadable) {
                                return -1L;
                            }
                        });
    }

    @Test
    void aCancellationNamesThePlan() {
        PlanKey key = readable("(CNL-SWR7QX-LSGG2010-LFMN-DOF/240228)").getCancel();

        assertEquals("SWR7QX", key.getCallsign());
        assertEquals("LSGG", key.getDeparture());
        assertEquals("LFMN", key.getDestination());
        assertEquals(micros("2024-02-28T20:10:00Z"), key.getOffBlockTimeMicros());
    }

    @Test
    void aDelayGivesTheNewTimeAndLeavesTheOldOneOpen() {
        FlightPlanMessage message = readable("(DLA-KLM671-LIRF1440-LYDU-0)");

        assertEquals(0, message.getDelay().getKey().getOffBlockTimeMicros());
        assertEquals(micros("2026-06-15T14:40:00Z"), message.getDelay().getNewOffBlockTimeMicros());
    }

    @Test
    void aDepartureGivesTheTimeOfDeparture() {
        FlightPlanMessage message = readable("(DEP-CSA4311/A4520-EGPD1155-ENZV-DOF/260615)");

        assertEquals("CSA4311", message.getDepart().getKey().getCallsign());
        assertEquals(micros("2026-06-15T11:55:00Z"), message.getDepart().getDepartureTimeMicros());
    }

    @Test
    void anArrivalGivesAerodromeAndTimeAndThePlanOfTheSameDay() {
        Arrival arrival = readable("(ARR-SAS2000/A1001-ESMS0800-ESGG0905)").getArrive();

        assertEquals("SAS2000", arrival.getKey().getCallsign());
        assertEquals("ESMS", arrival.getKey().getDeparture());
        assertEquals("", arrival.getKey().getDestination());
        assertEquals(micros("2026-06-15T08:00:00Z"), arrival.getKey().getOffBlockTimeMicros());
        assertEquals("ESGG", arrival.getAerodrome());
        assertEquals(micros("2026-06-15T09:05:00Z"), arrival.getArrivalTimeMicros());
    }

    @Test
    void anArrivalNeedNotNameTheOffBlockTimeAndALongFlightLeftTheDayBefore() {
        assertEquals(
                0,
                readable("(ARR-HHE13-EHAM-ZZZZ1030 DEN HELDER)")
                        .getArrive()
                        .getKey()
                        .getOffBlockTimeMicros());
        assertEquals(
                micros("2026-06-14T21:30:00Z"),
                readable("(ARR-QFA1-WSSS2130-LSZH1155)")
                        .getArrive()
                        .getKey()
                        .getOffBlockTimeMicros());
    }

    @Test
    void anArrivalAfterADiversionNamesWhereItWasToGoAndWhereItWent() {
        Arrival arrival = readable("(ARR-AFR154-LFPO0803-ELLX-LFJL0920)").getArrive();

        assertEquals("ELLX", arrival.getKey().getDestination());
        assertEquals("LFJL", arrival.getAerodrome());
    }

    @Test
    void anEstimateGivesPointTimeLevelsAndCode() {
        Estimate estimate =
                readable("(EST-BAW671/A5631-LGTS-ABESI/1221F300F180A-EGLL)").getEstimate();

        assertEquals("BAW671", estimate.getKey().getCallsign());
        assertEquals("LGTS", estimate.getKey().getDeparture());
        assertEquals("EGLL", estimate.getKey().getDestination());
        assertEquals("ABESI", estimate.getPoint());
        assertEquals(micros("2026-06-15T12:21:00Z"), estimate.getTimeMicros());
        assertEquals("F300", estimate.getLevel());
        assertEquals("F180", estimate.getCrossingLevel());
        assertEquals("A", estimate.getCrossingCondition());
        assertEquals(05631, estimate.getMode3A());
    }

    @Test
    void anEstimateAtItsClearedLevelHasNoOther() {
        Estimate estimate =
                readable("(EST-BAW671-LGTS1010-4605N00830E/1221F300-EGLL)").getEstimate();

        assertEquals("4605N00830E", estimate.getPoint());
        assertEquals("", estimate.getCrossingLevel());
        assertEquals("", estimate.getCrossingCondition());
        assertFalse(estimate.hasMode3A());
        assertEquals(micros("2026-06-15T10:10:00Z"), estimate.getKey().getOffBlockTimeMicros());
    }

    @Test
    void supplementaryInformationIsKeptAsFiled() {
        String text = "E/0745 P/6 R/VE S/M J/L D/2 8 C YELLOW A/YELLOW RED TAIL C/DENKE";

        assertEquals(
                text, readable(PLAN.replace(")", "-" + text + ")")).getFile().getSupplementary());
        assertEquals("19", unreadable(PLAN.replace(")", "-NOTHING)")).field());
        assertEquals("19 E", unreadable(PLAN.replace(")", "-E/0799 P/6)")).field());
        assertEquals("19 P", unreadable(PLAN.replace(")", "-E/0700 P/MANY)")).field());
    }

    @Test
    void theOlderFormsWithoutField18AreRead() {
        assertEquals("DLH522", readable("(CNL-DLH522-EDBB0900-LFPO)").getCancel().getCallsign());
    }

    @Test
    void aChangeCarriesOnlyWhatChanges() {
        FiledPlan change =
                readable(
                                "(CHG-GABWE/A2173-EHAM0850-EDDF-DOF/260615-8/IG-16/EDDN0110"
                                        + "-13/EHAM0930-7/GABWF-18/CODE/400B1C RMK/NEW)")
                        .getChange();

        assertEquals("GABWE", change.getKey().getCallsign());
        assertEquals(micros("2026-06-15T08:50:00Z"), change.getKey().getOffBlockTimeMicros());
        assertEquals("I", change.getFlightRules());
        assertEquals("EDDN", change.getNewDestination());
        assertEquals("", change.getNewDeparture());
        assertEquals("GABWF", change.getNewCallsign());
        assertEquals(micros("2026-06-15T09:30:00Z"), change.getNewOffBlockTimeMicros());
        assertEquals(70, change.getElapsedMinutes());
        assertEquals(0x400B1C, change.getAddress());
        assertEquals("", change.getAircraftType());
        assertEquals(0, change.getRouteCount());
    }

    @Test
    void aChangeOfTheRouteGivesTheWholeNewRoute() {
        FiledPlan change =
                readable("(CHG-SWR4TK-LSZH1230-LFPG-0-15/N0440F330 DITON UN869 MILPA)").getChange();

        assertEquals(List.of("DITON", "UN869", "MILPA"), change.getRouteList());
        assertEquals("N0440", change.getSpeed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(XYZ-SWR4TK)|3|2|the message type must be FPL, CHG, CNL, DLA, DEP, ARR or EST, not 'XYZ'",
                "(FPLX-A)|8|8|the message ends before field 8",
                "(CNL-SWR4TKXX-LSZH0800-LFPG-0)|7|6|an identification must be 1 to 7",
                "(CNL-SWR4TK/A2581-LSZH0800-LFPG-0)|7b|13|an SSR code must be",
                "(CNL-SWR4TK-LSZH0860-LFPG-0)|13b|17|a time must be HHMM",
                "(CNL-SWR4TK-LS1H0800-LFPG-0)|13a|13|a location indicator of four letters",
                "(CNL-SWR4TK-LSZH0800-LFP-0)|16a|22|a location indicator of four letters",
                "(CNL-SWR4TK-LSZH0800-LFPG-DOF/261301)|18 DOF|31|the date of flight must be",
                "(CNL-SWR4TK-LSZH0800-LFPG-0|18|28|a message must end with ')'",
                "(CHG-SWR4TK-LSZH0800-LFPG-0)|22|28|field 22 with what is to change is missing",
                "(CHG-SWR4TK-LSZH0800-LFPG-0-19/E)|22|29|only fields 7, 8, 9",
                "(ARR-SWR4TK-LSZH0800-LFPG2460)|17b|26|a time must be HHMM",
                "(ARR-SWR4TK-LSZH0800)|17|21|the message ends before field 17",
                "(ARR-SWR4TK-LSZH0800-LFPG0905 Le Bourget)|17c|31|a name is capital letters",
                "(EST-SWR4TK-LFPG-BENOT1921F300-LSZH)|14a|18|a point and '/' must stand here",
                "(EST-SWR4TK-LFPG-BENOT/1961F300-LSZH)|14b|24|a time must be HHMM",
                "(EST-SWR4TK-LFPG-BENOT/1921F300F180-LSZH)|14c|28|the cleared level must stand",
                "(EST-SWR4TK-LFPG-BENOT/1921F300)|16|32|the message ends before field 16",
                "(CNL-SWR4TK-LSZH0800-LFPG-0-X)|18|29|the message should have ended here",
            })
    void aMistakeIsNamedByFieldAndColumnWithWhatWouldBeRight(
            String text, String field, int column, String words) {
        PlanReading.Unreadable wrong = unreadable(text);

        assertEquals(field, wrong.field(), wrong::toString);
        assertEquals(column, wrong.column(), wrong::toString);
        assertTrue(wrong.text().startsWith(words), wrong::toString);
    }

    @Test
    void aMistakeInTheRoutePointsAtItsElement() {
        String text = PLAN.replace("KORED/N0430F370", "KO^ED");

        PlanReading.Unreadable wrong = unreadable(text);

        assertEquals("15", wrong.field());
        assertEquals(text.indexOf("KO^ED") + 1, wrong.column());
    }

    @Test
    void aRouteMayHave250ElementsAndNoMore() {
        String route = String.join(" ", Collections.nCopies(250, "GVA"));
        String plan = "(FPL-SWR4TK-IS-A320/M-S/C-LSZH1230-N0450F350 " + route;

        assertEquals(250, readable(plan + "-LFPG0115-0)").getFile().getRouteCount());
        assertEquals("15", unreadable(plan + " GVA-LFPG0115-0)").field());
    }

    @Test
    void theSamePointMayStandTwiceInARoute() {
        FiledPlan plan = readable(PLAN.replace("DCT GVA", "DCT KORED DCT KORED")).getFile();

        assertEquals(2, Collections.frequency(plan.getRouteList(), "KORED"));
    }

    @Test
    void aMessageLongerThanTenKibibytesIsRefused() {
        String text = "(" + "A".repeat(IcaoMessageReader.GREATEST_LENGTH) + ")";

        assertEquals("3", unreadable(text).field());
    }

    @Test
    void aLineBreakIsABlank() {
        FiledPlan plan =
                readable(PLAN.replace("-", "\r\n-").replace(" N871", "\r\nN871")).getFile();

        assertEquals("SWR4TK", plan.getKey().getCallsign());
        assertEquals("N871", plan.getRoute(1));
    }

    @Test
    void theColumnOfAFieldTheModelRefusesIsKnown() {
        int column =
                ReadPlans.read(PLAN)
                        .deliverTo(
                                new PlanReading.Handler<Integer>() {
                                    @Override
                                    public Integer onUnderstood(PlanReading.Understood understood) {
                                        return understood.columns().of("16a");
                                    }

                                    @Override
                                    public Integer onUnreadable(PlanReading.Unreadable wrong) {
                                        return -1;
                                    }
                                });

        assertEquals(PLAN.indexOf("LFPG") + 1, column);
    }
}
