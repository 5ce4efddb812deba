package aero.vigil.replication.server.gateway;

import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.DisplayReport;
import aero.vigil.wire.gateway.GetFrames;
import aero.vigil.wire.gateway.GetKeyframe;
import aero.vigil.wire.gateway.GetTimeline;
import aero.vigil.wire.gateway.Hello;
import aero.vigil.wire.gateway.Notice;
import aero.vigil.wire.gateway.PlanePart;
import aero.vigil.wire.gateway.ReplayControl;
import aero.vigil.wire.gateway.Resized;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.SetMode;
import aero.vigil.wire.gateway.StreamMode;
import aero.vigil.wire.gateway.Subscribe;
import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of a page, adapter or tool: greeted, perhaps subscribed.
 *
 * <p>It owns no queue of frames: a subscriber has a place in the {@link FrameHistory}, and what its
 * socket cannot take now waits there. One that falls far behind is given a keyframe.
 */
final class ClientConnection {

    static final int PROTOCOL = 1;

    /** What may wait in the socket before frames wait in the history. */
    private static final int WRITE_QUEUE_BYTES = 256 << 10;

    /** The same on a thin line, where a KiB is an eighth of a second. */
    private static final int SLOW_QUEUE_BYTES = 4 << 10;

    /**
     * And in the kernel behind it, which keeps twice that. Of what it has been given nothing can be
     * taken back: the half MiB of others would be a minute.
     */
    private static final int SLOW_SEND_BUFFER_BYTES = 8 << 10;

    private static final long SLOW_STATUS_NANOS = 950_000_000;

    /**
     * What may be written to a socket that is full: what cannot wait elsewhere, which is replies
     * and notices. Whoever reads so little is closed; a session that is left without its answer
     * asks again through another replica.
     */
    private static final int BEYOND_FULL_BYTES = 2 << 20;

    /** A subscriber this many frames behind (5 s) is given a newer keyframe instead. */
    private static final int BACKLOG_FRAMES = 50;

    /**
     * The same on a thin line (20 s), where a keyframe is on its way for seconds and dearer than
     * many records: else it would be replaced by the next before any record after it has come.
     */
    private static final int SLOW_BACKLOG_FRAMES = 200;

    private static final int FRAMES_AT_ONCE = 600;
    private static final int NAME_LIMIT = 64;

    private final Gateway gateway;
    private final ServerWebSocket socket;

    private @Nullable Hello hello;
    private @Nullable DisplayReport report;
    private StreamMode mode = StreamMode.STREAM_MODE_UNSPECIFIED;
    private @Nullable PlanePart part;
    private long nextFrame;

    /** When a status was last sent to a subscriber that has a thin line. */
    private long statusNanos;

    /** Frames cut before this op are not wanted. */
    private long leastOp;

    private boolean awaitingKeyframe;

    /** It asked for frames of the past, and is to have each of them. */
    private boolean catchingUp;

    private int outstanding;
    private int queries;
    private int beyondFullBytes;
    private long fullSinceNanos;
    private boolean closing;

    ClientConnection(Gateway gateway, ServerWebSocket socket) {
        this.gateway = gateway;
        this.socket = socket;
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        channel().pipeline().addFirst(new OneFlushATurn(this::drained));
        socket.binaryMessageHandler(this::receive);
        socket.textMessageHandler(ignored -> reject("MALFORMED", "binary messages only"));
        socket.exceptionHandler(ignored -> gateway.counters().count("gateway.socket-error"));
        socket.closeHandler(ignored -> gateway.closed(this));
    }

    private Channel channel() {
        return ((WebSocketInternal) socket).channelHandlerContext().channel();
    }

    boolean isGreeted() {
        return hello != null;
    }

    boolean isSubscribed() {
        return mode != StreamMode.STREAM_MODE_UNSPECIFIED;
    }

    @Nullable DisplayReport report() {
        return report;
    }

    String user() {
        Hello greeting = hello;
        return greeting == null ? "" : greeting.getUser();
    }

    /** Counts what it waits for; a connection that asks without end is refused. */
    boolean mayAsk(int limit) {
        return outstanding < limit;
    }

    void asked() {
        outstanding++;
    }

    void answered() {
        outstanding = Math.max(0, outstanding - 1);
    }

    boolean mayQuery(int limit) {
        return queries < limit;
    }

    void queried() {
        queries++;
    }

    void queryAnswered() {
        queries--;
    }

    private void receive(Buffer bytes) {
        if (closing) {
            return; // what was on its way when it was turned away
        }
        ClientMessage message;
        try {
            message = ClientMessage.parseFrom(bytes.getBytes());
        } catch (InvalidProtocolBufferException e) {
            reject("MALFORMED", "not a ClientMessage");
            return;
        }
        if (hello == null && !message.hasHello()) {
            reject("HELLO_EXPECTED", "the first message is Hello");
            return;
        }
        switch (message.getMessageCase()) {
            case HELLO -> greet(message.getHello());
            case SUBSCRIBE -> subscribe(message.getSubscribe());
            case SET_MODE -> setMode(message.getSetMode());
            case GET_FRAMES -> sendFrames(message.getGetFrames());
            case GET_KEYFRAME -> sendKeyframe(message.getGetKeyframe());
            case GET_GENESIS -> sendGenesis();
            case STEP_DOWN -> stepDown();
            case RESIZE -> gateway.resizes().ask(message.getResize(), this::resized);
            case REGISTER -> gateway.requests().register(this, message.getRegister());
            case REQUEST -> gateway.requests().request(this, message.getRequest());
            case QUERY -> gateway.queries().ask(this, message.getQuery());
            case DISPLAY_REPORT -> report(message.getDisplayReport());
            case REPLAY_CONTROL -> control(message.getReplayControl());
            case GET_TIMELINE -> sendTimeline(message.getGetTimeline());
            case MESSAGE_NOT_SET -> reject("MALFORMED", "an empty message");
        }
    }

    private void greet(Hello greeting) {
        if (hello != null
                || greeting.getName().length() > NAME_LIMIT
                || greeting.getUser().length() > NAME_LIMIT
                || greeting.getVersion().length() > NAME_LIMIT) {
            reject("MALFORMED", "one Hello, with names of at most 64 characters");
        } else if (greeting.getProtocol() != PROTOCOL) {
            reject("VERSION", "this gateway speaks protocol " + PROTOCOL);
        } else {
            hello = greeting;
            gateway.greeted();
            send(gateway.welcome());
        }
    }

    private void subscribe(Subscribe wanted) {
        if (!isMode(wanted.getMode())) {
            reject("MALFORMED", "Subscribe names WHOLE, DIGEST, SLOW or SLOW_DIGEST");
            return;
        }
        take(wanted.getMode(), wanted.hasPart() ? wanted.getPart() : null);
        if (wanted.getFromOp() == 0) {
            placeAt(wanted.getFromFrame());
        } else {
            placeAt(gateway.history().firstAtOrAfterOp(wanted.getFromOp()));
            leastOp = awaitingKeyframe ? 0 : wanted.getFromOp();
        }
        pump();
    }

    private void setMode(SetMode wanted) {
        if (!isMode(wanted.getMode()) || !isSubscribed()) {
            reject("MALFORMED", "SetMode after Subscribe names a mode");
            return;
        }
        take(wanted.getMode(), wanted.hasPart() ? wanted.getPart() : null);
        if (hasBodies() && wanted.getFromFrame() < nextFrame) {
            placeAt(wanted.getFromFrame());
        }
        pump();
    }

    private static boolean isMode(StreamMode wanted) {
        return switch (wanted) {
            case WHOLE, DIGEST, SLOW, SLOW_DIGEST -> true;
            case STREAM_MODE_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    private void take(StreamMode wanted, @Nullable PlanePart wantedPart) {
        mode = wanted;
        part = wantedPart;
        socket.setWriteQueueMaxSize(isSlow() ? SLOW_QUEUE_BYTES : WRITE_QUEUE_BYTES);
        channel()
                .config()
                .setOption(
                        ChannelOption.SO_SNDBUF,
                        isSlow() ? SLOW_SEND_BUFFER_BYTES : Gateway.SEND_BUFFER_BYTES);
    }

    private boolean isSlow() {
        return mode == StreamMode.SLOW || mode == StreamMode.SLOW_DIGEST;
    }

    private boolean hasBodies() {
        return mode == StreamMode.WHOLE || mode == StreamMode.SLOW;
    }

    private void placeAt(long fromFrame) {
        catchingUp = fromFrame > 0;
        nextFrame = fromFrame;
        leastOp = 0;
        // From a frame that is yet to come: it is waited for.
        awaitingKeyframe = fromFrame <= 0 || fromFrame < gateway.history().first();
    }

    /** What waited is on its way: it is read, though it may be full again at once. */
    private void drained() {
        fullSinceNanos = 0;
        pump();
    }

    /** Sends what the socket takes of the frames it has not been given yet. */
    void pump() {
        FrameHistory history = gateway.history();
        while (isSubscribed() && !isFull()) {
            if (isTooFarBehind(history)) {
                awaitingKeyframe = true;
                gateway.counters().count("gateway.backlog-replaced");
                notice("BACKLOG_REPLACED", "too slow: a keyframe replaces what waited");
            }
            if (awaitingKeyframe && !startFromKeyframe(history)) {
                return;
            }
            PublishedFrame frame = next(history);
            if (frame == null) {
                catchingUp = false;
                return;
            }
            nextFrame = frame.number() + 1;
            if (frame.opNumber() >= leastOp) {
                sendDated(hasBodies() ? frame.whole() : frame.digest());
            }
        }
    }

    private @Nullable PublishedFrame next(FrameHistory history) {
        return isSlow()
                ? gateway.slow().endingAt(SlowStream.endAtOrAfter(nextFrame), part)
                : history.frame(nextFrame);
    }

    private boolean isTooFarBehind(FrameHistory history) {
        return !awaitingKeyframe
                && (isLost(history)
                        || (!catchingUp
                                && history.last() - nextFrame > backlogFrames()
                                && hasKeyframeAhead(history)));
    }

    private int backlogFrames() {
        return isSlow() ? SLOW_BACKLOG_FRAMES : BACKLOG_FRAMES;
    }

    /** Whether what comes next for it is no longer kept. */
    private boolean isLost(FrameHistory history) {
        return isSlow()
                ? !gateway.slow().canEndAt(SlowStream.endAtOrAfter(nextFrame))
                : nextFrame < history.first();
    }

    private boolean hasKeyframeAhead(FrameHistory history) {
        PublishedKeyframe keyframe = history.latestKeyframe();
        return keyframe != null && keyframe.number() >= nextFrame;
    }

    /** Those who take digests need no picture, only the place where it would stand. */
    private boolean startFromKeyframe(FrameHistory history) {
        PublishedKeyframe keyframe = history.latestKeyframe();
        if (keyframe == null || (isSlow() && keyframe.number() % SlowStream.SPAN != 0)) {
            return false;
        }
        if (hasBodies()) {
            sendDated(keyframe.message());
        }
        awaitingKeyframe = false;
        catchingUp = false;
        leastOp = 0;
        nextFrame = keyframe.number() + 1;
        return true;
    }

    /** Whether no more fits now; a closed socket takes nothing. */
    private boolean isFull() {
        return closing || socket.isClosed() || isQueueFull();
    }

    /**
     * By bytes: {@link ServerWebSocket#writeQueueFull} allows sixteen messages more, of any size.
     */
    private boolean isQueueFull() {
        return !channel().isWritable();
    }

    /** How long its socket has taken nothing, asked once a second; 0 while it takes. */
    long stuckNanos(long nowNanos) {
        if (socket.isClosed() || !isQueueFull()) {
            fullSinceNanos = 0;
        } else if (fullSinceNanos == 0) {
            fullSinceNanos = nowNanos;
        }
        return fullSinceNanos == 0 ? 0 : nowNanos - fullSinceNanos;
    }

    private void sendFrames(GetFrames wanted) {
        FrameHistory history = gateway.history();
        long from = Math.max(wanted.getFrom(), history.first());
        long to = Math.min(Math.min(wanted.getTo(), history.last()), from + FRAMES_AT_ONCE - 1);
        for (long number = from; number <= to && number > 0; number++) {
            boolean ends = !isSlow() || number % SlowStream.SPAN == 0;
            PublishedFrame frame = ends ? asked(number) : null;
            if (!ends) {
                continue;
            }
            if (frame == null || isFull()) {
                gateway.counters().count("gateway.frames-not-sent");
                return;
            }
            sendDated(frame.whole());
        }
    }

    private @Nullable PublishedFrame asked(long number) {
        return isSlow() ? gateway.slow().endingAt(number, part) : gateway.history().frame(number);
    }

    private void sendKeyframe(GetKeyframe wanted) {
        FrameHistory history = gateway.history();
        long atOrBefore = wanted.getAtOrBefore();
        PublishedKeyframe keyframe =
                atOrBefore <= 0 ? history.latestKeyframe() : history.keyframeAtOrBefore(atOrBefore);
        if (keyframe == null) {
            notice("NO_KEYFRAME", "no keyframe at or before that frame is kept");
        } else if (isFull()) {
            gateway.counters().count("gateway.keyframe-not-sent");
        } else {
            sendDated(keyframe.message());
        }
    }

    /** Half a MiB at most; who asks for more than the socket takes gets no more. */
    private void sendGenesis() {
        if (isFull()) {
            gateway.counters().count("gateway.genesis-not-sent");
        } else {
            send(gateway.genesis());
        }
    }

    private void stepDown() {
        if (!gateway.stepDown()) {
            notice("NOT_PRIMARY", "this replica leads no view, or is busy");
        }
    }

    private void resized(Resized answer) {
        if (!socket.isClosed()) {
            send(ServerMessage.newBuilder().setResized(answer).build());
        }
    }

    private void control(ReplayControl wanted) {
        ReplayPort replay = gateway.replay();
        if (replay == null) {
            notice("NOT_A_REPLAY", "time goes its own way here: this is a running replica");
        } else {
            replay.control(wanted);
        }
    }

    private void sendTimeline(GetTimeline wanted) {
        ReplayPort replay = gateway.replay();
        if (replay == null) {
            notice("NOT_A_REPLAY", "a running replica has no time line");
        } else if (isFull()) {
            gateway.counters().count("gateway.timeline-not-sent");
        } else {
            send(ServerMessage.newBuilder().setTimeline(replay.timeline(wanted.getFrom())).build());
        }
    }

    /** The stream begins anew, perhaps earlier: whoever hears that subscribes again. */
    void unsubscribe() {
        mode = StreamMode.STREAM_MODE_UNSPECIFIED;
    }

    private void report(DisplayReport measured) {
        if (measured.getName().length() <= NAME_LIMIT
                && measured.getPosition().length() <= NAME_LIMIT) {
            report = measured;
        }
    }

    /** A status is dropped where older messages wait still: the next one is newer. */
    void status(Buffer status) {
        if (hello != null && !isFull() && !isSlow()) {
            send(status);
        }
    }

    /** What must not be missed, and is seldom said. */
    void tell(Buffer message) {
        if (hello != null && !socket.isClosed()) {
            send(message);
        }
    }

    /** On a thin line a status is short, and comes once a second. */
    void shortStatus(Buffer status, long nowNanos) {
        if (isSlow() && !isFull() && nowNanos - statusNanos >= SLOW_STATUS_NANOS) {
            statusNanos = nowNanos;
            send(status);
        }
    }

    void send(ServerMessage message) {
        send(Buffer.buffer(message.toByteArray()));
    }

    /** With how the replica stands (rule 23). */
    void sendDated(ServerMessage message) {
        sendDated(Buffer.buffer(message.toByteArray()));
    }

    private void sendDated(Buffer message) {
        send(gateway.dated(message));
    }

    private void send(Buffer message) {
        if (closing || socket.isClosed()) {
            return;
        }
        beyondFullBytes = isQueueFull() ? beyondFullBytes + message.length() : 0;
        if (beyondFullBytes > BEYOND_FULL_BYTES) {
            cutUnread();
        } else {
            socket.writeBinaryMessage(message);
        }
    }

    private void notice(String code, String text) {
        send(
                ServerMessage.newBuilder()
                        .setNotice(Notice.newBuilder().setCode(code).setText(text))
                        .build());
    }

    /** Says why, counts it and closes: whoever sends rubbish is not talked to. */
    void reject(String code, String text) {
        gateway.counters().count("gateway.rejected." + code);
        notice(code, text);
        close();
    }

    void close() {
        if (!closing && !socket.isClosed()) {
            closing = true;
            socket.close();
        }
    }

    /** Ends a connection whose other end does not read, counted. */
    void cutUnread() {
        gateway.counters().count("gateway.closed.NOT_READING");
        cut();
    }

    /** Without a parting word, which would wait behind all that is not read. */
    private void cut() {
        closing = true;
        gateway.cut(socket);
        gateway.closed(this);
    }
}
