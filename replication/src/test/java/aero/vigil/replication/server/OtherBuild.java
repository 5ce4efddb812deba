package aero.vigil.replication.server;

import aero.vigil.airspace.SupportedVersions;
import aero.vigil.replication.codec.ProtocolVersions;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Another build of the modules: jars of their own, of the same sources but for the range of
 * versions that they support.
 */
final class OtherBuild {

    private final Path directory;

    OtherBuild(Path directory) {
        this.directory = directory;
    }

    /** The class path of a build that supports these versions of the state machine and protocol. */
    String classPath(int oldest, int newest, int oldestProtocol, int newestProtocol)
            throws IOException {
        Files.createDirectories(directory);
        Path model = jar(SupportedVersions.class, "airspace-model", oldest, newest);
        Path replication =
                jar(ProtocolVersions.class, "replication", oldestProtocol, newestProtocol);
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            if (path.equals(home(SupportedVersions.class))) {
                entries.add(model.toString());
            } else if (path.equals(home(ProtocolVersions.class))) {
                entries.add(replication.toString());
            } else {
                entries.add(entry);
            }
        }
        if (!entries.contains(model.toString()) || !entries.contains(replication.toString())) {
            throw new AssertionError("the modules are not on the class path: " + entries);
        }
        return String.join(File.pathSeparator, entries);
    }

    private static Path home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toAbsolutePath()
                    .normalize();
        } catch (java.net.URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The module with one class compiled anew. */
    private Path jar(Class<?> versions, String module, int oldest, int newest) throws IOException {
        String name = versions.getName().replace('.', '/');
        Path classes = compile(versions, module, name, oldest, newest);
        Path jar = directory.resolve(module + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            copy(home(versions), name + ".class", out);
            out.putNextEntry(new JarEntry(name + ".class"));
            Files.copy(classes.resolve(name + ".class"), out);
            out.closeEntry();
        }
        return jar;
    }

    private Path compile(Class<?> versions, String module, String name, int oldest, int newest)
            throws IOException {
        Path source =
                Path.of(System.getProperty("vigil.root", ".."))
                        .resolve(module)
                        .resolve("src/main/java")
                        .resolve(name + ".java");
        String text =
                Files.readString(source)
                        .replaceFirst("OLDEST = \\d+;", "OLDEST = " + oldest + ";")
                        .replaceFirst("NEWEST = \\d+;", "NEWEST = " + newest + ";");
        Path classes = Files.createDirectories(directory.resolve(module));
        Path changed = directory.resolve(versions.getSimpleName() + ".java");
        Files.writeString(changed, text);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, "-d", classes.toString(), changed.toString()) != 0) {
            throw new AssertionError("not compiled: " + changed);
        }
        return classes;
    }

    private static void copy(Path from, String except, JarOutputStream out) throws IOException {
        if (Files.isDirectory(from)) {
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = from.relativize(file).toString();
                    if (!name.equals(except)) {
                        out.putNextEntry(new JarEntry(name));
                        Files.copy(file, out);
                        out.closeEntry();
                    }
                }
            }
            return;
        }
        try (ZipFile jar = new ZipFile(from.toFile())) {
            for (ZipEntry entry : jar.stream().toList()) {
                if (!entry.isDirectory() && !entry.getName().equals(except)) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                    out.closeEntry();
                }
            }
        }
    }
}
