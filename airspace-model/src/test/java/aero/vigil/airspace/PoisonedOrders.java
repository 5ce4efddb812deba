package aero.vigil.airspace;

import aero.vigil.wire.airspace.AbrogateCoordination;
import aero.vigil.wire.airspace.AcceptProposal;
import aero.vigil.wire.airspace.AcknowledgeNotice;
import aero.vigil.wire.airspace.AcknowledgePointOut;
import aero.vigil.wire.airspace.AssignCode;
import aero.vigil.wire.airspace.AssignVerticalRate;
import aero.vigil.wire.airspace.ClearRoute;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.CounterProposal;
import aero.vigil.wire.airspace.CreateFlight;
import aero.vigil.wire.airspace.ForceAssume;
import aero.vigil.wire.airspace.HoldFlight;
import aero.vigil.wire.airspace.LeaveHold;
import aero.vigil.wire.airspace.OpenSectors;
import aero.vigil.wire.airspace.PointOut;
import aero.vigil.wire.airspace.ProposeEntry;
import aero.vigil.wire.airspace.ProposeExit;
import aero.vigil.wire.airspace.RejectProposal;
import aero.vigil.wire.airspace.ReleaseFlight;
import aero.vigil.wire.airspace.SectorHolding;
import aero.vigil.wire.airspace.SetLabelNote;
import aero.vigil.wire.airspace.TerminateFlight;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Orders of controllers and supervisors with values no one would send. */
final class PoisonedOrders {

    private final Random random;
    private final Supplier<String> words;
    private final IntSupplier numbers;
    private final LongSupplier times;
    private final Supplier<List<String>> routes;

    PoisonedOrders(
            Random random,
            Supplier<String> words,
            IntSupplier numbers,
            LongSupplier times,
            Supplier<List<String>> routes) {
        this.random = random;
        this.words = words;
        this.numbers = numbers;
        this.times = times;
        this.routes = routes;
    }

    void add(Command.Builder command, int flight, int version) {
        switch (random.nextInt(22)) {
            case 0 ->
                    command.setForceAssume(
                            ForceAssume.newBuilder().setFlight(flight).setVersion(version));
            case 1 ->
                    command.setReleaseFlight(
                            ReleaseFlight.newBuilder().setFlight(flight).setVersion(version));
            case 2 -> {
                if (random.nextInt(20) == 0) {
                    command.setTerminateFlight(
                            TerminateFlight.newBuilder().setFlight(flight).setVersion(version));
                } else {
                    command.setAcknowledgeNotice(
                            AcknowledgeNotice.newBuilder().setFlight(flight).setVersion(version));
                }
            }
            case 3 ->
                    command.setAssignVerticalRate(
                            AssignVerticalRate.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setFeetPerMinute(
                                            random.nextBoolean()
                                                    ? numbers.getAsInt()
                                                    : random.nextInt(9_000)));
            case 4, 5 ->
                    command.setClearRoute(
                            ClearRoute.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .addAllRoute(routes.get()));
            case 6, 7 ->
                    command.setHoldFlight(
                            HoldFlight.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setFix(words.get())
                                    .setFlightLevel(random.nextBoolean() ? 0 : numbers.getAsInt())
                                    .setExpectedTimeMicros(
                                            random.nextBoolean() ? 0 : times.getAsLong()));
            case 8 ->
                    command.setLeaveHold(
                            LeaveHold.newBuilder().setFlight(flight).setVersion(version));
            case 9 ->
                    command.setSetLabelNote(
                            SetLabelNote.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setText(words.get()));
            case 10 ->
                    command.setPointOut(
                            PointOut.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setToSector(words.get()));
            case 11 ->
                    command.setAcknowledgePointOut(
                            AcknowledgePointOut.newBuilder().setFlight(flight).setVersion(version));
            case 12 -> command.setOpenSectors(plan(version));
            case 19, 20 -> {
                AssignCode.Builder order =
                        AssignCode.newBuilder().setFlight(flight).setVersion(version);
                if (random.nextBoolean()) {
                    order.setMode3A(
                            random.nextBoolean() ? numbers.getAsInt() : random.nextInt(5_000));
                }
                command.setAssignCode(order);
            }
            case 13, 14, 15, 16, 17, 18 -> coordination(command, flight, version);
            default ->
                    command.setCreateFlight(
                            CreateFlight.newBuilder()
                                    .setTrack(
                                            random.nextBoolean()
                                                    ? numbers.getAsInt()
                                                    : random.nextInt(60))
                                    .setCallsign(
                                            random.nextInt(3) == 0
                                                    ? words.get()
                                                    : "POP" + random.nextInt(40))
                                    .setFlightRules(random.nextInt(5) == 0 ? words.get() : "V")
                                    .setDestination(random.nextInt(5) == 0 ? words.get() : ""));
        }
    }

    private void coordination(Command.Builder command, int flight, int version) {
        int level = random.nextBoolean() ? random.nextInt(700) : numbers.getAsInt();
        int proposal = random.nextInt(9) == 0 ? numbers.getAsInt() : random.nextInt(6);
        switch (random.nextInt(6)) {
            case 0 ->
                    command.setProposeExit(
                            ProposeExit.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setToSector(words.get())
                                    .setFlightLevel(level)
                                    .setPoint(words.get()));
            case 1 ->
                    command.setProposeEntry(
                            ProposeEntry.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setFromSector(words.get())
                                    .setFlightLevel(level));
            case 2 ->
                    command.setAcceptProposal(
                            AcceptProposal.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setNumber(proposal));
            case 3 ->
                    command.setCounterProposal(
                            CounterProposal.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setNumber(proposal)
                                    .setFlightLevel(level));
            case 4 ->
                    command.setRejectProposal(
                            RejectProposal.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setNumber(proposal));
            default ->
                    command.setAbrogateCoordination(
                            AbrogateCoordination.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setFromSector(words.get())
                                    .setToSector(words.get()));
        }
    }

    /** Now and then a plan that holds. */
    private OpenSectors.Builder plan(int version) {
        OpenSectors.Builder plan =
                OpenSectors.newBuilder().setVersion(random.nextInt(9) == 0 ? version : version % 8);
        for (String position : List.of("W", "E", "U")) {
            plan.addHoldings(SectorHolding.newBuilder().setPosition(position));
        }
        for (String sector : List.of("WEST", "EAST", "UPPER")) {
            plan.getHoldingsBuilder(random.nextInt(3)).addSectors(sector);
        }
        if (random.nextInt(3) == 0) {
            plan.addHoldings(
                    SectorHolding.newBuilder()
                            .setPosition(random.nextBoolean() ? "P" : words.get())
                            .addSectors(words.get()));
        }
        return plan;
    }
}
