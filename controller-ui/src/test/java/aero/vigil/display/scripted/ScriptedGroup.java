package aero.vigil.display.scripted;

import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.KeyframeMessage;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Three gateways that show one scripted picture, each of which can be made to fall silent, lie, lag
 * or die. Everything runs on one event loop; the public methods may be called from any thread.
 */
public final class ScriptedGroup implements AutoCloseable {

    static final int SIZE = 3;
    private static final int FRAMES_KEPT = 600;
    private static final int KEYFRAME_EVERY = 50;
    private static final int PROOF_DISTANCE = 10;
    private static final int HURRY_MILLIS = 2;

    private final Vertx vertx = Vertx.vertx();
    private final io.vertx.core.Context context = vertx.getOrCreateContext();
    private final ScriptedPicture picture;
    private final NavigableMap<Long, FrameRecord> frames = new TreeMap<>();
    private final NavigableMap<Long, KeyframeMessage> keyframes = new TreeMap<>();
    private final List<ScriptedGateway> gateways = new ArrayList<>();
    private final Map<String, Long> requests = new TreeMap<>();
    private ByteString previous = ByteString.copyFrom(new byte[32]);

    public ScriptedGroup(ScriptedPicture picture) {
        this.picture = picture;
        for (int warmUp = 0; warmUp < KEYFRAME_EVERY + 2 * PROOF_DISTANCE; warmUp++) {
            cut();
        }
        for (int index = 0; index < SIZE; index++) {
            gateways.add(new ScriptedGateway(this, vertx, index));
        }
        for (ScriptedGateway gateway : gateways) {
            await(onContext(gateway::listen).compose(listening -> listening));
        }
        context.runOnContext(ignored -> cutting = vertx.setPeriodic(100, tick -> cutAndSend()));
        context.runOnContext(
                ignored ->
                        vertx.setPeriodic(
                                100, tick -> gateways.forEach(ScriptedGateway::sendStatus)));
    }

    /** The address of one gateway, host:port. */
    public String address(int index) {
        return "127.0.0.1:" + gateways.get(index).port();
    }

    public List<String> addresses() {
        return gateways.stream().map(gateway -> "127.0.0.1:" + gateway.port()).toList();
    }

    /** Does something to the picture between two frames. */
    public <T> T with(java.util.function.Function<ScriptedPicture, T> change) {
        return await(onContext(() -> change.apply(picture)));
    }

    public void silence(int index, boolean silent) {
        await(onContext(() -> gateways.get(index).silent = silent));
    }

    /** From now on this gateway's frames say something else than the others'. */
    public void corrupt(int index, boolean corrupt) {
        await(onContext(() -> gateways.get(index).corrupt = corrupt));
    }

    /** This gateway sends no bodies, only digests, whatever it is asked. */
    public void withholdBodies(int index, boolean withhold) {
        await(onContext(() -> gateways.get(index).withholdBodies = withhold));
    }

    public void kill(int index) {
        await(onContext(() -> gateways.get(index).kill()).compose(killed -> killed));
    }

    /** As the demo does it, asked by a page: after the answer has gone. */
    void killSoon(int index) {
        vertx.setTimer(20, ignored -> gateways.get(index).kill());
    }

    /** Says nothing until it is told otherwise. */
    void freezeSoon(int index) {
        vertx.setTimer(20, ignored -> gateways.get(index).silent = true);
    }

    public void revive(int index) {
        await(onContext(() -> gateways.get(index).listen()).compose(listening -> listening));
    }

    /** No new frames, as when the group has lost its quorum; the gateways go on speaking. */
    public void stall(boolean stalled) {
        await(onContext(() -> this.stalled = stalled));
    }

    /**
     * Cuts frames so many times as fast, as far as {@link #cutThrough} lets it; model time goes
     * with them.
     */
    public void hurry(int times) {
        int frames = Math.max(1, times * HURRY_MILLIS / 100);
        int millis = Math.max(HURRY_MILLIS, 100 / times);
        await(
                onContext(
                        () -> {
                            vertx.cancelTimer(cutting);
                            cutting =
                                    vertx.setPeriodic(
                                            millis,
                                            tick -> {
                                                for (int i = 0; i < frames; i++) {
                                                    cutAndSend();
                                                }
                                            });
                            return true;
                        }));
    }

    /** No frame after this one, until more are wanted. */
    public void cutThrough(long number) {
        await(onContext(() -> lastWanted = number));
    }

    public long lastFrame() {
        return await(onContext(frames::lastKey));
    }

    /** The digests of the frames that are kept, in hexadecimal, as honest gateways give them. */
    public Map<Long, String> digests() {
        return await(
                onContext(
                        () -> {
                            Map<Long, String> digests = new TreeMap<>();
                            frames.forEach(
                                    (number, frame) ->
                                            digests.put(
                                                    number,
                                                    HexFormat.of()
                                                            .formatHex(
                                                                    frame.getDigest()
                                                                            .toByteArray())));
                            return digests;
                        }));
    }

    /** How many gateways are now asked for whole frames. */
    public List<Integer> wholeSubscribers() {
        return await(
                onContext(() -> gateways.stream().map(ScriptedGateway::wholeSubscribers).toList()));
    }

    private boolean stalled;
    private long lastWanted = Long.MAX_VALUE;
    private long cutting;

    private void cutAndSend() {
        if (stalled || frames.lastKey() >= lastWanted) {
            return;
        }
        FrameRecord record = cut();
        gateways.forEach(gateway -> gateway.send(record));
    }

    private FrameRecord cut() {
        Frame frame = picture.tick();
        byte[] slice = new byte[32];
        slice[0] = (byte) frame.getNumber();
        ByteString audit = ByteString.copyFrom(slice);
        KeyframeMessage proven = keyframes.get(frame.getNumber() - PROOF_DISTANCE);
        if (proven != null) {
            audit = audit.concat(sha256(proven.getBody()));
        }
        FrameRecord record = record(frame.getNumber(), previous, frame.toByteString(), audit);
        previous = record.getDigest();
        frames.put(record.getNumber(), record);
        if (frames.size() > FRAMES_KEPT) {
            frames.pollFirstEntry();
        }
        if (frame.getNumber() % KEYFRAME_EVERY == 0) {
            keyframes.put(
                    frame.getNumber(),
                    KeyframeMessage.newBuilder()
                            .setNumber(frame.getNumber())
                            .setBody(picture.keyframe().toByteString())
                            .setFrameDigest(record.getDigest())
                            .build());
            if (keyframes.size() > 4) {
                keyframes.pollFirstEntry();
            }
        }
        return record;
    }

    static FrameRecord record(long number, ByteString previous, ByteString body, ByteString audit) {
        return FrameRecord.newBuilder()
                .setNumber(number)
                .setOpNumber(number * 3)
                .setView(1)
                .setBody(body)
                .setPreviousDigest(previous)
                .setAudit(audit)
                .setDigest(sha256(previous.concat(body).concat(audit)))
                .build();
    }

    static ByteString sha256(ByteString bytes) {
        try {
            return ByteString.copyFrom(
                    MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    NavigableMap<Long, FrameRecord> frames() {
        return frames;
    }

    KeyframeMessage latestKeyframe() {
        return keyframes.lastEntry().getValue();
    }

    ScriptedPicture picture() {
        return picture;
    }

    /** Whether this request is the first of its number in its session. */
    boolean isNew(String session, long number) {
        Long before = requests.get(session);
        if (before != null && before >= number) {
            return false;
        }
        requests.put(session, number);
        return true;
    }

    private <T> Future<T> onContext(Callable<T> action) {
        io.vertx.core.Promise<T> done = io.vertx.core.Promise.promise();
        context.runOnContext(
                ignored -> {
                    try {
                        done.complete(action.call());
                    } catch (Exception e) {
                        done.fail(e);
                    }
                });
        return done.future();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    /** Serves the scripted picture until it is ended: {@code ScriptedGroup AIRCRAFT [conflict]}. */
    public static void main(String[] arguments) throws InterruptedException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        try (ScriptedGroup group = new ScriptedGroup(new ScriptedPicture(count, 7))) {
            if (arguments.length > 1) {
                group.with(
                        picture -> {
                            picture.conflict();
                            return true;
                        });
            }
            System.out.println(group.addresses());
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
