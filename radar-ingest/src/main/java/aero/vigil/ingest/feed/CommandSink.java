package aero.vigil.ingest.feed;

import io.vertx.core.Future;

/**
 * Takes commands for the group, each applied once whatever dies on the way. The port by which a
 * feed reaches the group; one a feed, since one command is outstanding at a time.
 */
@FunctionalInterface
public interface CommandSink {

    /**
     * Submits one {@code vigil.airspace.Command}.
     *
     * @return its {@code vigil.airspace.Result} once it is applied; fails when it was not applied
     *     or nobody can know
     */
    Future<byte[]> submit(byte[] command);
}
