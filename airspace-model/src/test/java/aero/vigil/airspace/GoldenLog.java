package aero.vigil.airspace;

import aero.vigil.airspace.command.Submitter;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A recorded log of the model: an adaptation, then commands and ticks as a replica would give them,
 * with their op-numbers and stamps. Reading it needs nothing but the model.
 *
 * <p>Its main replays the log of the test resources and prints the digests, one a line, so that
 * another JVM can be asked what it makes of it. Its bytes are made by {@link GoldenLogRecorder}.
 */
public final class GoldenLog {

    /** The log, gzipped, among the test resources. */
    static final String LOG = "/golden/commands.log.gz";

    /** What it gives: a line {@code version N}, then the lines of {@link #replay}. */
    static final String DIGESTS = "/golden/digests.txt";

    /** A digest is written at each frame whose number this divides. */
    private static final int EVERY_FRAMES = 50;

    private static final int COMMAND = 1;
    private static final int TICK = 2;
    private static final int END_OF_SESSION = 3;
    private static final int GREATEST_COMMAND = 1 << 20;

    /** What a replay does besides. */
    enum Manner {
        /** Applies the log from the first op to the last. */
        STRAIGHT,
        /** Carries on in a fresh model restored from a checkpoint, after every frame. */
        RESTORED_AT_EVERY_FRAME
    }

    private GoldenLog() {}

    /** Writes a log. */
    static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        Writer(byte[] adaptation) {
            try {
                out.writeInt(adaptation.length);
                out.write(adaptation);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void command(long op, long stampMicros, Submitter submitter, byte[] command) {
            try {
                out.writeByte(COMMAND);
                out.writeLong(op);
                out.writeLong(stampMicros);
                out.writeLong(submitter.session());
                out.writeUTF(submitter.user());
                out.writeUTF(String.join(",", submitter.roles()));
                out.writeInt(command.length);
                out.write(command);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void tick(long op, long stampMicros, long frame) {
            try {
                out.writeByte(TICK);
                out.writeLong(op);
                out.writeLong(stampMicros);
                out.writeLong(frame);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void endOfSession(long session) {
            try {
                out.writeByte(END_OF_SESSION);
                out.writeLong(session);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void writeTo(OutputStream file) throws IOException {
            try (GZIPOutputStream zipped = new GZIPOutputStream(file)) {
                bytes.writeTo(zipped);
            }
        }
    }

    /**
     * Applies a log and says what came of it: at chosen frames a hash over every result, every
     * frame and every slice digest so far, and at the end one of the state and one of the picture.
     */
    static List<String> replay(InputStream log, Manner manner) throws IOException {
        return replay(log, manner, Long.MAX_VALUE);
    }

    /** The same up to a frame; what comes of the end is left out where that is not reached. */
    private static List<String> replay(InputStream log, Manner manner, long lastFrame)
            throws IOException {
        List<String> lines = new ArrayList<>();
        MessageDigest chain = sha256();
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(log))) {
            byte[] adaptation = block(in);
            AirspaceModel model = new AirspaceModel(adaptation, ModelClock.utc());
            for (int kind = in.read(); kind >= 0; kind = in.read()) {
                switch (kind) {
                    case COMMAND -> chain.update(apply(model, in));
                    case TICK -> {
                        long frame = tick(model, in, chain);
                        if (frame % EVERY_FRAMES == 0) {
                            lines.add("frame " + frame + " " + soFar(chain));
                        }
                        if (frame >= lastFrame) {
                            return lines;
                        }
                        if (manner == Manner.RESTORED_AT_EVERY_FRAME) {
                            byte[] state = model.captureState().encode();
                            model = new AirspaceModel(adaptation, ModelClock.utc());
                            model.restore(state);
                        }
                    }
                    case END_OF_SESSION -> model.sessionEnded(in.readLong());
                    default -> throw new IOException("no entry of a log: " + kind);
                }
            }
            lines.add("all results and frames " + soFar(chain));
            lines.add("state " + hex(sha256().digest(model.captureState().encode())));
            lines.add("picture " + hex(model.pictureDigest().toByteArray()));
        }
        return lines;
    }

    private static byte[] apply(AirspaceModel model, DataInputStream in) throws IOException {
        long op = in.readLong();
        long stamp = in.readLong();
        Submitter submitter =
                new Submitter(in.readLong(), in.readUTF(), List.of(in.readUTF().split(",", -1)));
        return model.apply(op, stamp, submitter, block(in));
    }

    private static long tick(AirspaceModel model, DataInputStream in, MessageDigest chain)
            throws IOException {
        long op = in.readLong();
        long stamp = in.readLong();
        long frame = in.readLong();
        FrameCut cut = model.tick(op, stamp, frame);
        chain.update(cut.body().toByteArray());
        chain.update(cut.sliceDigest().toByteArray());
        return frame;
    }

    private static byte[] block(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > GREATEST_COMMAND) {
            throw new IOException("a block of " + length + " octets");
        }
        return in.readNBytes(length);
    }

    private static String soFar(MessageDigest chain) {
        try {
            return hex(((MessageDigest) chain.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("SHA-256 can be cloned on every Java platform", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    static InputStream open(String resource) throws IOException {
        InputStream stream = GoldenLog.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IOException(resource + " is missing from the test resources");
        }
        return stream;
    }

    /** The version and the digests that were recorded. */
    static List<String> recorded() throws IOException {
        try (InputStream in = open(DIGESTS)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        }
    }

    /** Prints what this JVM makes of the log, up to the frame that is named. */
    public static void main(String[] args) throws IOException {
        try (InputStream log = open(LOG)) {
            replay(log, Manner.STRAIGHT, Long.parseLong(args[0])).forEach(System.out::println);
        }
    }
}
