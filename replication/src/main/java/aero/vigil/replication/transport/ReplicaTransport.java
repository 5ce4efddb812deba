package aero.vigil.replication.transport;

import aero.vigil.replication.codec.MessageCodec;
import aero.vigil.replication.codec.ProtocolVersions;
import aero.vigil.replication.codec.ReceivedMessage;
import aero.vigil.replication.core.Epoch;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.MemberAddresses;
import aero.vigil.replication.core.MemberRoll;
import aero.vigil.replication.core.Message;
import aero.vigil.replication.core.Outgoing;
import io.netty.handler.ssl.NotSslRecordException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replica's connections to all others.
 *
 * <p>Of a pair, the one with the greater index dials. All its state belongs to one event loop, the
 * one that drives the replica: a message goes from the socket to the core and from the core to the
 * socket without changing threads.
 */
public final class ReplicaTransport {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaTransport.class);

    private static final long INTRODUCTION_TIMEOUT_MILLIS = 2_000;

    /** The first handshake of a process loads a thousand classes; less than a start may take. */
    private static final long SECURED_TIMEOUT_MILLIS = 6_000;

    private static final long LOOK_MILLIS = 500;
    private static final long[] BACKOFF_MILLIS = {2, 10, 20, 40, 80, 160, 250};

    private final Vertx vertx;
    private final Context context;
    private final TransportConfiguration configuration;
    private final TransportListener listener;
    private final MessageCodec codec;
    private final NetServer server;
    private final NetClient client;
    private final @Nullable PeerLink[] links;
    private final Conversations conversations = new Conversations();
    private boolean started;
    private boolean closed;

    /** Whom the log names, as the core last said. */
    private MemberRoll roll;

    /**
     * @param context the event loop that all this runs on, its listener's too
     */
    public ReplicaTransport(
            Vertx vertx,
            Context context,
            TransportConfiguration configuration,
            TransportListener listener) {
        this.vertx = vertx;
        this.context = context;
        this.configuration = configuration;
        this.listener = listener;
        this.codec =
                new MessageCodec(
                        configuration.clusterId(),
                        configuration.index(),
                        configuration.incarnation());
        this.roll = MemberRoll.of(configuration.genesis());
        this.server =
                vertx.createNetServer(
                        new NetServerOptions().setReuseAddress(true).setTcpNoDelay(true));
        this.client =
                vertx.createNetClient(
                        new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(1_000));
        this.links = new PeerLink[Epoch.places(roll.groupSize())];
        for (int peer = 0; peer < links.length; peer++) {
            if (peer != configuration.index()) {
                links[peer] = new PeerLink(peer, listener);
            }
        }
    }

    /**
     * Starts to listen and to dial; fails when the port is taken, and with {@link TwinException}
     * when another process is at the address that this member is known by, and is it too.
     */
    public Future<Void> listen() {
        Promise<Void> listening = Promise.promise();
        server.connectHandler(this::accept);
        server.exceptionHandler(ignored -> listener.counted("transport.socket-error"));
        context.runOnContext(
                ignored ->
                        server.listen(
                                        address(configuration.listening()).port(),
                                        configuration.bindHost())
                                .onSuccess(
                                        started -> {
                                            lookForTwin(listening);
                                        })
                                .onFailure(listening::fail));
        return listening.future();
    }

    /** Sends these now, on the event loop; never waits. */
    public void send(List<Outgoing> messages) {
        Message encoded = null;
        int version = 0;
        byte[] bytes = new byte[0];
        for (Outgoing message : messages) {
            PeerLink link = link(message.to());
            if (link == null) {
                continue;
            }
            if (message.message() != encoded || link.version() != version) {
                // The same message to several peers is encoded once.
                encoded = message.message();
                version = link.version();
                bytes = codec.encode(encoded, version);
            }
            link.add(bytes);
        }
        for (PeerLink link : links) {
            if (link != null) {
                link.flush();
            }
        }
    }

    /** The log names these now, who are reached there; on the event loop. */
    public void members(MemberRoll newRoll) {
        MemberRoll before = roll;
        roll = newRoll;
        for (PeerLink link : links) {
            if (link == null) {
                continue;
            }
            Incarnation named = roll.named(link.peer);
            if (!named.equals(before.named(link.peer)) && link.isConnectedTo(named)) {
                listener.connected(link.peer);
            }
            if (!roll.addresses(link.peer).equals(before.addresses(link.peer))) {
                reachElsewhere(link, isReached(before.addresses(link.peer)));
            }
            if (!roll.addresses().equals(before.addresses())) {
                tellAddresses(link);
            }
        }
    }

    /**
     * Who dials this replica may have slept through changes of the group's size, or be new: it
     * hears where to reach the others, the primary among them, without which it would learn
     * nothing.
     */
    private void tellAddresses(PeerLink link) {
        if (link.isConnected() && link.peer > configuration.index() && roll.epoch() > 0) {
            Message told =
                    new Message.Members(
                            0, roll.changes(), List.of(), Incarnation.NONE, roll.addresses());
            link.add(codec.encode(told, link.version()));
            link.flush();
        }
    }

    /** Whoever is named in this place is reached at another address than before, or at one. */
    private void reachElsewhere(PeerLink link, boolean wasDialed) {
        if (link.isConnected() && !link.isConnectedTo(roll.named(link.peer))) {
            link.cut(); // dialed again when it is told as lost
        } else if (!wasDialed
                && isKnown(link.peer)
                && link.peer < configuration.index()
                && started) {
            dial(link.peer, 0);
        }
    }

    /** Closes everything. */
    public void close() {
        context.runOnContext(
                ignored -> {
                    closed = true;
                    server.close();
                    for (PeerLink link : links) {
                        if (link != null) {
                            link.close();
                        }
                    }
                    client.close();
                });
    }

    private @Nullable PeerLink link(int peer) {
        return peer < 0 || peer >= links.length ? null : links[peer];
    }

    private static SocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return SocketAddress.inetSocketAddress(
                Integer.parseInt(text.substring(colon + 1)), text.substring(0, colon));
    }

    private byte[] introduction() {
        return new Introduction(
                        ProtocolVersions.oldest(),
                        ProtocolVersions.newest(),
                        configuration.index(),
                        configuration.incarnation(),
                        configuration.clusterId(),
                        configuration.instance())
                .encode();
    }

    /**
     * Connects to the address it is known by, before it dials others: who answers there ought to be
     * itself. (The replica that dials nobody would else make its first connection ever when it asks
     * whether a primary lives, and spend 50 ms on loading classes.)
     */
    private void lookForTwin(Promise<Void> listening) {
        client.connect(address(configuration.listening()))
                .onComplete(
                        attempt -> {
                            if (attempt.failed()) {
                                dialAll(listening);
                                return;
                            }
                            PeerConversation conversation =
                                    new PeerConversation(
                                            attempt.result(),
                                            new Mirror(listening),
                                            configuration.index(),
                                            0);
                            conversations.begin(conversation);
                            secure(conversation, () -> conversation.send(introduction()));
                        });
    }

    private void dialAll(Promise<Void> listening) {
        lookLater();
        started = true;
        for (int peer = 0; peer < configuration.index(); peer++) {
            if (isKnown(peer)) {
                dial(peer, 0);
            }
        }
        listening.tryComplete();
    }

    private static boolean isReached(MemberAddresses addresses) {
        return !addresses.replica().isEmpty();
    }

    private boolean isKnown(int peer) {
        return isReached(roll.addresses(peer));
    }

    // ------------------------------------------------------------------ connections

    private void accept(NetSocket socket) {
        PeerConversation conversation = new PeerConversation(socket, conversations, -1, 0);
        conversations.begin(conversation);
        secure(conversation, () -> {});
    }

    /**
     * TLS where this group has it, and then what comes next. A connection is made first without, so
     * that a test whether a process lives (rule 8) takes no longer than it did.
     */
    private void secure(PeerConversation conversation, Runnable then) {
        TransportSecurity security = configuration.security();
        if (security == null) {
            then.run();
            return;
        }
        SSLOptions options = conversation.dialed() < 0 ? security.server() : security.client();
        conversation
                .socket()
                .upgradeToSsl(options)
                .onSuccess(ignored -> then.run())
                .onFailure(
                        cause -> {
                            // A subclass of it says that the other end went away, as one does
                            // that only asked whether this process lives.
                            if (cause instanceof NotSslRecordException
                                    || cause.getClass() == SSLHandshakeException.class) {
                                listener.counted("transport.rejected.TLS");
                            }
                            conversation.close();
                        });
    }

    private void dial(int peer, int attempt) {
        PeerLink link = link(peer);
        if (closed || link == null || link.isConnected() || !isKnown(peer)) {
            return;
        }
        connect(
                peer,
                connected -> {
                    if (connected == null) {
                        dialLater(peer, attempt);
                    } else {
                        PeerConversation conversation =
                                new PeerConversation(connected, conversations, peer, attempt);
                        conversations.begin(conversation);
                        secure(conversation, () -> conversation.send(introduction()));
                    }
                });
    }

    private void dialLater(int peer, int attempt) {
        vertx.setTimer(backoffMillis(attempt), ignored -> dial(peer, attempt + 1));
    }

    /** Tries to connect, reports a failure as the peer's loss, and gives the socket or null. */
    private void connect(int peer, Consumer<@Nullable NetSocket> then) {
        boolean[] late = new boolean[1];
        long timer =
                vertx.setTimer(
                        configuration.reconnectMillis(),
                        ignored -> {
                            late[0] = true;
                            listener.lost(peer, true);
                        });
        client.connect(address(configuration.route(peer, roll.addresses(peer).replica())))
                .onComplete(
                        attempt -> {
                            vertx.cancelTimer(timer);
                            if (attempt.succeeded()) {
                                then.accept(attempt.result());
                            } else {
                                if (!late[0]) {
                                    listener.lost(peer, true);
                                }
                                then.accept(null);
                            }
                        });
    }

    /** The one who does not dial asks by connections of its own whether the member lives. */
    private void probe(int peer, int attempt) {
        PeerLink link = link(peer);
        if (closed || link == null || link.isConnected()) {
            return;
        }
        if (peer >= roll.groupSize() || !isKnown(peer)) {
            listener.lost(peer, false); // a learner, who may go as it likes
            return;
        }
        connect(
                peer,
                connected -> {
                    if (connected != null) {
                        listener.lost(peer, false);
                        connected.close();
                    }
                    vertx.setTimer(backoffMillis(attempt), ignored -> probe(peer, attempt + 1));
                });
    }

    /** One by one: a periodic timer makes up for a pause, by many looks at once. */
    private void lookLater() {
        vertx.setTimer(
                LOOK_MILLIS,
                ignored -> {
                    if (!closed) {
                        endDeadLinks();
                        lookLater();
                    }
                });
    }

    /** What is closed is dialed again, or asked for. */
    private void endDeadLinks() {
        for (PeerLink link : links) {
            if (link != null && link.look()) {
                listener.counted("transport.closed.SILENT");
                link.cut();
            }
        }
    }

    private static long backoffMillis(int attempt) {
        return BACKOFF_MILLIS[Math.min(attempt, BACKOFF_MILLIS.length - 1)];
    }

    /** What conversations tell, all on the event loop. */
    private final class Conversations implements PeerConversation.Host {

        /** Connections not yet introduced: bounded, whoever they are. */
        private static final int STRANGERS = 64;

        private final List<PeerConversation> strangers = new ArrayList<>();
        private String lastRefused = "";
        private long twinTold;

        void begin(PeerConversation conversation) {
            if (strangers.size() >= STRANGERS) {
                listener.counted("transport.rejected.TOO_MANY_CONNECTIONS");
                strangers.remove(0).close();
            }
            strangers.add(conversation);
            vertx.setTimer(
                    configuration.security() == null
                            ? INTRODUCTION_TIMEOUT_MILLIS
                            : SECURED_TIMEOUT_MILLIS,
                    ignored -> {
                        if (!conversation.isIntroduced() && !conversation.isEnded()) {
                            listener.counted("transport.rejected.SILENT");
                            conversation.close();
                        }
                    });
        }

        @Override
        public int introduced(PeerConversation conversation, Introduction introduction) {
            strangers.remove(conversation);
            int peer = introduction.index();
            PeerLink link = link(peer);
            if (!introduction.clusterId().equals(configuration.clusterId())) {
                return refused("CLUSTER");
            }
            if (configuration.security() != null
                    && !TransportSecurity.isCertified(conversation.socket(), peer)) {
                return refused("CERTIFICATE");
            }
            if (peer == configuration.index()) {
                conversation.send(introduction());
                return introduction.instance() == configuration.instance()
                        ? -1
                        : twin(introduction, conversation, "this process");
            }
            int version =
                    ProtocolVersions.agreed(
                            introduction.oldestVersion(), introduction.newestVersion());
            if (version == 0) {
                // So that it can say so too: it may be the one whose turn it is to be upgraded.
                conversation.send(introduction());
                say(introduction);
                return refused("VERSION");
            }
            if (link == null || (conversation.dialed() >= 0 && conversation.dialed() != peer)) {
                return refused("INDEX");
            }
            if (roll.retired().contains(introduction.incarnation())) {
                tellReplaced(conversation, introduction, version);
                return refused("REPLACED");
            }
            boolean isNamed = roll.named(peer).equals(introduction.incarnation());
            boolean isMember = peer < roll.groupSize();
            if (isMember && !isNamed && link.isConnectedTo(roll.named(peer))) {
                return refused("INCARNATION");
            }
            if (link.isTwin(introduction.instance())) {
                return twin(introduction, conversation, link.remote());
            }
            if (peer > configuration.index()) {
                conversation.send(introduction());
            }
            link.connected(conversation.socket(), version, introduction);
            tellAddresses(link);
            if (isNamed || !isMember) {
                listener.connected(peer);
            } else {
                // A disk that was lost, or an old machine: the core says what becomes of it.
                listener.counted("transport.unnamed");
            }
            return peer;
        }

        /** Once for each build that is met, however often it tries. */
        private void say(Introduction introduction) {
            String met =
                    "replica "
                            + introduction.index()
                            + " speaks protocol versions "
                            + introduction.oldestVersion()
                            + " to "
                            + introduction.newestVersion()
                            + ", and this build "
                            + ProtocolVersions.oldest()
                            + " to "
                            + ProtocolVersions.newest()
                            + ": they cannot be in one group. Go from the older build to one that"
                            + " speaks a version of both first";
            if (!met.equals(lastRefused)) {
                lastRefused = met;
                LOG.warn(met);
            }
        }

        /**
         * An old machine was switched on: it hears what became of its member, and nothing more
         * (rule 20).
         */
        private void tellReplaced(
                PeerConversation conversation, Introduction introduction, int version) {
            if (conversation.dialed() < 0) {
                conversation.send(introduction());
            }
            conversation.send(
                    codec.encode(
                            new Message.Members(0, 0, roll.named(), introduction.incarnation()),
                            version));
        }

        /** One member on two machines, as a copied directory makes it: a person must choose. */
        private int twin(Introduction introduction, PeerConversation conversation, String other) {
            if (twinTold != introduction.instance()) {
                twinTold = introduction.instance();
                listener.alarm(
                        "TWO_MACHINES",
                        "member "
                                + introduction.index()
                                + " runs twice, at "
                                + conversation.socket().remoteAddress()
                                + " and at "
                                + other
                                + ": stop the one that was copied, and remove its directory");
            }
            return refused("TWO_MACHINES");
        }

        private int refused(String reason) {
            listener.counted("transport.rejected." + reason);
            return -1;
        }

        @Override
        public void heard(int peer) {
            PeerLink link = link(peer);
            if (link != null) {
                link.heard();
            }
        }

        @Override
        public boolean isOurs(ReceivedMessage message) {
            return message.clusterId().equals(configuration.clusterId()) && isAgreed(message);
        }

        private boolean isAgreed(ReceivedMessage message) {
            PeerLink link = link(message.sender());
            return link != null && link.version() == message.protocolVersion();
        }

        @Override
        public void received(int peer, Incarnation incarnation, Message message) {
            listener.received(peer, incarnation, message);
        }

        @Override
        public void ended(PeerConversation conversation) {
            strangers.remove(conversation);
            PeerLink link = link(conversation.peer());
            if (closed) {
                return;
            }
            if (link == null) {
                if (conversation.dialed() >= 0) {
                    dialLater(conversation.dialed(), conversation.attempt());
                }
            } else if (link.lost(conversation.socket())) {
                if (link.peer < configuration.index()) {
                    // A refusal is reported by the attempt itself; an acceptance says that it
                    // lives.
                    dial(link.peer, 0);
                } else {
                    probe(link.peer, 0);
                }
            }
        }

        @Override
        public void counted(String name) {
            listener.counted(name);
        }
    }

    /** Who is at the address that this member is known by. */
    private final class Mirror implements PeerConversation.Host {

        private final Promise<Void> listening;

        Mirror(Promise<Void> listening) {
            this.listening = listening;
        }

        @Override
        public int introduced(PeerConversation conversation, Introduction introduction) {
            conversations.strangers.remove(conversation);
            if (introduction.clusterId().equals(configuration.clusterId())
                    && introduction.index() == configuration.index()
                    && introduction.instance() != configuration.instance()) {
                listening.tryFail(
                        new TwinException(
                                "member "
                                        + configuration.index()
                                        + " of this group runs already, at "
                                        + configuration.listening()
                                        + ", incarnation "
                                        + introduction.incarnation()
                                        + ": two machines may not have one index. If this directory"
                                        + " is a copy, remove it; if it is to take the other's"
                                        + " place, stop the other first"));
            }
            return -1;
        }

        @Override
        public void heard(int peer) {
            throw new AssertionError("nobody is introduced here");
        }

        @Override
        public boolean isOurs(ReceivedMessage message) {
            return false;
        }

        @Override
        public void received(int peer, Incarnation incarnation, Message message) {
            throw new AssertionError("nobody is introduced here");
        }

        /** Itself, nobody of this group, or somebody who has said nothing in time. */
        @Override
        public void ended(PeerConversation conversation) {
            conversations.strangers.remove(conversation);
            if (!listening.future().isComplete()) {
                dialAll(listening);
            }
        }

        @Override
        public void counted(String name) {
            listener.counted(name);
        }
    }
}
