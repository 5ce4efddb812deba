package aero.vigil.airspace;

import aero.vigil.wire.airspace.AcknowledgeAlarm;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.CreateFlight;
import aero.vigil.wire.airspace.DropReferral;
import aero.vigil.wire.airspace.MendQuarantined;
import aero.vigil.wire.airspace.OrderCheckpoint;
import aero.vigil.wire.airspace.OrderStepDown;
import aero.vigil.wire.airspace.ReferMessage;
import aero.vigil.wire.airspace.ResubmitReferral;
import aero.vigil.wire.airspace.ShelveAlarm;
import com.google.protobuf.ByteString;
import java.util.Random;

/** What supervisors say of alarms and messages, right and wrong, with values no one would send. */
final class PoisonedSupervisorOrders {

    /** Ops from 0 on whose commands they mend. */
    static final int QUARANTINED = 20;

    private static final String[] KINDS = {
        "SENSOR_FAILED",
        "QNH_MISSING",
        "DISK_LOW",
        "QUORUM_LOST",
        "DIVERGED",
        "",
        "lower",
        "É",
        "A B"
    };
    private static final String[] CALLSIGNS = {"HBABC", "SWR1A", "", "é"};
    private static final String[] SUBJECTS = {"R0", "R1", "West", "", " ", "é", "R".repeat(99)};
    private static final String[] TEXTS = {
        "(CNL-SWR1A-LSEE1200-LSWW-0)",
        "(FPL-SWR2B-IS-A320/M-SDFGRWY/S-LSWW1200-N0450F250 BRAVO A1 DELTA-LSEE0030-0)",
        "(DLA-SWR2B-LSWW1230-LSEE-0)",
        "(ARR-SWR2B-LSWW-LSEE1300)",
        "(FPL-SWR2B-IS-A320/M-SDFGRWY/S-LSWW2560-N0450F250 BRAVO-LSEE0030-0)",
        "",
        "(",
        "é",
        "-".repeat(10_000)
    };

    private final Random random;
    private final DrivenModel driven;
    private final PoisonedAdaptations adaptations;

    PoisonedSupervisorOrders(Random random, DrivenModel driven) {
        this.random = random;
        this.driven = driven;
        this.adaptations = new PoisonedAdaptations(random, driven);
    }

    void order(Command.Builder command) {
        switch (random.nextInt(11)) {
            case 0 ->
                    command.setAcknowledgeAlarm(
                            AcknowledgeAlarm.newBuilder()
                                    .setKind(one(KINDS))
                                    .setSubject(one(SUBJECTS))
                                    .setSinceMicros(time()));
            case 1 ->
                    command.setShelveAlarm(
                            ShelveAlarm.newBuilder()
                                    .setKind(one(KINDS))
                                    .setSubject(one(SUBJECTS))
                                    .setUntilMicros(time())
                                    .setReason(one(SUBJECTS)));
            case 2 ->
                    command.setOrderStepDown(OrderStepDown.newBuilder().setView(random.nextInt()));
            case 3 ->
                    command.setResubmitReferral(
                            ResubmitReferral.newBuilder()
                                    .setNumber(random.nextInt(60))
                                    .setText(one(TEXTS)));
            case 4 ->
                    command.setDropReferral(
                            DropReferral.newBuilder()
                                    .setNumber(random.nextInt(60))
                                    .setReason(one(SUBJECTS)));
            case 5 -> command.setOrderCheckpoint(OrderCheckpoint.getDefaultInstance());
            case 6, 7 -> adaptations.order(command);
            case 8 ->
                    command.setMendQuarantined(
                            MendQuarantined.newBuilder()
                                    .setOp(random.nextInt(QUARANTINED + 5))
                                    .setCommand(again()));
            default -> command.setReferMessage(message());
        }
    }

    /** Another order, one that can be mended, or no command at all. */
    private ByteString again() {
        Command.Builder command = Command.newBuilder();
        switch (random.nextInt(4)) {
            case 0 -> order(command);
            case 1 -> {
                return ByteString.copyFromUtf8(one(TEXTS));
            }
            default ->
                    command.setCreateFlight(
                            CreateFlight.newBuilder()
                                    .setCallsign(one(CALLSIGNS))
                                    .setFlightRules("V"));
        }
        return command.build().toByteString();
    }

    /** A message of an adapter that could not read it. */
    ReferMessage.Builder message() {
        return ReferMessage.newBuilder()
                .setOriginator("LSZHZPZ" + random.nextInt(10))
                .setText(one(TEXTS))
                .setField("15")
                .setColumn(random.nextInt(20_000))
                .setReason(one(SUBJECTS));
    }

    private String one(String[] values) {
        return values[random.nextInt(values.length)];
    }

    private long time() {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> random.nextLong();
            default -> driven.now() + (random.nextInt(7_200) - 3_600) * 1_000_000L;
        };
    }
}
