package aero.vigil.ingest.flightplan;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.codec.icao.PlanReading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Any text is read or refused with a place and a reason; any bytes are framed in bounded memory.
 */
class NoiseTest {

    private static final long SEED = Long.getLong("vigil.seed", 20_260_615);

    private static final List<String> GOOD =
            List.of(
                    "(FPL-SWR4TK/A2531-IS-A320/M-SDE2FGIRWY/LB1-LSZH1230-N0450F350 DITON N871"
                            + " KORED/N0430F370 DCT GVA-LFPG0115 LFPO-DOF/260615 CODE/4B1A2C)",
                    "(CHG-GABWE/A2173-EHAM0850-EDDF-DOF/260615-8/IG-16/EDDN0110-18/RMK/X)",
                    "(CNL-SWR7QX-LSGG2010-LFMN-DOF/240228)",
                    "(DLA-KLM671-LIRF1440-LYDU-0)",
                    "(DEP-CSA4311-EGPD1155-ENZV-DOF/260615)");

    @Test
    void aHundredThousandMutatedMessagesAreAllReadOrRefusedWithAPlace() {
        SplittableRandom random = new SplittableRandom(SEED);
        int refused = 0;

        for (int i = 0; i < 100_000; i++) {
            String text = i % 4 == 0 ? noise(random) : mutated(random);
            boolean read =
                    ReadPlans.read(text)
                            .deliverTo(
                                    new PlanReading.Handler<>() {
                                        @Override
                                        public Boolean onUnderstood(
                                                PlanReading.Understood understood) {
                                            return true;
                                        }

                                        @Override
                                        public Boolean onUnreadable(PlanReading.Unreadable wrong) {
                                            assertTrue(
                                                    wrong.column() >= 1
                                                            && wrong.column() <= text.length() + 1,
                                                    () -> "seed " + SEED + ": " + text + wrong);
                                            assertFalse(wrong.text().isBlank());
                                            assertFalse(wrong.text().contains("\n"));
                                            return false;
                                        }
                                    });
            refused += read ? 0 : 1;
        }

        // Most mutations break a message, some do not: both ways were walked.
        assertTrue(refused > 50_000 && refused < 99_000, "refused " + refused);
    }

    @Test
    void twoHundredThousandRandomBytesLeaveTheFramingAbleToReadAGoodMessage() {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] good = {0};
        MessageFraming framing =
                new MessageFraming(
                        new MessageFraming.Sink() {
                            @Override
                            public void onMessage(String originator, String text) {
                                good[0] += text.equals(GOOD.get(2)) ? 1 : 0;
                            }

                            @Override
                            public void onFault(MessageFraming.Fault fault) {}
                        });

        for (int round = 0; round < 2_000; round++) {
            byte[] noise = new byte[100];
            random.nextBytes(noise);
            framing.accept(noise);
            if (round % 10 == 0) {
                framing.accept("))NNNN\n".getBytes(StandardCharsets.ISO_8859_1));
                framing.accept(GOOD.get(2).getBytes(StandardCharsets.ISO_8859_1));
            }
        }

        assertTrue(good[0] == 200, () -> "seed " + SEED + ": found " + good[0] + " of 200");
    }

    private static String noise(SplittableRandom random) {
        StringBuilder text = new StringBuilder("(");
        int length = random.nextInt(200);
        for (int i = 0; i < length; i++) {
            text.append((char) (random.nextInt(8) == 0 ? '-' : random.nextInt(256)));
        }
        return text.append(random.nextBoolean() ? ")" : "").toString();
    }

    private static String mutated(SplittableRandom random) {
        StringBuilder text = new StringBuilder(GOOD.get(random.nextInt(GOOD.size())));
        int mutations = 1 + random.nextInt(3);
        for (int i = 0; i < mutations && text.length() > 2; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, (char) (32 + random.nextInt(96)));
                case 2 -> text.setCharAt(at, (char) random.nextInt(256));
                default -> text.insert(at, text.substring(at, random.nextInt(at, text.length())));
            }
        }
        return text.toString();
    }
}
