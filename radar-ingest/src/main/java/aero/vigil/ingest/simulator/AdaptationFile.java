package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.Adaptation;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A region's configuration on disk: the JSON form of the {@code Adaptation} message, as it stands
 * in {@code config/adaptations}.
 */
public final class AdaptationFile {

    /** A file larger than this is no adaptation of ours: 10,000 points take about 1 MB. */
    private static final long GREATEST_BYTES = 16L << 20;

    private AdaptationFile() {}

    /**
     * Reads an adaptation.
     *
     * @throws IOException with a text for a person: what is wrong with which file
     */
    public static Adaptation read(Path file) throws IOException {
        try {
            if (Files.size(file) > GREATEST_BYTES) {
                throw new IOException(file + " is larger than " + GREATEST_BYTES + " bytes");
            }
            Adaptation.Builder adaptation = Adaptation.newBuilder();
            JsonFormat.parser().merge(Files.readString(file), adaptation);
            return adaptation.build();
        } catch (NoSuchFileException absent) {
            throw new IOException("there is no adaptation file " + file, absent);
        } catch (InvalidProtocolBufferException | MalformedInputException unreadable) {
            throw new IOException(
                    file + " is not an adaptation: " + unreadable.getMessage(), unreadable);
        }
    }
}
