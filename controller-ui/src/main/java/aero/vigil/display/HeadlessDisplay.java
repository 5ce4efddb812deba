package aero.vigil.display;

import aero.vigil.display.arbiter.Action;
import aero.vigil.display.arbiter.ArrivedFrame;
import aero.vigil.display.arbiter.ArrivedKeyframe;
import aero.vigil.display.arbiter.FrameArbiter;
import aero.vigil.display.arbiter.Line;
import aero.vigil.display.arbiter.LineWatch;
import aero.vigil.display.arbiter.PictureLight;
import aero.vigil.display.arbiter.SourceLight;
import aero.vigil.display.arbiter.StreamMode;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.replication.client.ReplicaListener;
import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.DisplayReport;
import aero.vigil.wire.gateway.FrameDigest;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.GetFrames;
import aero.vigil.wire.gateway.GetKeyframe;
import aero.vigil.wire.gateway.Group;
import aero.vigil.wire.gateway.Member;
import aero.vigil.wire.gateway.PlanePart;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.SetMode;
import aero.vigil.wire.gateway.Subscribe;
import aero.vigil.wire.gateway.Welcome;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A controller's display without a screen: it listens to every replica, shows each frame when f+1
 * agree, and measures itself.
 *
 * <p>Its public methods may be called from any thread; listeners are called on its context. Sources
 * are named by their replica's index.
 */
public final class HeadlessDisplay implements AutoCloseable {

    private static final long TICK_MILLIS = 10;
    private static final int TICKS_PER_REPORT = 100;

    private final Vertx vertx;
    private final GroupClient group;
    private final String name;
    private final DisplayListener listener;
    private final boolean buildsPicture;
    private final FrameReader reader = new FrameReader();
    private final Picture picture = new Picture();
    private final MeasuredStream stream = new MeasuredStream();
    private final SourceHistory history = new SourceHistory();
    private final Map<String, ReplicaLink> links = new TreeMap<>();
    private final Map<String, SourceLight> lights = new TreeMap<>();
    private final Action.Handler performer = new Performer();
    private final long epochNanos = System.nanoTime();
    private @Nullable FrameArbiter arbiter;
    private long epoch;
    private volatile LineWatch watch = new LineWatch(Line.WHOLE, false);
    private boolean keepsLine = true;
    private @Nullable PlanePart area;
    private PictureLight light = PictureLight.JOINING;
    private boolean keepsHistory;
    private int ticks;
    private long timer;

    private HeadlessDisplay(
            Vertx vertx, GroupOptions options, boolean buildsPicture, DisplayListener listener) {
        this.vertx = vertx;
        this.name = options.name();
        this.listener = listener;
        this.buildsPicture = buildsPicture;
        this.group = GroupClient.connect(vertx, options);
    }

    /** Opens a display that keeps a {@link Picture}. */
    public static HeadlessDisplay open(
            Vertx vertx, GroupOptions options, DisplayListener listener) {
        return open(vertx, options, true, listener);
    }

    /** Opens a display; without a picture it votes and measures only, for many at once. */
    public static HeadlessDisplay open(
            Vertx vertx, GroupOptions options, boolean buildsPicture, DisplayListener listener) {
        HeadlessDisplay display = new HeadlessDisplay(vertx, options, buildsPicture, listener);
        display.group.addListener(display.new Ears());
        display.group.context().runOnContext(ignored -> display.start());
        return display;
    }

    private void start() {
        timer = vertx.setPeriodic(TICK_MILLIS, ignored -> tick());
    }

    // ------------------------------------------------------------------------------------- asking

    /** What it has measured so far. */
    public Future<DisplayMeasures> measures() {
        return ask(display -> display.stream.measures(System.nanoTime()));
    }

    /** Starts the longest gap anew: what is asked for later is the longest from now on. */
    public Future<Boolean> forgetGap() {
        return ask(
                display -> {
                    display.stream.forgetGap(System.nanoTime());
                    return true;
                });
    }

    /** Computes something from the picture, on the display's context. */
    public <T> Future<T> picture(Function<Picture, T> question) {
        return ask(display -> question.apply(display.picture));
    }

    /** How far the picture can be relied on now. */
    public Future<PictureLight> light() {
        return ask(display -> display.light);
    }

    /** How each source stands now, by its replica's index. */
    public Future<Map<String, SourceLight>> sources() {
        return ask(display -> Map.copyOf(display.lights));
    }

    /** From now on the digests every replica gives are kept, for {@link #history}. */
    public Future<Boolean> keepHistory() {
        return ask(
                display -> {
                    display.keepsHistory = true;
                    return true;
                });
    }

    /** The digests given since {@link #keepHistory}, by source and frame number. */
    public Future<Map<String, SortedMap<Long, String>>> history() {
        return ask(display -> display.history.all());
    }

    /** Opens a session for orders through this display's connections. */
    public Future<GroupSession> openSession() {
        return group.open();
    }

    /**
     * Asks for less or more from now on, and stays with it.
     *
     * @param area the part of the plane to which {@link Line#REDUCED} reduces; null: none is known
     */
    public Future<Boolean> setLine(Line line, @Nullable PlanePart area) {
        return ask(
                display -> {
                    display.area = area;
                    display.keepsLine = true;
                    display.take(line);
                    return true;
                });
    }

    /**
     * Goes by what the line carries; without this it asks for every frame, whatever comes.
     *
     * @param area the part of the plane to which it may be reduced; null: to none
     */
    public Future<Boolean> followLine(@Nullable PlanePart area) {
        return ask(
                display -> {
                    display.area = area;
                    display.keepsLine = false;
                    display.watch = new LineWatch(display.line(), area != null);
                    return true;
                });
    }

    /** What is asked for now. */
    public Line line() {
        return watch.line();
    }

    private void take(Line line) {
        watch = new LineWatch(line, area != null);
        goOver();
    }

    /** What is on its way is of no use any more, and would be in the way: connections are new. */
    private void goOver() {
        FrameArbiter voting = arbiter;
        if (voting != null) {
            arbiter = voting.continuedAt(line().pace());
            group.links().forEach(link -> link.setThin(line() != Line.WHOLE));
            List.copyOf(links.values()).forEach(ReplicaLink::reconnect);
        }
    }

    @Override
    public void close() {
        group.context()
                .runOnContext(
                        ignored -> {
                            vertx.cancelTimer(timer);
                            group.close();
                        });
    }

    private <T> Future<T> ask(Function<HeadlessDisplay, T> question) {
        Promise<T> answer = Promise.promise();
        group.context()
                .runOnContext(
                        ignored -> {
                            try {
                                answer.complete(question.apply(this));
                            } catch (RuntimeException e) {
                                answer.fail(e);
                            }
                        });
        return answer.future();
    }

    // ----------------------------------------------------------------------------------- hearing

    private long nowMillis() {
        return (System.nanoTime() - epochNanos) / 1_000_000;
    }

    private void perform(List<Action> actions) {
        actions.forEach(action -> action.deliverTo(performer));
    }

    private void tick() {
        FrameArbiter voting = arbiter;
        if (voting == null) {
            return;
        }
        perform(voting.tick(nowMillis()));
        boolean open = !links.isEmpty();
        if (!keepsLine
                && watch.look(nowMillis(), open, voting.hasJoined(), voting.behindFrames())) {
            goOver();
        }
        if (++ticks % TICKS_PER_REPORT == 0 && stream.number() > 0) {
            report();
        }
    }

    private void report() {
        long now = System.nanoTime();
        DisplayMeasures measures = stream.measures(now);
        ClientMessage message =
                ClientMessage.newBuilder()
                        .setDisplayReport(
                                DisplayReport.newBuilder()
                                        .setName(name)
                                        .setFrame(stream.number())
                                        .setLongestGapMillis((int) measures.longestGapMillis())
                                        .setMissing(measures.missing())
                                        .setRepeated(measures.repeated())
                                        .setUnconfirmed(measures.unconfirmed())
                                        .setSources(links.size())
                                        .setAgeMillis((int) stream.sinceShownMillis(now)))
                        .build();
        links.values().forEach(link -> link.send(message));
    }

    /** The first Welcome names the members: only now can votes be counted. */
    private FrameArbiter arbiterFor(Welcome welcome) {
        FrameArbiter existing = arbiter;
        if (existing != null) {
            regroup(existing, welcome.getEpoch(), welcome.getMembersList(), welcome.getQuorum());
            return existing;
        }
        List<String> members = preferred(welcome.getMembersList());
        int quorum = welcome.getQuorum() > 0 ? welcome.getQuorum() : members.size() / 2 + 1;
        FrameArbiter made = new FrameArbiter(members, quorum, line().pace());
        arbiter = made;
        epoch = welcome.getEpoch();
        return made;
    }

    private List<String> preferred(List<Member> told) {
        List<String> members = new ArrayList<>();
        for (Member member : told) {
            members.add(Integer.toString(member.getIndex()));
        }
        int first = Math.floorMod(name.hashCode(), members.size());
        List<String> preferred = new ArrayList<>(members.subList(first, members.size()));
        preferred.addAll(members.subList(0, first));
        return preferred;
    }

    /** The members may be others than before: of what is told the newest counts. */
    private void regroup(FrameArbiter voting, long toldEpoch, List<Member> members, int quorum) {
        if (toldEpoch > epoch) {
            epoch = toldEpoch;
            perform(voting.regrouped(nowMillis(), preferred(members), quorum));
            lights.keySet().removeIf(source -> !voting.listensTo(source));
            group.links().stream().filter(ReplicaLink::isOpen).forEach(link -> open(voting, link));
        }
    }

    /** A member's link is open, and is listened to from now on. */
    private void open(FrameArbiter voting, ReplicaLink link) {
        String source = Integer.toString(link.index());
        if (voting.listensTo(source) && links.putIfAbsent(source, link) == null) {
            perform(voting.opened(nowMillis(), source));
        }
    }

    private final class Ears implements ReplicaListener {

        @Override
        public void connected(ReplicaLink link, Welcome welcome) {
            open(arbiterFor(welcome), link);
        }

        @Override
        public void disconnected(ReplicaLink link) {
            String source = Integer.toString(link.index());
            FrameArbiter voting = arbiter;
            if (voting != null && links.remove(source, link) && voting.listensTo(source)) {
                perform(voting.closed(nowMillis(), source));
            }
        }

        @Override
        public void received(ReplicaLink link, ServerMessage message) {
            String source = Integer.toString(link.index());
            FrameArbiter voting = arbiter;
            if (voting != null && message.hasGroup()) {
                Group told = message.getGroup();
                regroup(voting, told.getEpoch(), told.getMembersList(), told.getQuorum());
            }
            if (voting == null || links.get(source) != link || !voting.listensTo(source)) {
                return;
            }
            switch (message.getMessageCase()) {
                case FRAMES ->
                        message.getFrames()
                                .getFramesList()
                                .forEach(record -> frame(voting, source, record));
                case DIGESTS ->
                        message.getDigests()
                                .getDigestsList()
                                .forEach(digest -> digest(voting, source, digest));
                case KEYFRAME -> {
                    ArrivedKeyframe keyframe = reader.read(message.getKeyframe());
                    if (keyframe.number() % span() == 0) {
                        perform(
                                voting.keyframe(
                                        nowMillis(),
                                        source,
                                        keyframe.at(keyframe.number() / span())));
                    }
                }
                case STATUS -> {
                    listener.status(message.getStatus());
                    perform(voting.heard(nowMillis(), source));
                }
                default -> perform(voting.heard(nowMillis(), source));
            }
        }
    }

    /** Numbers of the arbiter count what its stream has: frames, or records of ten. */
    private int span() {
        return line().pace().span();
    }

    private boolean isOfThisStream(int spans) {
        return Math.max(1, spans) == span();
    }

    private void frame(FrameArbiter voting, String source, FrameRecord record) {
        if (!isOfThisStream(record.getSpans())) {
            return;
        }
        ArrivedFrame read = reader.read(record);
        if (read == null) {
            String reason = "body does not fit its digest";
            perform(voting.accuse(nowMillis(), source, record.getNumber() / span(), reason));
            return;
        }
        ArrivedFrame frame = read.at(read.number() / span());
        if (keepsHistory) {
            history.said(source, frame.number(), frame.digest());
        }
        perform(voting.frame(nowMillis(), source, frame));
    }

    private void digest(FrameArbiter voting, String source, FrameDigest said) {
        if (!isOfThisStream(said.getSpans())) {
            return;
        }
        String digest = FrameReader.hex(said.getDigest());
        long number = said.getNumber() / span();
        if (keepsHistory) {
            history.said(source, number, digest);
        }
        perform(voting.digest(nowMillis(), source, number, digest));
    }

    private void send(String source, ClientMessage.Builder message) {
        ReplicaLink link = links.get(source);
        if (link != null) {
            link.send(message.build());
        }
    }

    // ---------------------------------------------------------------------------------- showing

    /** Does what the arbiter wants done. */
    private final class Performer implements Action.Handler {

        @Override
        public void show(Action.Show action) {
            long now = System.nanoTime();
            ArrivedFrame frame = action.frame();
            stream.shown(frame.number() * span(), span(), action.confirmed(), now);
            if (buildsPicture) {
                build(() -> picture.applyFrame(frame.body()));
            }
            tell(
                    frame.number() * span(),
                    frame.digest(),
                    action.confirmed(),
                    false,
                    frame.body().size());
        }

        @Override
        public void rebase(Action.Rebase action) {
            stream.rebased(
                    action.through() * span(),
                    action.skipped() * span(),
                    action.confirmed(),
                    System.nanoTime());
            if (buildsPicture) {
                build(() -> picture.applyKeyframe(action.keyframe().body()));
                for (ArrivedFrame frame : action.frames()) {
                    build(() -> picture.applyFrame(frame.body()));
                }
            }
            List<ArrivedFrame> frames = action.frames();
            String digest =
                    frames.isEmpty()
                            ? action.keyframe().frameDigest()
                            : frames.get(frames.size() - 1).digest();
            int size = action.keyframe().body().size();
            tell(action.through() * span(), digest, action.confirmed(), true, size);
        }

        private void tell(
                long number, String digest, boolean confirmed, boolean whole, int bodyBytes) {
            long now = System.nanoTime();
            ShownFrame frame = new ShownFrame(number, digest, confirmed, whole, now, bodyBytes);
            listener.shown(frame, picture);
        }

        private void build(Building step) {
            try {
                step.run();
                PlanePart part = area;
                if (part != null && line() == Line.REDUCED) {
                    picture.endOutside(part);
                }
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("a frame the replicas agreed on is unreadable", e);
            }
        }

        @Override
        public void suspect(Action.Suspect action) {
            stream.disagreed();
            listener.suspected(action.source(), action.number() * span(), action.reason());
        }

        @Override
        public void subscribe(Action.Subscribe action) {
            send(
                    action.source(),
                    ClientMessage.newBuilder()
                            .setSubscribe(
                                    Subscribe.newBuilder()
                                            .setFromFrame(action.from() * span())
                                            .setMode(wire(action.mode()))
                                            .mergeFrom(subscribedPart())));
        }

        @Override
        public void setMode(Action.SetMode action) {
            send(
                    action.source(),
                    ClientMessage.newBuilder()
                            .setSetMode(
                                    SetMode.newBuilder()
                                            .setFromFrame(action.from() * span())
                                            .setMode(wire(action.mode()))
                                            .mergeFrom(changedPart())));
        }

        @Override
        public void getFrames(Action.GetFrames action) {
            send(
                    action.source(),
                    ClientMessage.newBuilder()
                            .setGetFrames(
                                    GetFrames.newBuilder()
                                            .setFrom(action.from() * span())
                                            .setTo(action.to() * span())));
        }

        @Override
        public void getKeyframe(Action.GetKeyframe action) {
            send(
                    action.source(),
                    ClientMessage.newBuilder().setGetKeyframe(GetKeyframe.getDefaultInstance()));
        }

        @Override
        public void light(Action.Light action) {
            lights.put(action.source(), action.state());
        }

        @Override
        public void picture(Action.Picture action) {
            light = action.state();
            listener.light(action.state());
        }

        @Override
        public void confirm(Action.Confirm action) {}

        @Override
        public void contradicted(Action.Contradicted action) {}

        @Override
        public void readmit(Action.Readmit action) {}
    }

    private interface Building {
        void run() throws InvalidProtocolBufferException;
    }

    private aero.vigil.wire.gateway.StreamMode wire(StreamMode mode) {
        boolean every = line() == Line.WHOLE;
        return mode == StreamMode.WHOLE
                ? every
                        ? aero.vigil.wire.gateway.StreamMode.WHOLE
                        : aero.vigil.wire.gateway.StreamMode.SLOW
                : every
                        ? aero.vigil.wire.gateway.StreamMode.DIGEST
                        : aero.vigil.wire.gateway.StreamMode.SLOW_DIGEST;
    }

    private Subscribe subscribedPart() {
        PlanePart part = area;
        return line() == Line.REDUCED && part != null
                ? Subscribe.newBuilder().setPart(part).build()
                : Subscribe.getDefaultInstance();
    }

    private SetMode changedPart() {
        PlanePart part = area;
        return line() == Line.REDUCED && part != null
                ? SetMode.newBuilder().setPart(part).build()
                : SetMode.getDefaultInstance();
    }
}
