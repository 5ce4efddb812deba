package aero.vigil.replication.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayProgressTest {

    private final List<String> said = new ArrayList<>();
    private long now = 5;

    @Test
    void aLongStartSaysEveryTwoSecondsHowFarItIsAndThenHowLongItTook() {
        ReplayProgress progress = new ReplayProgress(op -> null, 101, 200, () -> now, said::add);

        for (long op = 101; op <= 200; op++) {
            progress.read(op);
            now += ReplayProgress.SAY_NANOS / 40;
        }
        progress.end();
        now += 10 * ReplayProgress.SAY_NANOS;
        progress.read(150);

        assertEquals(
                List.of(
                        "starting: op 141 of 200, 40 %",
                        "starting: op 181 of 200, 80 %",
                        "started: 100 ops applied again in 5000 ms"),
                said);
    }

    @Test
    void whatHasNothingToApplyAgainSaysSo() {
        ReplayProgress progress = new ReplayProgress(op -> null, 11, 10, () -> now, said::add);

        progress.end();

        assertEquals(List.of("started: 0 ops applied again in 0 ms"), said);
    }
}
