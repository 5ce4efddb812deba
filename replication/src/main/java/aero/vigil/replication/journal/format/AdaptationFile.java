package aero.vigil.replication.journal.format;

import aero.vigil.airspace.adaptation.AdaptationChecker;
import aero.vigil.airspace.codec.AdaptationDecoder;
import aero.vigil.wire.airspace.Adaptation;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An adaptation as people write it: the JSON form of {@code vigil.airspace.Adaptation}. */
public final class AdaptationFile {

    private static final long MAX_BYTES = 16L << 20;
    private static final int MAX_FAULTS_TOLD = 5;

    /** What JsonFormat names when it knows no line: the last word or number of its sentence. */
    private static final Pattern NAMED = Pattern.compile("(?:field|value)[^:]*: \"?([^\"\\s]+)");

    private AdaptationFile() {}

    /**
     * Reads and checks an adaptation.
     *
     * @return its bytes, the same for the same content
     * @throws IllegalArgumentException if it is none or the model would refuse it, with the line or
     *     the object at fault
     * @throws IOException if the file cannot be read
     */
    public static byte[] read(Path file) throws IOException {
        Adaptation adaptation = parse(file);
        byte[] bytes = adaptation.toByteArray();
        List<String> faults = faults(bytes);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    file
                            + ": "
                            + String.join(
                                    "; ",
                                    faults.subList(0, Math.min(MAX_FAULTS_TOLD, faults.size())))
                            + (faults.size() > MAX_FAULTS_TOLD
                                    ? "; and %d more".formatted(faults.size() - MAX_FAULTS_TOLD)
                                    : ""));
        }
        return bytes;
    }

    /** Everything that is wrong with a file, a sentence each; empty when nothing is. */
    public static List<String> faults(Path file) throws IOException {
        try {
            return faults(parse(file).toByteArray());
        } catch (IllegalArgumentException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> faults(byte[] adaptation) {
        try {
            return AdaptationChecker.faults(AdaptationDecoder.decode(adaptation));
        } catch (IllegalArgumentException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static Adaptation parse(Path file) throws IOException {
        String text = text(file);
        Adaptation.Builder adaptation = Adaptation.newBuilder();
        try {
            JsonFormat.parser().merge(text, adaptation);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(
                    file + ": " + withLine(String.valueOf(e.getMessage()), text), e);
        }
        return adaptation.build();
    }

    private static String text(Path file) throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException(
                        file + " is larger than " + MAX_BYTES + " bytes: no adaptation is");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no adaptation file " + file, e);
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(file + " is no text in UTF-8", e);
        }
    }

    /** The parser's sentence, with the line of what it names where it does not say one itself. */
    private static String withLine(String sentence, String text) {
        String first = sentence.lines().findFirst().orElse(sentence);
        Matcher named = NAMED.matcher(first);
        if (first.contains(" line ") || !named.find()) {
            return first;
        }
        int at = text.indexOf(named.group(1));
        return at < 0 ? first : "line " + lineOf(text, at) + ": " + first;
    }

    private static long lineOf(String text, int position) {
        return 1 + text.chars().limit(position).filter(c -> c == '\n').count();
    }
}
