package aero.vigil.airspace.control;

import aero.vigil.airspace.DrivenModel;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.wire.airspace.AbrogateCoordination;
import aero.vigil.wire.airspace.AcceptProposal;
import aero.vigil.wire.airspace.AcceptTransfer;
import aero.vigil.wire.airspace.Accepted;
import aero.vigil.wire.airspace.AcknowledgeNotice;
import aero.vigil.wire.airspace.AcknowledgePointOut;
import aero.vigil.wire.airspace.AssignCode;
import aero.vigil.wire.airspace.AssignHeading;
import aero.vigil.wire.airspace.AssignVerticalRate;
import aero.vigil.wire.airspace.AssumeFlight;
import aero.vigil.wire.airspace.ClearDirect;
import aero.vigil.wire.airspace.ClearLevel;
import aero.vigil.wire.airspace.ClearRoute;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.CounterProposal;
import aero.vigil.wire.airspace.ForceAssume;
import aero.vigil.wire.airspace.HoldFlight;
import aero.vigil.wire.airspace.InitiateTransfer;
import aero.vigil.wire.airspace.LeaveHold;
import aero.vigil.wire.airspace.OpenSectors;
import aero.vigil.wire.airspace.PointOut;
import aero.vigil.wire.airspace.Position;
import aero.vigil.wire.airspace.ProposeEntry;
import aero.vigil.wire.airspace.ProposeExit;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.RecallTransfer;
import aero.vigil.wire.airspace.RejectProposal;
import aero.vigil.wire.airspace.RejectTransfer;
import aero.vigil.wire.airspace.Rejected;
import aero.vigil.wire.airspace.ReleaseFlight;
import aero.vigil.wire.airspace.SectorHolding;
import aero.vigil.wire.airspace.SetLabelNote;
import aero.vigil.wire.airspace.TakePosition;
import aero.vigil.wire.airspace.TerminateFlight;
import java.util.Arrays;
import java.util.List;

/** One person at one position, for tests: gives orders on the version of a flight he sees. */
public final class Console {

    private final DrivenModel driven;
    private final Submitter person;

    private Console(DrivenModel driven, Submitter person) {
        this.driven = driven;
        this.person = person;
    }

    /** Somebody takes a position. */
    public static Console at(DrivenModel driven, long session, String user, String position) {
        Console console = new Console(driven, new Submitter(session, user, List.of("development")));
        console.does(
                Command.newBuilder()
                        .setTakePosition(TakePosition.newBuilder().setPosition(position))
                        .build());
        return console;
    }

    /** What must be accepted; then the frame with it. */
    public Accepted does(Command command) {
        Accepted accepted = driven.accepted(person, command);
        driven.tick();
        return accepted;
    }

    /** What must be rejected for this reason. */
    public Rejected isRefused(Command command, Reason reason) {
        Rejected rejected = driven.rejected(person, command, reason);
        driven.tick();
        return rejected;
    }

    /** Who this is, as the log says it. */
    public Submitter person() {
        return person;
    }

    private int version(int flight) {
        var known = driven.flights.get(flight);
        return known == null ? 0 : known.getVersion();
    }

    /** The number of the latest open proposal shown for a flight, 0: none. */
    public int latestProposal(int flight) {
        var known = driven.flights.get(flight);
        return known == null || known.getProposalsCount() == 0
                ? 0
                : known.getProposals(known.getProposalsCount() - 1).getNumber();
    }

    private static Command.Builder command() {
        return Command.newBuilder();
    }

    public Command assume(int id) {
        return command()
                .setAssumeFlight(AssumeFlight.newBuilder().setFlight(id).setVersion(version(id)))
                .build();
    }

    public Command forceAssume(int id) {
        return command()
                .setForceAssume(ForceAssume.newBuilder().setFlight(id).setVersion(version(id)))
                .build();
    }

    public Command release(int id) {
        return command()
                .setReleaseFlight(ReleaseFlight.newBuilder().setFlight(id).setVersion(version(id)))
                .build();
    }

    public Command terminate(int id) {
        return command()
                .setTerminateFlight(
                        TerminateFlight.newBuilder().setFlight(id).setVersion(version(id)))
                .build();
    }

    public Command transfer(int id, String to) {
        return command()
                .setInitiateTransfer(
                        InitiateTransfer.newBuilder()
                                .setFlight(id)
                                .setVersion(version(id))
                                .setToSector(to))
                .build();
    }

    public Command accept(int id) {
        return command()
                .setAcceptTransfer(
                        AcceptTransfer.newBuilder().setFlight(id).setVersion(version(id)))
                .build();
    }

    public Command recall(int id) {
        return command()
                .setRecallTransfer(
                        RecallTransfer.newBuilder().setFlight(id).setVersion(version(id)))
                .build();
    }

    public Command reject(int id) {
        return command()
                .setRejectTransfer(
                        RejectTransfer.newBuilder().setFlight(id).setVersion(version(id)))
                .build();
    }

    public Command level(int id, int level) {
        return command()
                .setClearLevel(
                        ClearLevel.newBuilder()
                                .setFlight(id)
                                .setVersion(version(id))
                                .setFlightLevel(level))
                .build();
    }

    public Command heading(int id, int degrees) {
        return command()
                .setAssignHeading(
                        AssignHeading.newBuilder()
                                .setFlight(id)
                                .setVersion(version(id))
                                .setHeadingDegrees(degrees))
                .build();
    }

    public Command rate(int id, int feetPerMinute) {
        return command()
                .setAssignVerticalRate(
                        AssignVerticalRate.newBuilder()
                                .setFlight(id)
                                .setVersion(version(id))
                                .setFeetPerMinute(feetPerMinute))
                .build();
    }

    public Command direct(int id, String point) {
        return command()
                .setClearDirect(
                        ClearDirect.newBuilder()
                                .setFlight(id)
                                .setVersion(version(id))
                                .setPoint(point))
                .build();
    }

    public Command route(int id, String... elements) {
        return command()
                .setClearRoute(
                        ClearRoute.newBuilder()
                                .setFlight(id)
                                .setVersion(version(id))
                                .addAllRoute(Arrays.asList(elements)))
                .build();
    }

    public Command hold(int id, String fix, int level, long expectedMicros) {
        return command()
                .setHoldFlight(
                        HoldFlight.newBuilder()
                                .setFlight(id)
                                .setVersion(version(id))
                                .setFix(fix)
                                .setFlightLevel(level)
                                .setExpectedTimeMicros(expectedMicros))
                .build();
    }

    public Command leaveHold(int id) {
        return command()
                .setLeaveHold(LeaveHold.newBuilder().setFlight(id).setVersion(version(id)))
                .build();
    }

    public Command note(int id, String text) {
        return command()
                .setSetLabelNote(
                        SetLabelNote.newBuilder()
                                .setFlight(id)
                                .setVersion(version(id))
                                .setText(text))
                .build();
    }

    public Command pointOut(int id, String to) {
        return command()
                .setPointOut(
                        PointOut.newBuilder().setFlight(id).setVersion(version(id)).setToSector(to))
                .build();
    }

    public Command acknowledgePointOut(int id) {
        return command()
                .setAcknowledgePointOut(
                        AcknowledgePointOut.newBuilder().setFlight(id).setVersion(version(id)))
                .build();
    }

    public Command acknowledgeNotice(int id) {
        return command()
                .setAcknowledgeNotice(
                        AcknowledgeNotice.newBuilder().setFlight(id).setVersion(version(id)))
                .build();
    }

    public Command proposeExit(int id, String to, int level, String point) {
        return command()
                .setProposeExit(
                        ProposeExit.newBuilder()
                                .setFlight(id)
                                .setVersion(version(id))
                                .setToSector(to)
                                .setFlightLevel(level)
                                .setPoint(point))
                .build();
    }

    public Command proposeEntry(int id, String from, int level, String point) {
        return command()
                .setProposeEntry(
                        ProposeEntry.newBuilder()
                                .setFlight(id)
                                .setVersion(version(id))
                                .setFromSector(from)
                                .setFlightLevel(level)
                                .setPoint(point))
                .build();
    }

    public Command acceptProposal(int id, int number) {
        return command()
                .setAcceptProposal(
                        AcceptProposal.newBuilder()
                                .setFlight(id)
                                .setVersion(version(id))
                                .setNumber(number))
                .build();
    }

    public Command counterProposal(int id, int number, int level, String point) {
        return command()
                .setCounterProposal(
                        CounterProposal.newBuilder()
                                .setFlight(id)
                                .setVersion(version(id))
                                .setNumber(number)
                                .setFlightLevel(level)
                                .setPoint(point))
                .build();
    }

    public Command rejectProposal(int id, int number) {
        return command()
                .setRejectProposal(
                        RejectProposal.newBuilder()
                                .setFlight(id)
                                .setVersion(version(id))
                                .setNumber(number))
                .build();
    }

    public Command abrogate(int id, String from, String to) {
        return command()
                .setAbrogateCoordination(
                        AbrogateCoordination.newBuilder()
                                .setFlight(id)
                                .setVersion(version(id))
                                .setFromSector(from)
                                .setToSector(to))
                .build();
    }

    public Command code(int id, int code) {
        return command()
                .setAssignCode(
                        AssignCode.newBuilder()
                                .setFlight(id)
                                .setVersion(version(id))
                                .setMode3A(code))
                .build();
    }

    public Command nextCode(int id) {
        return command()
                .setAssignCode(AssignCode.newBuilder().setFlight(id).setVersion(version(id)))
                .build();
    }

    /** A sector plan on what is shown: "W=WEST,EAST" gives W both. */
    public Command open(String... holdings) {
        int version =
                driven.positions.values().stream()
                        .mapToInt(Position::getSectorsVersion)
                        .max()
                        .orElse(0);
        OpenSectors.Builder plan = OpenSectors.newBuilder().setVersion(version);
        for (String holding : holdings) {
            String[] parts = holding.split("=", 2);
            SectorHolding.Builder wire = SectorHolding.newBuilder().setPosition(parts[0]);
            if (!parts[1].isEmpty()) {
                wire.addAllSectors(Arrays.asList(parts[1].split(",")));
            }
            plan.addHoldings(wire);
        }
        return command().setOpenSectors(plan).build();
    }
}
