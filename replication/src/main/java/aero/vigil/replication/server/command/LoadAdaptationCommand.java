package aero.vigil.replication.server.command;

import aero.vigil.airspace.command.AdaptationOrder;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.replication.client.Question;
import aero.vigil.replication.journal.format.AdaptationFile;
import aero.vigil.wire.airspace.Accepted;
import aero.vigil.wire.airspace.ActivateAdaptation;
import aero.vigil.wire.airspace.AdaptationStatus;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.PictureQuery;
import aero.vigil.wire.airspace.Rejected;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.StageAdaptation;
import aero.vigil.wire.airspace.TakePosition;
import aero.vigil.wire.gateway.Reply;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil load-adaptation}: puts another adaptation in force in a running group. */
@CommandLine.Command(
        name = "load-adaptation",
        description = {
            "Checks an adaptation file as check-adaptation does, sends it to the group in pieces and"
                    + " puts it in force there, whole or not at all.",
            "Exit code 1 when the file or the group says no, with the reason."
        },
        mixinStandardHelpOptions = true)
public final class LoadAdaptationCommand extends GroupVerb {

    @Option(
            names = "--user",
            defaultValue = "supervisor",
            description = "In whose name; default ${DEFAULT-VALUE}.")
    private String user = "supervisor";

    @Option(
            names = "--position",
            defaultValue = "SUPERVISOR",
            description = "The supervisor's position, taken first; default ${DEFAULT-VALUE}.")
    private String position = "SUPERVISOR";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long to wait for each answer; default ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Parameters(paramLabel = "FILE", description = "The adaptation, as JSON.")
    private Path file = Path.of("");

    @Override
    GroupOptions options() {
        return super.options().withUser(user);
    }

    @Override
    void ask(Vertx vertx, GroupClient client) throws NotDoneException, TimeoutException {
        load(client, checked());
    }

    private byte[] checked() throws NotDoneException {
        try {
            List<String> faults = AdaptationFile.faults(file);
            if (!faults.isEmpty()) {
                throw new NotDoneException(String.join(System.lineSeparator(), faults));
            }
            byte[] adaptation = AdaptationFile.read(file);
            if (adaptation.length > AdaptationOrder.MAX_BYTES) {
                throw new NotDoneException(
                        "%s has %d bytes, the most is %d: leave points or map lines out"
                                .formatted(file, adaptation.length, AdaptationOrder.MAX_BYTES));
            }
            return adaptation;
        } catch (IOException e) {
            throw new NotDoneException(file + " cannot be read: " + e.getMessage());
        }
    }

    private void load(GroupClient client, byte[] adaptation)
            throws TimeoutException, NotDoneException {
        AdaptationStatus before = inForce(client);
        ByteString hash = ByteString.copyFrom(sha256(adaptation));
        if (before.getSha256().equals(hash)) {
            say(file + " is in force already: version " + before.getVersion());
            return;
        }
        GroupSession session = client.open().await(timeoutSeconds, TimeUnit.SECONDS);
        order(
                session,
                Command.newBuilder()
                        .setTakePosition(TakePosition.newBuilder().setPosition(position)));
        int pieces = AdaptationOrder.pieces(adaptation.length);
        for (int piece = 0; piece < pieces; piece++) {
            int from = piece * AdaptationOrder.PIECE_BYTES;
            int length = AdaptationOrder.lengthOf(piece, adaptation.length);
            Accepted accepted =
                    order(
                            session,
                            Command.newBuilder()
                                    .setStageAdaptation(
                                            StageAdaptation.newBuilder()
                                                    .setSha256(hash)
                                                    .setTotalBytes(adaptation.length)
                                                    .setPiece(piece)
                                                    .setContent(
                                                            ByteString.copyFrom(
                                                                    adaptation, from, length))));
            tell(accepted.getNote());
        }
        int version = before.getVersion() + 1;
        order(
                session,
                Command.newBuilder()
                        .setActivateAdaptation(
                                ActivateAdaptation.newBuilder()
                                        .setSha256(hash)
                                        .setVersion(version)));
        say(
                "%s is in force: version %d, sha256 %s, in place of version %d"
                        .formatted(
                                file,
                                version,
                                HexFormat.of().formatHex(hash.toByteArray()),
                                before.getVersion()));
    }

    private AdaptationStatus inForce(GroupClient client) throws TimeoutException {
        byte[] question = PictureQuery.newBuilder().setAdaptation(true).build().toByteArray();
        try {
            return Frame.parseFrom(
                            client.ask(new Question(question, false, 0), -1)
                                    .await(timeoutSeconds, TimeUnit.SECONDS)
                                    .getAnswer())
                    .getAdaptation();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an answer that is none: another build?", e);
        }
    }

    private Accepted order(GroupSession session, Command.Builder command)
            throws TimeoutException, NotDoneException {
        Reply reply =
                session.submit(command.build().toByteArray())
                        .await(timeoutSeconds, TimeUnit.SECONDS);
        if (reply.getOutcome() != Reply.Outcome.APPLIED) {
            throw new NotDoneException("the group has not taken it: " + reply.getOutcome());
        }
        try {
            Result result = Result.parseFrom(reply.getResult());
            if (result.hasRejected()) {
                Rejected rejected = result.getRejected();
                throw new NotDoneException(rejected.getReason() + ": " + rejected.getText());
            }
            return result.getAccepted();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a result that is none: another build?", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
