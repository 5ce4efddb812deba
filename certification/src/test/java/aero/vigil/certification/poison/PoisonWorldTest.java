package aero.vigil.certification.poison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.AirspaceModel;
import aero.vigil.certification.process.VigilHome;
import aero.vigil.ingest.simulator.AdaptationFile;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.Rejected;
import aero.vigil.wire.airspace.Result;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PoisonWorldTest {

    private static final int COMMANDS = 20;
    private static final long SEED = 3;
    private static final byte[] REJECTION =
            Result.newBuilder()
                    .setRejected(Rejected.newBuilder().setReason(Reason.STALE))
                    .build()
                    .toByteArray();

    @Test
    void aRejectionThatLeavesATraceIsFoundAndNamed() throws Exception {
        AtomicLong lie = new AtomicLong();

        List<String> findings =
                findings(
                        (model, op, micros, by, command) -> {
                            byte[] answer = model.apply(op, micros, by, command);
                            return lie.compareAndSet(0, op) ? REJECTION : answer;
                        });

        String named =
                "world " + SEED + ", op " + lie + ": rejected (STALE), but the state has changed; ";
        assertEquals(1, findings.size(), findings::toString);
        assertTrue(findings.get(0).startsWith(named + "take_position "), findings::toString);
        assertEquals(List.of(), findings(AirspaceModel::apply));
    }

    /** What one short life without traffic finds. */
    private static List<String> findings(PoisonWorld.Port port) throws IOException {
        PoisonFigures figures = new PoisonFigures();
        List<List<byte[]>> silence =
                Collections.nCopies(PoisonWorld.seconds(COMMANDS), List.<byte[]>of());
        new PoisonWorld(
                        SEED,
                        AdaptationFile.read(VigilHome.adaptation("switzerland")),
                        new Scene(silence, List.of()),
                        figures,
                        port)
                .live(COMMANDS);
        return figures.findings();
    }
}
