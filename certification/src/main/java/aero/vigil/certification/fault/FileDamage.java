package aero.vigil.certification.fault;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Damage to the files of a replica that is down, each proved by hashes before and after. */
public final class FileDamage {

    private static final int LENGTH_MASK = 0x3fff_ffff;
    private static final int LEAST_RECORDS = 8;
    private static final int PAYLOAD_OFFSET = 60;
    private static final int META_DATA = 0x4000_0000;

    private FileDamage() {}

    /** Something done to one file. */
    public interface Injury {
        void to(Path file) throws IOException;
    }

    /** Does it, and shows that the file is another one now. */
    public static Proof injure(Path file, String what, Injury injury) throws IOException {
        String before = hash(file);
        long length = Files.exists(file) ? Files.size(file) : 0;
        injury.to(file);
        String after = hash(file);
        return new Proof(
                !before.equals(after),
                file.getFileName()
                        + " ("
                        + length
                        + " bytes): "
                        + what
                        + "; SHA-256 "
                        + brief(before)
                        + " before, "
                        + brief(after)
                        + " after");
    }

    private static String brief(String hash) {
        return hash.length() > 12 ? hash.substring(0, 12) : hash;
    }

    /** Turns one bit over. */
    public static void flipBit(Path file, long position) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(position);
            int old = open.read();
            open.seek(position);
            open.write(old ^ 0x10);
        }
    }

    /** Turns one bit over in the payload of a journal file's middle record, and proves it. */
    public static Proof flipInPayload(Path journal) throws IOException {
        return flipInTheMiddle(journal, PAYLOAD_OFFSET);
    }

    /** Turns one bit over in the header of a journal file's middle record, and proves it. */
    public static Proof flipInHeader(Path journal) throws IOException {
        return flipInTheMiddle(journal, 0);
    }

    private static Proof flipInTheMiddle(Path journal, int offset) throws IOException {
        List<Long> records = records(journal);
        long position = records.get(records.size() / 2) + offset;
        return injure(
                journal,
                "a bit flipped at "
                        + position
                        + ", in record "
                        + records.size() / 2
                        + " of "
                        + records.size(),
                victim -> flipBit(victim, position));
    }

    /** Writes zeros over a stretch. */
    public static void zero(Path file, long position, int bytes) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(position);
            open.write(new byte[bytes]);
        }
    }

    /**
     * Where the records of a journal file begin, each with a word that holds its length in the
     * lower 30 bits, little-endian (Chronicle Queue's framing); records of data only.
     */
    public static List<Long> records(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(LITTLE_ENDIAN);
        List<Long> data = new ArrayList<>();
        int position = 0;
        while (position + Integer.BYTES <= bytes.capacity()) {
            int word = bytes.getInt(position);
            int length = word & LENGTH_MASK;
            if (word == 0 || length > bytes.capacity() - position - Integer.BYTES) {
                break;
            }
            if ((word & META_DATA) == 0) {
                data.add((long) position);
            }
            position += Integer.BYTES + (length + 3) / 4 * 4;
        }
        return data;
    }

    /** The place behind the last byte that is not zero. */
    public static long endOfData(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    /** The newest journal file with records to damage; a spare one holds nothing but its head. */
    public static Path newestJournal(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(file -> file.toString().endsWith(".cq4")).sorted().toList();
        }
        for (int i = files.size() - 1; i >= 0; i--) {
            if (records(files.get(i)).size() >= LEAST_RECORDS) {
                return files.get(i);
            }
        }
        throw new IOException("no journal file with records among " + files);
    }

    /** SHA-256 in hexadecimal; "absent" where there is no file. */
    static String hash(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "absent";
        }
        MessageDigest sha256 = sha256();
        update(sha256, file);
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** One hash of all files below a directory. */
    static String hashOfTree(Path directory) throws IOException {
        MessageDigest sha256 = sha256();
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            update(sha256, file);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void update(MessageDigest sha256, Path file) throws IOException {
        byte[] chunk = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                sha256.update(chunk, 0, read);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
