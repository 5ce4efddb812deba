package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.supervision.Given;
import aero.vigil.airspace.surveillance.Evaluation;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.CountByReason;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.ReleaseQuarantined;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.TrackStatus;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing in a command can stop a replica, and no tick fails. */
@Tag("slow")
final class PoisonTest {

    private static final Submitter[] SUBMITTERS = {
        DrivenModel.ADAPTER_A,
        DrivenModel.ADAPTER_B,
        new Submitter(11, "anna", List.of("development")),
        new Submitter(12, "beat", List.of("executive")),
        new Submitter(13, "viewer", List.of()),
    };

    private static final int COMMANDS = 40_000;
    private static final int TICKS = 1_200;

    @Test
    void fortyThousandPoisonedCommandsChangeNothingTheyShouldNotAndTwoMinutesOfTicksFollow() {
        long seed = Long.getLong("vigil.seed", 20_230_828L);
        System.out.println("PoisonTest seed " + seed + " (-Dvigil.seed=)");
        Random random = new Random(seed);
        DrivenModel driven = new DrivenModel(model());
        Traffic traffic = Traffic.of(40, 60, seed);
        traffic.fileAll(driven);
        driven.fly(traffic.arrivals(), 20, 64);
        for (int op = 0; op < PoisonedSupervisorOrders.QUARANTINED; op++) {
            quarantine(driven, SUBMITTERS[op % SUBMITTERS.length], op, 10, "CreateFlight");
        }
        PoisonedCommands commands = new PoisonedCommands(random, driven);
        TreeMap<String, Integer> outcomes = new TreeMap<>();

        for (int i = 0; i < COMMANDS; i++) {
            byte[] poison = commands.next();
            Submitter submitter = SUBMITTERS[random.nextInt(SUBMITTERS.length)];
            boolean compare = i % 200 == 0;
            byte[] before = compare ? traffic(driven.model) : new byte[0];
            Result result = driven.sendBytes(submitter, poison);
            String outcome =
                    result.hasAccepted() ? "ACCEPTED" : result.getRejected().getReason().name();
            outcomes.merge(outcome, 1, Integer::sum);
            if (compare && result.hasRejected()) {
                assertArrayEquals(
                        before,
                        traffic(driven.model),
                        "command " + i + " of seed " + seed + " was rejected and left a trace");
            }
            if (i % 500 == 0) {
                driven.tick();
            }
        }
        System.out.println("PoisonTest outcomes " + outcomes);
        for (int i = 0; i < TICKS; i++) {
            driven.tick();
        }

        assertEquals(0, outcomes.getOrDefault("QUARANTINED", 0), driven.quarantined::toString);
        assertTrue(outcomes.getOrDefault("ACCEPTED", 0) > 1_000, outcomes::toString);
        assertTrue(outcomes.size() > 12, outcomes::toString);
        for (CountByReason count : driven.totals.getRejectsList()) {
            assertTrue(
                    !count.getReason().equals("EVALUATION_FAILED")
                            && !count.getReason().equals("INNER_ERROR"),
                    count::toString);
        }
        AirspaceModel restored = model();
        byte[] state = driven.model.captureState().encode();
        restored.restore(state);
        assertArrayEquals(state, restored.captureState().encode());
    }

    private static AirspaceModel model() {
        byte[] region = SafetyRegion.builder().setCodes(TestRegion.codes()).build().toByteArray();
        return new AirspaceModel(region, ModelClock.utc());
    }

    private static byte[] traffic(AirspaceModel model) {
        StateOutput out = new StateOutput();
        model.captureTraffic().write(out);
        return out.toByteArray();
    }

    @Test
    void aCommandThatFailsInsideIsKeptForTheSupervisorUntilHeReleasesIt() {
        DrivenModel driven = new DrivenModel();

        quarantine(driven, DrivenModel.ADAPTER_A, 77, 10, "ClearLevel");
        driven.tick();

        assertEquals(
                "IllegalStateException: poison",
                driven.quarantined.values().iterator().next().getError());
        Command release =
                Command.newBuilder()
                        .setReleaseQuarantined(ReleaseQuarantined.newBuilder().setOp(77))
                        .build();
        driven.accepted(SUBMITTERS[2], release);
        driven.tick();
        assertTrue(driven.quarantined.isEmpty());
        driven.rejected(SUBMITTERS[2], release, aero.vigil.wire.airspace.Reason.NOT_QUARANTINED);
    }

    @Test
    void theQuarantineKeepsTheLatestSixtyFour() {
        DrivenModel driven = new DrivenModel();

        for (int op = 1; op <= 100; op++) {
            quarantine(driven, DrivenModel.ADAPTER_A, op, Given.MAX_CONTENT, "ClearLevel");
        }
        driven.tick();

        assertEquals(64, driven.quarantined.size());
        assertEquals(37, driven.quarantined.firstKey());
        assertEquals(
                Given.MAX_CONTENT, driven.quarantined.firstEntry().getValue().getContent().size());
        int keyframe = driven.model.captureKeyframe(driven.frame()).encode().length;
        assertTrue(keyframe < 200_000, keyframe + " bytes");
    }

    /** As if a command of this kind and length had met an error of ours. */
    private static void quarantine(
            DrivenModel driven, Submitter submitter, long op, int bytes, String kind) {
        new CommandExecution(driven.model.state(), submitter, op, 0, new byte[bytes])
                .quarantined(kind, "IllegalStateException: poison");
    }

    @Test
    void anEvaluationThatFailsIsUndoneAndItsTrackIsMarkedAndTheFrameIsCut() {
        DrivenModel driven = new DrivenModel();
        driven.fly(Traffic.of(5, 30, 1).arrivals(), 20, 64);
        int track = driven.tracks.firstKey();
        AirspaceState state = driven.model.state();
        boolean[] abandoned = {false};
        Evaluation poison =
                new Evaluation() {
                    @Override
                    public String subject() {
                        return "poison";
                    }

                    @Override
                    public int trackNumber() {
                        return track;
                    }

                    @Override
                    public void run() {
                        state.quarantine.keep(
                                1,
                                0,
                                "never",
                                "kept",
                                Given.of(DrivenModel.ADAPTER_A, new byte[0]));
                        throw new IllegalStateException("poison");
                    }

                    @Override
                    public void abandon() {
                        abandoned[0] = true;
                    }
                };

        new Tick(state, driven.frame() + 1).evaluate(() -> List.of(poison));
        Frame frame = driven.tick();

        assertTrue(abandoned[0]);
        assertTrue(driven.quarantined.isEmpty(), "what it did is undone");
        assertTrue(
                frame.getTracksList().stream()
                        .anyMatch(
                                shown ->
                                        shown.getNumber() == track
                                                && (shown.getStatus()
                                                                & TrackStatus
                                                                        .EVALUATION_FAILED_VALUE)
                                                        != 0),
                frame::toString);
        driven.tickSeconds(1);
        assertEquals(
                1,
                driven.totals.getRejectsList().stream()
                        .filter(count -> count.getReason().equals("EVALUATION_FAILED"))
                        .mapToLong(CountByReason::getCount)
                        .sum());
    }
}
