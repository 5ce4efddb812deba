package aero.vigil.certification.observer;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for an answer, with a word about what did not come. */
public final class Waiting {

    private static final long SECONDS = 30;

    private Waiting() {}

    /**
     * The result of the future.
     *
     * @throws IllegalStateException saying what failed or did not come
     */
    public static <T> T orFail(Future<T> future, String what) throws InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(what + " failed: " + failed.getMessage(), failed);
        } catch (TimeoutException late) {
            throw new IllegalStateException(what + " did not come in " + SECONDS + " s", late);
        }
    }
}
