package aero.vigil.replication.server.command;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** Vert.x as small programs need it: few threads, no file cache, a fast start. */
public final class Quiet {

    private Quiet() {}

    /** A Vert.x with this many event loops. */
    public static Vertx vertx(int eventLoops) {
        return Vertx.vertx(
                new VertxOptions()
                        .setEventLoopPoolSize(eventLoops)
                        .setWorkerPoolSize(2)
                        .setInternalBlockingPoolSize(2)
                        .setFileSystemOptions(
                                new FileSystemOptions()
                                        .setClassPathResolvingEnabled(false)
                                        .setFileCachingEnabled(false)));
    }
}
