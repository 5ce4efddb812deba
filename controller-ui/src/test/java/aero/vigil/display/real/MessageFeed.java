package aero.vigil.display.real;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.ReferMessage;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.gateway.Reply;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An adapter of flight-plan messages, which refers what it cannot read. */
public final class MessageFeed implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final Vertx vertx = Vertx.vertx();
    private final GroupClient client;
    private final GroupSession session;

    private MessageFeed(List<String> addresses) throws Exception {
        List<GatewayAddress> gateways = addresses.stream().map(GatewayAddress::parse).toList();
        client = GroupClient.connect(vertx, GroupOptions.of("message-feed", gateways));
        session =
                client.open()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    public static MessageFeed open(List<String> addresses) throws Exception {
        return new MessageFeed(addresses);
    }

    /** Refers a message whose field 13b is wrong; returns when it is in the log. */
    public void refer(String text) throws Exception {
        ReferMessage message =
                ReferMessage.newBuilder()
                        .setOriginator("LSZHZPZX")
                        .setText(text)
                        .setField("13b")
                        .setColumn(text.indexOf("2560") + 1)
                        .setReason("a time must be HHMM, 0000 to 2359, not '2560'")
                        .build();
        byte[] command = Command.newBuilder().setReferMessage(message).build().toByteArray();
        Reply answer =
                session.submit(command)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Result result = Result.parseFrom(answer.getResult());
        if (!result.hasAccepted()) {
            throw new AssertionError(result.toString());
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
