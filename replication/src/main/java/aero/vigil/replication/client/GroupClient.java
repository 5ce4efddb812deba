package aero.vigil.replication.client;

import aero.vigil.wire.gateway.Answer;
import aero.vigil.wire.gateway.Member;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.Status;
import aero.vigil.wire.gateway.Welcome;
import com.google.protobuf.ByteString;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A program's connections to all replicas of one group.
 *
 * <p>It starts from any member's address, learns the others from their Welcome and reconnects by
 * itself. Its methods may be called from any thread; callbacks and futures run on its context.
 */
public final class GroupClient implements AutoCloseable {

    /** Greatest message either way (seams §3); a keyframe takes up to 400 kB. */
    public static final int MESSAGE_LIMIT_BYTES = 2 << 20;

    static final long TURN_MILLIS = 50;
    private static final int MEMBER_LIMIT = 16;

    private final Vertx vertx;
    private final Context context;
    private final GroupOptions options;
    private final WebSocketClient client;
    private final CopyOnWriteArrayList<ReplicaLink> links = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<ReplicaListener> listeners = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<FrameFollower> followers = new CopyOnWriteArrayList<>();
    private final Map<ByteString, GroupSession> sessions = new LinkedHashMap<>();
    private final GroupQueries queries = new GroupQueries(this);
    private final ReplicaListener ears = new Ears();
    private volatile @Nullable ByteString clusterId;
    private int notedPrimary = -1;
    private long timer;
    private boolean closed;

    private GroupClient(Vertx vertx, GroupOptions options) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.options = options;
        this.client =
                vertx.createWebSocketClient(
                        new WebSocketClientOptions()
                                .setMaxFrameSize(MESSAGE_LIMIT_BYTES)
                                .setMaxMessageSize(MESSAGE_LIMIT_BYTES)
                                .setMaxConnections(4 * MEMBER_LIMIT)
                                .setConnectTimeout(1_000)
                                .setClosingTimeout(1)
                                .setTcpNoDelay(true));
    }

    /** Starts connecting to the group; returns at once. */
    public static GroupClient connect(Vertx vertx, GroupOptions options) {
        GroupClient group = new GroupClient(vertx, options);
        group.run(group::start);
        return group;
    }

    private void start() {
        for (GatewayAddress address : options.addresses()) {
            addLink(address);
        }
        turnLater();
    }

    /** One by one: a periodic timer makes up for a pause, by many turns at once. */
    private void turnLater() {
        timer =
                vertx.setTimer(
                        TURN_MILLIS,
                        ignored -> {
                            turnLater();
                            turn();
                        });
    }

    /** Opens a session for submitting; the future completes when a replica has registered it. */
    public Future<GroupSession> open() {
        Promise<GroupSession> opened = Promise.promise();
        run(
                () -> {
                    if (closed) {
                        opened.fail(new IllegalStateException("the client is closed"));
                    } else {
                        new GroupSession(this, options.queueLimit(), opened).register();
                    }
                });
        return opened.future();
    }

    /** Asks any replica; the answer comes from one that may give it, or fails after 10 s. */
    public Future<Answer> ask(Question question) {
        return ask(question, -1);
    }

    /** Asks this replica only. */
    public Future<Answer> ask(Question question, int replica) {
        Promise<Answer> answered = Promise.promise();
        run(
                () -> {
                    if (closed) {
                        answered.fail(new IllegalStateException("the client is closed"));
                    } else {
                        queries.ask(question, replica, answered);
                    }
                });
        return answered.future();
    }

    /**
     * Follows the committed stream, from one replica at a time.
     *
     * @param fromFrame the first frame wanted; 0: a keyframe and on
     */
    public FrameFollower follow(long fromFrame, FrameListener listener) {
        FrameFollower follower = new FrameFollower(this, fromFrame, listener);
        run(
                () -> {
                    followers.add(follower);
                    listeners.add(follower.ears());
                    follower.choose();
                });
        return follower;
    }

    /** Tells this listener everything from now on, first of all which links are open. */
    public void addListener(ReplicaListener listener) {
        run(
                () -> {
                    listeners.add(listener);
                    for (ReplicaLink link : links) {
                        Welcome welcome = link.welcome();
                        if (link.isOpen() && welcome != null) {
                            listener.connected(link, welcome);
                        }
                    }
                });
    }

    /** Tells this listener no more. */
    public void removeListener(ReplicaListener listener) {
        listeners.remove(listener);
    }

    /** All links, open or not, in the order they were learned. */
    public List<ReplicaLink> links() {
        return List.copyOf(links);
    }

    /** The context all callbacks run on. */
    public Context context() {
        return context;
    }

    /** The id of the group, once a member has said it. */
    public @Nullable ByteString clusterId() {
        return clusterId;
    }

    /** Ends all connections; outcomes of outstanding operations are unknown. */
    @Override
    public void close() {
        run(
                () -> {
                    if (closed) {
                        return;
                    }
                    closed = true;
                    vertx.cancelTimer(timer);
                    List.copyOf(sessions.values()).forEach(GroupSession::abandon);
                    queries.abandon();
                    links.forEach(ReplicaLink::close);
                    client.shutdown();
                });
    }

    /**
     * The link to the primary, as the replicas' latest words have it, else another that is alive.
     *
     * @param except a link that has just failed us, chosen only when there is no other
     * @return null while no replica can be reached
     */
    @Nullable ReplicaLink preferred(@Nullable ReplicaLink except) {
        int primary = primary();
        ReplicaLink alive = null;
        for (ReplicaLink link : links) {
            if (!isAlive(link)) {
                continue;
            }
            if (link == except) {
                alive = alive == null ? link : alive;
            } else if (link.index() == primary) {
                return link;
            } else if (alive == null || alive == except || follows(link, except)) {
                alive = link;
            }
        }
        return alive;
    }

    /** Whether this link comes after the failed one, so that repeats go round all of them. */
    private boolean follows(ReplicaLink link, @Nullable ReplicaLink except) {
        return except != null && links.indexOf(link) == (links.indexOf(except) + 1) % links.size();
    }

    static boolean isAlive(ReplicaLink link) {
        return link.isAlive();
    }

    /** The primary of the greatest view that a living replica in status NORMAL speaks of, or -1. */
    public int primary() {
        long view = -1;
        int primary = -1;
        for (ReplicaLink link : links) {
            Status status = link.status();
            if (status != null
                    && isAlive(link)
                    && status.getStatus().equals("NORMAL")
                    && status.getView() > view) {
                view = status.getView();
                primary = status.getPrimary();
            }
        }
        return primary;
    }

    void attach(ByteString clientId, GroupSession session) {
        sessions.put(clientId, session);
    }

    void detach(ByteString clientId) {
        sessions.remove(clientId);
    }

    void detach(FrameFollower follower) {
        followers.remove(follower);
        listeners.remove(follower.ears());
    }

    /** Runs now when on the context, else there soon. */
    void run(Runnable action) {
        if (Vertx.currentContext() == context) {
            action.run();
        } else {
            context.runOnContext(ignored -> action.run());
        }
    }

    private void addLink(GatewayAddress address) {
        ReplicaLink link = new ReplicaLink(vertx, context, client, address, options, ears);
        links.add(link);
        link.connect();
    }

    private void turn() {
        links.forEach(ReplicaLink::turn);
        List.copyOf(sessions.values()).forEach(GroupSession::turn);
        queries.turn();
        followers.forEach(FrameFollower::turn);
    }

    /** What a primary that is gone was asked is asked of the next one as soon as there is one. */
    private void notePrimary() {
        int primary = primary();
        if (primary >= 0 && primary != notedPrimary) {
            notedPrimary = primary;
            List.copyOf(sessions.values()).forEach(GroupSession::primaryChanged);
        }
    }

    private final class Ears implements ReplicaListener {

        /** Of what was told of the members the newest is believed. */
        private long epoch;

        @Override
        public void connected(ReplicaLink link, Welcome welcome) {
            if (isDouble(link) || !isOurCluster(link, welcome)) {
                drop(link);
                return;
            }
            learn(welcome.getEpoch(), welcome.getMembersList());
            if (!links.contains(link)) {
                return; // it is none of the members
            }
            listeners.forEach(listener -> listener.connected(link, welcome));
            List.copyOf(sessions.values()).forEach(GroupSession::linkOpened);
        }

        @Override
        public void received(ReplicaLink link, ServerMessage message) {
            if (message.hasGroup()) {
                learn(message.getGroup().getEpoch(), message.getGroup().getMembersList());
            }
            if (message.hasReply()) {
                GroupSession session = sessions.get(message.getReply().getClientId());
                if (session != null) {
                    session.replied(link, message.getReply());
                }
            } else if (message.hasRegistered()) {
                GroupSession session = sessions.get(message.getRegistered().getClientId());
                if (session != null) {
                    session.registered(message.getRegistered());
                }
            }
            if (message.hasAnswer()) {
                queries.answered(message.getAnswer());
            }
            if (message.hasStatus()) {
                notePrimary();
            }
            for (ReplicaListener listener : listeners) {
                listener.received(link, message);
            }
        }

        @Override
        public void disconnected(ReplicaLink link) {
            if (!links.contains(link)) {
                return;
            }
            listeners.forEach(listener -> listener.disconnected(link));
            List.copyOf(sessions.values()).forEach(session -> session.linkLost(link));
            queries.linkLost(link);
        }

        /** Two names of one gateway (localhost and 127.0.0.1): the first one stays. */
        private boolean isDouble(ReplicaLink link) {
            for (ReplicaLink other : links) {
                if (other != link && other.isOpen() && other.index() == link.index()) {
                    return true;
                }
            }
            return false;
        }

        /** Another cluster is taken for ours only when nobody of ours is left. */
        private boolean isOurCluster(ReplicaLink link, Welcome welcome) {
            ByteString known = clusterId;
            if (known != null && !known.equals(welcome.getClusterId())) {
                for (ReplicaLink other : links) {
                    if (other != link && other.isOpen()) {
                        return false;
                    }
                }
            }
            clusterId = welcome.getClusterId();
            return true;
        }

        private void drop(ReplicaLink link) {
            links.remove(link);
            context.runOnContext(ignored -> link.close());
        }

        private void learn(long toldEpoch, List<Member> members) {
            if (!options.learns() || toldEpoch < epoch) {
                return;
            }
            epoch = toldEpoch;
            List<GatewayAddress> unknown = new ArrayList<>();
            for (Member member : members) {
                boolean known = false;
                for (ReplicaLink link : links) {
                    known |=
                            (link.index() == member.getIndex() && link.isOpen())
                                    || link.address().toString().equals(member.getAddress());
                }
                if (!known && links.size() + unknown.size() < MEMBER_LIMIT) {
                    parse(member.getAddress(), unknown);
                }
            }
            unknown.forEach(GroupClient.this::addLink);
            leaveAllBut(members);
        }

        /** Who is a learner, or a member no longer, is of no use to anybody. */
        private void leaveAllBut(List<Member> members) {
            for (ReplicaLink link : links) {
                boolean isMember =
                        link.index() < 0
                                || members.stream().anyMatch(m -> m.getIndex() == link.index());
                if (!isMember && links.size() > 1) {
                    link.close();
                    links.remove(link);
                }
            }
        }

        private void parse(String address, List<GatewayAddress> into) {
            try {
                into.add(GatewayAddress.parse(address));
            } catch (IllegalArgumentException e) {
                // A member without a usable address is reached by the others.
            }
        }
    }
}
