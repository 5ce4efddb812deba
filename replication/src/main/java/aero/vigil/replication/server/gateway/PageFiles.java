package aero.vigil.replication.server.gateway;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page's files, read from the class path once and kept.
 *
 * <p>{@code /x} is {@code webroot/x}; {@code /_static/x} is what web libraries bring under {@code
 * META-INF/resources/_static}. Only plain names with a known extension are looked up, so that no
 * path leads anywhere else.
 */
final class PageFiles {

    private static final int FILES_LIMIT = 2_000;
    private static final int FILE_LIMIT_BYTES = 8 << 20;

    private static final Pattern PATH =
            Pattern.compile("(/[A-Za-z0-9_@-][A-Za-z0-9_@.-]*)+\\.([a-z0-9]{1,11})");

    private static final Pattern INLINE_SCRIPT =
            Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);

    private static final Map<String, String> CONTENT_TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("mjs", "text/javascript; charset=utf-8"),
                    Map.entry("json", "application/json; charset=utf-8"),
                    Map.entry("map", "application/json; charset=utf-8"),
                    Map.entry("webmanifest", "application/manifest+json; charset=utf-8"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("wasm", "application/wasm"),
                    Map.entry("wav", "audio/wav"),
                    Map.entry("ogg", "audio/ogg"),
                    Map.entry("mp3", "audio/mpeg"),
                    Map.entry("binpb", "application/octet-stream"),
                    Map.entry("bin", "application/octet-stream"));

    private final ClassLoader classes;
    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    PageFiles(ClassLoader classes) {
        this.classes = classes;
    }

    /** The file kept for this path; null when it has not been looked up yet. */
    @Nullable PageFile kept(String path) {
        return files.get(path);
    }

    /** Reads the file for this path; blocks. Null when there is none. */
    @Nullable PageFile read(String path) {
        String named =
                switch (path) {
                    case "/" -> "/index.html";
                    case "/supervision", "/supervision/" -> "/supervision.html";
                    default -> path;
                };
        Matcher matcher = PATH.matcher(named);
        String contentType = matcher.matches() ? CONTENT_TYPES.get(matcher.group(2)) : null;
        if (contentType == null) {
            return null;
        }
        boolean library = named.startsWith("/_static/");
        byte[] content = load((library ? "META-INF/resources" : "webroot") + named);
        if (content == null) {
            return null;
        }
        PageFile file = describe(content, contentType, library);
        if (files.size() < FILES_LIMIT) {
            files.put(path, file);
        }
        return file;
    }

    private byte @Nullable [] load(String resource) {
        try (InputStream in = classes.getResourceAsStream(resource)) {
            if (in == null) {
                return null;
            }
            byte[] content = in.readNBytes(FILE_LIMIT_BYTES + 1);
            return content.length > FILE_LIMIT_BYTES ? null : content;
        } catch (IOException e) {
            return null;
        }
    }

    private static PageFile describe(byte[] content, String contentType, boolean library) {
        String tag = '"' + Base64.getUrlEncoder().encodeToString(sha256(content)) + '"';
        String scripts = contentType.startsWith("text/html") ? inlineScripts(content) : "";
        // Libraries carry their version in the path; our own files are asked for by tag each time.
        String cacheControl = library ? "public, max-age=86400, immutable" : "no-cache";
        return new PageFile(Buffer.buffer(content), contentType, tag, cacheControl, scripts);
    }

    private static String inlineScripts(byte[] html) {
        Matcher matcher = INLINE_SCRIPT.matcher(new String(html, StandardCharsets.UTF_8));
        StringBuilder sources = new StringBuilder();
        while (matcher.find()) {
            byte[] script = matcher.group(1).getBytes(StandardCharsets.UTF_8);
            sources.append(" 'sha256-")
                    .append(Base64.getEncoder().encodeToString(sha256(script)))
                    .append('\'');
        }
        return sources.toString();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
