package aero.vigil.certification.bench;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for an answer, with a word about what did not come. */
final class Waiting {

    private static final long SECONDS = 30;

    private Waiting() {}

    static <T> T orFail(Future<T> future, String what) throws InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(what + " failed: " + failed.getMessage(), failed);
        } catch (TimeoutException late) {
            throw new IllegalStateException(what + " did not come in " + SECONDS + " s", late);
        }
    }
}
