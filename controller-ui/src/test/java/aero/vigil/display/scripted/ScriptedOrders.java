package aero.vigil.display.scripted;

import aero.vigil.wire.airspace.Accepted;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.MendQuarantined;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.Rejected;
import aero.vigil.wire.airspace.Result;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Just enough of the orders for a page to give them and see them come back, or be refused. */
final class ScriptedOrders {

    private static final Map<String, String> SECTOR_BY_SESSION = new TreeMap<>();

    private ScriptedOrders() {}

    static ByteString answer(
            ScriptedPicture picture, String session, String user, Command command, boolean isNew) {
        if (isNew) {
            picture.came(command);
        }
        return switch (command.getCommandCase()) {
            case TAKE_POSITION -> {
                String position = command.getTakePosition().getPosition();
                if (!picture.hasPosition(position)) {
                    yield rejected(Reason.UNKNOWN_POSITION, "no position " + position);
                }
                var sectors = picture.position(position).getSectorsList();
                SECTOR_BY_SESSION.put(session, sectors.isEmpty() ? "" : sectors.get(0));
                picture.hold(position, user);
                yield accepted(0, 0);
            }
            case CLEAR_LEVEL -> {
                var order = command.getClearLevel();
                int level = order.getFlightLevel();
                Flight flight = picture.flight(order.getFlight());
                if (flight.getTrack() != 0) {
                    picture.fly(flight.getTrack(), level);
                }
                yield give(
                        picture,
                        session,
                        flight,
                        isNew,
                        "CFL",
                        "" + level,
                        f -> f.setClearedLevel(level));
            }
            case ASSIGN_HEADING -> {
                var order = command.getAssignHeading();
                Flight flight = picture.flight(order.getFlight());
                yield give(
                        picture,
                        session,
                        flight,
                        isNew,
                        "HDG",
                        "" + order.getHeadingDegrees(),
                        f -> f.setHeadingDegrees(order.getHeadingDegrees()));
            }
            case ASSUME_FLIGHT -> {
                Flight flight = picture.flight(command.getAssumeFlight().getFlight());
                String sector = SECTOR_BY_SESSION.getOrDefault(session, "");
                if (isNew) {
                    picture.order(flight.getId(), "ASSUME", "", sector);
                    picture.changeFlight(
                            flight.getId(),
                            f -> f.setControllingSector(sector).setNextSector("MIL"));
                }
                yield accepted(flight.getId(), picture.flight(flight.getId()).getVersion());
            }
            case INITIATE_TRANSFER -> {
                Flight flight = picture.flight(command.getInitiateTransfer().getFlight());
                yield give(
                        picture,
                        session,
                        flight,
                        isNew,
                        "TRANSFER",
                        flight.getNextSector(),
                        f -> f.setOfferedTo(f.getNextSector()));
            }
            case ACKNOWLEDGE_ALERT -> {
                int id = command.getAcknowledgeAlert().getAlert();
                picture.alert(
                        Alert.newBuilder()
                                .setId(id)
                                .setKind(Alert.Kind.STCA)
                                .setTrackA(4)
                                .setTrackB(8)
                                .setViolationMillis(60_000)
                                .setLeastDistanceMetres(5_700)
                                .setLeastVerticalFeet(200)
                                .setAcknowledged(true)
                                .build());
                yield accepted(0, 0);
            }
            case MEND_QUARANTINED ->
                    mend(picture, session, user, command.getMendQuarantined(), isNew);
            case RELEASE_QUARANTINED -> {
                picture.release(command.getReleaseQuarantined().getOp());
                yield accepted(0, 0);
            }
            default -> rejected(Reason.NOT_ALLOWED, "not part of the script");
        };
    }

    /** Whoever gave it: the script does not tell them apart. */
    private static ByteString mend(
            ScriptedPicture picture,
            String session,
            String user,
            MendQuarantined order,
            boolean isNew) {
        try {
            Command again = Command.parseFrom(order.getCommand());
            ByteString result = answer(picture, session, user, again, isNew);
            if (Result.parseFrom(result).hasAccepted()) {
                picture.release(order.getOp());
            }
            return result;
        } catch (InvalidProtocolBufferException e) {
            return rejected(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private static ByteString give(
            ScriptedPicture picture,
            String session,
            Flight flight,
            boolean isNew,
            String what,
            String value,
            UnaryOperator<Flight.Builder> change) {
        String sector = SECTOR_BY_SESSION.getOrDefault(session, "");
        if (!flight.getControllingSector().equals(sector)) {
            return rejected(
                    Reason.NOT_OWNER,
                    "controlled by "
                            + (flight.getControllingSector().isEmpty()
                                    ? "no one"
                                    : flight.getControllingSector()));
        }
        if (isNew) {
            picture.order(flight.getId(), what, value, sector);
            picture.changeFlight(flight.getId(), change);
        }
        return accepted(flight.getId(), picture.flight(flight.getId()).getVersion());
    }

    private static ByteString accepted(int flight, int version) {
        return Result.newBuilder()
                .setAccepted(Accepted.newBuilder().setFlight(flight).setVersion(version))
                .build()
                .toByteString();
    }

    private static ByteString rejected(Reason reason, String text) {
        return Result.newBuilder()
                .setRejected(Rejected.newBuilder().setReason(reason).setText(text))
                .build()
                .toByteString();
    }
}
