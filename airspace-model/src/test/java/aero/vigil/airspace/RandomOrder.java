package aero.vigil.airspace;

import aero.vigil.airspace.control.Console;
import aero.vigil.wire.airspace.Command;
import java.util.List;
import java.util.Random;

/** An order that somebody might give, right or wrong. */
final class RandomOrder {

    /** Kinds of which a long play must accept some. */
    static final List<String> KINDS =
            List.of(
                    "ASSUME_FLIGHT",
                    "FORCE_ASSUME",
                    "RELEASE_FLIGHT",
                    "INITIATE_TRANSFER",
                    "ACCEPT_TRANSFER",
                    "RECALL_TRANSFER",
                    "REJECT_TRANSFER",
                    "CLEAR_LEVEL",
                    "ASSIGN_HEADING",
                    "ASSIGN_VERTICAL_RATE",
                    "CLEAR_DIRECT",
                    "CLEAR_ROUTE",
                    "HOLD_FLIGHT",
                    "LEAVE_HOLD",
                    "SET_LABEL_NOTE",
                    "POINT_OUT",
                    "ACKNOWLEDGE_POINT_OUT",
                    "ACKNOWLEDGE_NOTICE",
                    "PROPOSE_EXIT",
                    "PROPOSE_ENTRY",
                    "ACCEPT_PROPOSAL",
                    "COUNTER_PROPOSAL",
                    "REJECT_PROPOSAL",
                    "ABROGATE_COORDINATION",
                    "ASSIGN_CODE",
                    "OPEN_SECTORS");

    private static final String[] SECTORS = {"WEST", "EAST", "UPPER", "NORTH", ""};
    private static final String[] POINTS = {"CENTR", "DELTA", "FOXTR", "LSEE", "NOPE"};

    private RandomOrder() {}

    static Command of(Random random, Console console, int flight, long now) {
        String sector = SECTORS[random.nextInt(SECTORS.length)];
        String point = POINTS[random.nextInt(POINTS.length)];
        return switch (random.nextInt(31)) {
            case 0, 1 -> console.assume(flight);
            case 2 -> console.forceAssume(flight);
            case 3 -> random.nextInt(4) == 0 ? console.release(flight) : console.assume(flight);
            case 4, 5, 6 -> console.transfer(flight, sector);
            case 7, 8 -> console.accept(flight);
            case 9 -> console.recall(flight);
            case 10 -> console.reject(flight);
            case 11 -> console.level(flight, random.nextInt(70) * 10);
            case 12 -> console.heading(flight, random.nextInt(370));
            case 13 -> console.rate(flight, random.nextInt(30) * 100);
            case 14 -> console.direct(flight, point);
            case 15 -> console.route(flight, point, "FOXTR", "A2", "GOLFO");
            case 16 ->
                    console.hold(
                            flight,
                            point,
                            random.nextInt(3) * 100,
                            random.nextBoolean() ? 0 : now + random.nextInt(3_600) * 1_000_000L);
            case 17 -> console.leaveHold(flight);
            case 18 ->
                    random.nextBoolean()
                            ? console.note(flight, "N" + random.nextInt(100))
                            : console.acknowledgeNotice(flight);
            case 19 ->
                    random.nextBoolean()
                            ? console.pointOut(flight, sector)
                            : console.acknowledgePointOut(flight);
            case 20, 21, 22, 23, 24, 25, 26, 27, 28 -> coordination(random, console, flight);
            case 29 ->
                    random.nextInt(3) == 0
                            ? console.nextCode(flight)
                            : console.code(flight, 04000 + random.nextInt(12));
            default -> plan(random, console);
        };
    }

    private static Command coordination(Random random, Console console, int flight) {
        int level = random.nextInt(6) * 60;
        String point = random.nextBoolean() ? "" : "CENTR";
        int number = console.latestProposal(flight) - random.nextInt(2);
        return switch (random.nextInt(8)) {
            case 0 -> console.proposeExit(flight, "", level, point);
            case 1 -> console.proposeExit(flight, "NORTH", level, point);
            case 2, 3 -> console.proposeEntry(flight, "", level, point);
            case 4 -> console.acceptProposal(flight, number);
            case 5 -> console.counterProposal(flight, number, level, point);
            case 6 -> console.rejectProposal(flight, number);
            default ->
                    random.nextBoolean()
                            ? console.abrogate(flight, "WEST", "EAST")
                            : console.acceptProposal(flight, number);
        };
    }

    private static Command plan(Random random, Console console) {
        String[] held = {"W=", "E=", "U="};
        for (String sector : List.of("WEST", "EAST", "UPPER")) {
            if (random.nextInt(20) != 0) {
                int to = random.nextInt(3);
                held[to] += (held[to].endsWith("=") ? "" : ",") + sector;
            }
        }
        return console.open(held);
    }
}
