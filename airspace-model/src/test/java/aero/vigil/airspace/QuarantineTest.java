package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.supervision.Given;
import aero.vigil.wire.airspace.AuditLine;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.CreateFlight;
import aero.vigil.wire.airspace.MendQuarantined;
import aero.vigil.wire.airspace.Ping;
import aero.vigil.wire.airspace.QuarantinedCommand;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.TakePosition;
import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands that failed inside the model: mended, and done for those who gave them. */
final class QuarantineTest {

    private static final Submitter SUE = new Submitter(21, "sue", List.of("supervisor"));
    private static final Submitter EVE = new Submitter(22, "eve", List.of("executive"));
    private static final long FAILED_AT = 77;

    private DrivenModel driven = new DrivenModel();

    private static Command take(String position) {
        return Command.newBuilder()
                .setTakePosition(TakePosition.newBuilder().setPosition(position))
                .build();
    }

    private static Command create(String callsign) {
        return Command.newBuilder()
                .setCreateFlight(
                        CreateFlight.newBuilder().setCallsign(callsign).setFlightRules("V"))
                .build();
    }

    private static Command mend(Command command) {
        return mend(FAILED_AT, command);
    }

    private static Command mend(long op, Command command) {
        return Command.newBuilder()
                .setMendQuarantined(
                        MendQuarantined.newBuilder().setOp(op).setCommand(command.toByteString()))
                .build();
    }

    /** As if this command of Eve's had met an error of ours. */
    private void failed(Command command, String kind) {
        failedAt(FAILED_AT, command, kind);
    }

    private void failedAt(long op, Command command, String kind) {
        new CommandExecution(driven.model.state(), EVE, op, 0, command.toByteArray())
                .quarantined(kind, "IllegalStateException: poison");
        driven.tick();
    }

    private void failedToCreate(String callsign) {
        failed(create(callsign), "CreateFlight");
    }

    private QuarantinedCommand kept() {
        return driven.quarantined.firstEntry().getValue();
    }

    @Test
    void whatFailedIsKeptWithWhoGaveItAndEveryByteOfIt() {
        failedToCreate("HBABC");

        assertEquals("eve", kept().getUser());
        assertEquals(create("HBABC").toByteString(), kept().getContent());
    }

    @Test
    void whatIsTooLongToKeepIsKnownByItsKind() {
        ByteString text = ByteString.copyFrom(new byte[Given.MAX_CONTENT]);
        failed(Command.newBuilder().setPing(Ping.newBuilder().setPayload(text)).build(), "Ping");

        assertEquals("Ping", kept().getCommand());
        assertTrue(kept().getContent().isEmpty());
        Command ping = Command.newBuilder().setPing(Ping.getDefaultInstance()).build();
        driven.rejected(SUE, mend(ping), Reason.NOT_ALLOWED);
    }

    @Test
    void whatIsMendedIsDoneForWhoGaveItAndLeaves() {
        driven.accepted(EVE, take("W"));
        failedToCreate("HBABC");

        driven.accepted(SUE, mend(create("HBABD")));
        driven.tick();

        assertEquals("HBABD", driven.flights.firstEntry().getValue().getKey().getCallsign());
        assertTrue(driven.quarantined.isEmpty());
        AuditLine line = driven.audit.lastEntry().getValue();
        assertEquals("sue", line.getUser());
        assertEquals("MendQuarantined op 77", line.getWhat() + " " + line.getValue());
    }

    @Test
    void whatIsMendedInVainStays() {
        failedToCreate("HBABC");

        driven.rejected(SUE, mend(create("HBABC")), Reason.NO_POSITION);
        driven.rejected(SUE, mend(Command.getDefaultInstance()), Reason.MALFORMED);
        driven.tick();

        assertEquals(create("HBABC").toByteString(), kept().getContent());
    }

    @Test
    void nobodyIsMadeToSaySomethingElse() {
        driven.accepted(EVE, take("W"));
        failedToCreate("HBABC");
        Command ping = Command.newBuilder().setPing(Ping.getDefaultInstance()).build();

        driven.rejected(SUE, mend(ping), Reason.NOT_ALLOWED);
        driven.rejected(EVE, mend(create("HBABC")), Reason.NOT_ALLOWED);
        driven.rejected(SUE, mend(12, create("HBABC")), Reason.NOT_QUARANTINED);
    }

    @Test
    void whatIsAboutAPositionOrASupervisorsIsGivenAnew() {
        failed(take("W"), "TakePosition");
        driven.rejected(SUE, mend(take("W")), Reason.NOT_ALLOWED);

        Command mend = mend(create("HBABC"));
        failed(mend, "MendQuarantined");
        driven.rejected(SUE, mend(mend), Reason.NOT_ALLOWED);
    }

    @Test
    void aReplicaThatIsRestoredMendsTheSame() {
        driven.accepted(EVE, take("W"));
        failedToCreate("HBABC");
        AirspaceModel other = new AirspaceModel(TestRegion.bytes(), ModelClock.utc());
        other.restore(driven.model.captureState().encode());
        DrivenModel restored = driven.continuedBy(other);

        driven.accepted(SUE, mend(create("HBABC")));
        restored.accepted(SUE, mend(create("HBABC")));

        assertArrayEquals(
                driven.model.captureState().encode(), restored.model.captureState().encode());
    }
}
