package aero.vigil.replication.server;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** Vert.x as small programs need it: few threads, no file cache, a fast start. */
public final class EventLoops {

    private EventLoops() {}

    /** A Vert.x with this many event loops; contexts of one are shared by whoever asks. */
    public static Vertx create(int eventLoops) {
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
