package aero.vigil.display.browser;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a page and its workers have on their heaps after a collection: each has one of its own. */
final class HeldByPage implements AutoCloseable {

    private static final int PATIENCE_TURNS = 500;

    private final Page page;
    private final CDPSession session;
    private final List<String> workers = new ArrayList<>();
    private final Map<Integer, JsonObject> answers = new HashMap<>();
    private int asked;

    private HeldByPage(Page page) {
        this.page = page;
        this.session = page.context().newCDPSession(page);
    }

    /** Of a page whose workers have started. */
    static HeldByPage of(Page page) {
        HeldByPage held = new HeldByPage(page);
        held.session.on("Target.attachedToTarget", held::attached);
        held.session.on("Target.receivedMessageFromTarget", held::answered);
        JsonObject all = new JsonObject();
        all.addProperty("autoAttach", true);
        all.addProperty("waitForDebuggerOnStart", false);
        all.addProperty("flatten", false);
        held.session.send("Target.setAutoAttach", all);
        held.until(() -> !held.workers.isEmpty());
        return held;
    }

    private void attached(JsonObject event) {
        if (event.getAsJsonObject("targetInfo").get("type").getAsString().equals("worker")) {
            workers.add(event.get("sessionId").getAsString());
        }
    }

    private void answered(JsonObject event) {
        JsonObject answer =
                JsonParser.parseString(event.get("message").getAsString()).getAsJsonObject();
        if (answer.has("id")) {
            answers.put(answer.get("id").getAsInt(), answer);
        }
    }

    /** All of them together. */
    double bytes() {
        session.send("HeapProfiler.collectGarbage");
        double used = session.send("Runtime.getHeapUsage").get("usedSize").getAsDouble();
        for (String worker : workers) {
            ask(worker, "HeapProfiler.collectGarbage");
            used +=
                    ask(worker, "Runtime.getHeapUsage")
                            .getAsJsonObject("result")
                            .get("usedSize")
                            .getAsDouble();
        }
        return used;
    }

    private JsonObject ask(String worker, String method) {
        int number = ++asked;
        JsonObject question = new JsonObject();
        question.addProperty("id", number);
        question.addProperty("method", method);
        JsonObject letter = new JsonObject();
        letter.addProperty("sessionId", worker);
        letter.addProperty("message", question.toString());
        session.send("Target.sendMessageToTarget", letter);
        until(() -> answers.containsKey(number));
        return requireNonNull(answers.remove(number));
    }

    /** Events come while the page is spoken with. */
    private void until(java.util.function.BooleanSupplier condition) {
        for (int turn = 0; !condition.getAsBoolean(); turn++) {
            if (turn == PATIENCE_TURNS) {
                throw new AssertionError("a worker's heap cannot be looked at");
            }
            page.waitForTimeout(20);
        }
    }

    @Override
    public void close() {
        session.detach();
    }
}
