package aero.vigil.replication.server.replay;

import aero.vigil.airspace.ModelClock;
import aero.vigil.replication.codec.RecordCodec;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Encodable;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.LogReader;
import aero.vigil.replication.core.Playback;
import aero.vigil.replication.server.AirspaceStateMachine;
import aero.vigil.replication.server.BuildVersion;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes a span of a record as one file that another machine replays: the state before it, its ops,
 * and the digest of each of its frames.
 */
final class SpanExport {

    /** Before the first moment of the span a display draws where the tracks came from. */
    private static final long LEAD_MICROS = 30_000_000;

    private static final int STATE_PIECE_BYTES = 512 << 10;

    private final Recording recording;
    private final AirspaceStateMachine stateMachine;
    private final ModelClock clock;
    private final Playback playback;
    private final LogReader reader;
    private long ops;
    private long frames;

    private SpanExport(Recording recording) {
        this.recording = recording;
        this.stateMachine = AirspaceStateMachine.of(recording.genesisEntry(), recording.genesis());
        this.clock = stateMachine.clock();
        this.playback = new Playback(recording.genesis(), stateMachine);
        this.reader = recording.reader();
    }

    /**
     * What was written.
     *
     * @param ops how many
     * @param frames how many
     * @param sizeBytes of the file
     * @param sha256 of the whole file, as {@code sha256sum} says it
     */
    record Written(long ops, long frames, long sizeBytes, Digest sha256) {}

    /**
     * Writes a new file.
     *
     * @param fromMicros model time of the first moment that can be shown
     * @param toMicros of the last
     * @throws IllegalArgumentException if an op of the span cannot be read
     */
    static Written write(Recording recording, long fromMicros, long toMicros, Path file)
            throws IOException {
        SpanExport export = new SpanExport(recording);
        byte[] state = export.stateBefore(fromMicros - LEAD_MICROS);
        MessageDigest sha256 = sha256();
        try (OutputStream out =
                new DigestOutputStream(
                        new BufferedOutputStream(
                                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)),
                        sha256)) {
            export.write(out, sha256, state, fromMicros, toMicros);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return new Written(
                export.ops, export.frames, Files.size(file), Digest.fromBytes(sha256.digest()));
    }

    /** The state after the last frame before this moment that has a whole picture next. */
    private byte[] stateBefore(long micros) {
        Map.Entry<Long, byte[]> base = baseBefore(micros);
        if (base.getKey() > 0) {
            playback.restore(base.getKey(), base.getValue());
        }
        Encodable newest = playback.capture();
        while (playback.appliedOp() < recording.lastOp()) {
            FrameCut frame = applyNext().frame();
            if (frame == null) {
                continue;
            }
            if (clock.at(frame.timestampMicros()) > micros) {
                break;
            }
            if ((frame.number() + 1) % Reel.KEYFRAME_INTERVAL == 0) {
                newest = playback.capture();
            }
        }
        return newest.encode();
    }

    private Map.Entry<Long, byte[]> baseBefore(long micros) {
        Map.Entry<Long, byte[]> best = recording.bases().firstEntry();
        for (Map.Entry<Long, byte[]> base : recording.bases().entrySet()) {
            LogEntry next = reader.read(base.getKey() + 1);
            if (next != null && clock.at(next.timestampMicros()) <= micros) {
                best = base;
            }
        }
        return best;
    }

    private Playback.Step applyNext() {
        return playback.apply(next());
    }

    private LogEntry next() {
        long op = playback.appliedOp() + 1;
        LogEntry entry = reader.read(op);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "op "
                            + op
                            + " of this span cannot be read: export another span, or from another"
                            + " member's directory. "
                            + String.join(". ", recording.findings()));
        }
        return entry;
    }

    private void write(
            OutputStream out, MessageDigest sha256, byte[] state, long fromMicros, long toMicros)
            throws IOException {
        out.write(
                ByteBuffer.allocate(SpanBlock.FILE_HEAD_BYTES)
                        .putLong(SpanBlock.MAGIC)
                        .putInt(SpanBlock.LAYOUT)
                        .array());
        block(out, SpanBlock.Kind.ABOUT, about(fromMicros, toMicros));
        block(out, SpanBlock.Kind.GENESIS, RecordCodec.encodeEntry(recording.genesisEntry()));
        long base = Playback.opOf(state);
        for (int from = 0; from < state.length; from += STATE_PIECE_BYTES) {
            byte[] piece =
                    Arrays.copyOfRange(
                            state, from, Math.min(state.length, from + STATE_PIECE_BYTES));
            block(
                    out,
                    SpanBlock.Kind.STATE,
                    ByteBuffer.allocate(Long.BYTES + piece.length)
                            .putLong(base)
                            .put(piece)
                            .array());
        }
        playback.restore(base, state);
        while (playback.appliedOp() < recording.lastOp()) {
            LogEntry entry = next();
            if (clock.at(entry.timestampMicros()) > toMicros) {
                break;
            }
            FrameCut frame = playback.apply(entry).frame();
            block(out, SpanBlock.Kind.ENTRY, RecordCodec.encodeEntry(entry));
            ops++;
            if (frame != null) {
                block(out, SpanBlock.Kind.FRAME, numbered(frame.number(), frame.digest()));
                frames++;
            }
        }
        byte[] soFar = soFar(sha256).digest();
        block(
                out,
                SpanBlock.Kind.END,
                ByteBuffer.allocate(2 * Long.BYTES + Digest.BYTES)
                        .putLong(ops)
                        .putLong(frames)
                        .put(soFar)
                        .array());
    }

    private byte[] about(long fromMicros, long toMicros) {
        String text =
                "%s to %s of %s; written by Vigil %s"
                        .formatted(
                                Moments.text(fromMicros),
                                Moments.text(toMicros),
                                recording.origin(),
                                BuildVersion.TEXT);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] numbered(long number, Digest digest) {
        return ByteBuffer.allocate(Long.BYTES + Digest.BYTES)
                .putLong(number)
                .put(digest.bytes())
                .array();
    }

    private static void block(OutputStream out, SpanBlock.Kind kind, byte[] content)
            throws IOException {
        out.write(SpanBlock.encode(kind, content));
    }

    private static MessageDigest soFar(MessageDigest sha256) {
        try {
            return (MessageDigest) sha256.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the JDK's SHA-256 can be copied", e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
