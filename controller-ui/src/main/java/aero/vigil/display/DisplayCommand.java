package aero.vigil.display;

import aero.vigil.display.arbiter.SourceLight;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.RunningGroup;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil display}: runs headless displays against a group and says what they measured. */
@Command(
        name = "display",
        description = {
            "Runs displays without a screen against a group of replicas and prints what they saw.",
            "The longest gap counts from the moment every display shows a picture."
        })
public final class DisplayCommand implements Callable<Integer> {

    private static final long JOIN_TIMEOUT_SECONDS = 30;
    private static final int GREATEST_COUNT = 5_000;

    @Mixin private RunningGroup group = new RunningGroup();

    @Option(
            names = "--count",
            defaultValue = "1",
            paramLabel = "N",
            description = "How many displays (default: 1).")
    private int count;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            paramLabel = "S",
            description = "For how long they look, once all show a picture (default: 10).")
    private int seconds;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (count < 1 || count > GREATEST_COUNT) {
            throw new IllegalArgumentException("--count must be 1 to " + GREATEST_COUNT);
        }
        if (seconds < 1) {
            throw new IllegalArgumentException("--seconds must be 1 or more");
        }
        List<GatewayAddress> addresses = group.gateways();
        Vertx vertx = Vertx.vertx();
        try {
            List<HeadlessDisplay> displays = open(vertx, addresses);
            awaitPictures(displays);
            for (HeadlessDisplay display : displays) {
                get(display.forgetGap());
            }
            TimeUnit.SECONDS.sleep(seconds);
            print(displays);
            displays.forEach(HeadlessDisplay::close);
        } finally {
            get(vertx.close());
        }
        return 0;
    }

    private List<HeadlessDisplay> open(Vertx vertx, List<GatewayAddress> addresses) {
        List<HeadlessDisplay> displays = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            GroupOptions options = GroupOptions.of("display-" + index, addresses);
            displays.add(
                    HeadlessDisplay.open(vertx, options, index == 0, new DisplayListener() {}));
        }
        return displays;
    }

    private static void awaitPictures(List<HeadlessDisplay> displays) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(JOIN_TIMEOUT_SECONDS);
        for (HeadlessDisplay display : displays) {
            while (get(display.measures()).frames() == 0) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "no picture within "
                                    + JOIN_TIMEOUT_SECONDS
                                    + " s: is the group running, with a majority of its replicas?");
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private void print(List<HeadlessDisplay> displays) throws Exception {
        ObjectNode result = result(displays);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(result);
        } else {
            result.properties()
                    .forEach(entry -> out.printf("%-16s %s%n", entry.getKey(), entry.getValue()));
        }
        out.flush();
    }

    private static ObjectNode result(List<HeadlessDisplay> displays) throws Exception {
        List<DisplayMeasures> measures = new ArrayList<>();
        Map<String, Integer> live = new TreeMap<>();
        for (HeadlessDisplay display : displays) {
            measures.add(get(display.measures()));
            get(display.sources())
                    .forEach(
                            (source, light) ->
                                    live.merge(
                                            source,
                                            light == SourceLight.LIVE ? 1 : 0,
                                            Integer::sum));
        }
        ObjectNode result = new ObjectMapper().createObjectNode();
        result.put("displays", displays.size());
        result.put("frames", sum(measures, DisplayMeasures::frames));
        result.put("missing", sum(measures, DisplayMeasures::missing));
        result.put("repeated", sum(measures, DisplayMeasures::repeated));
        result.put("outOfOrder", sum(measures, DisplayMeasures::outOfOrder));
        result.put("disagreements", sum(measures, DisplayMeasures::disagreements));
        result.put("unconfirmed", sum(measures, DisplayMeasures::unconfirmed));
        result.put(
                "longestGapMillis",
                Math.round(
                        measures.stream()
                                .mapToDouble(DisplayMeasures::longestGapMillis)
                                .max()
                                .orElse(0)));
        int tracks = get(displays.get(0).picture(picture -> picture.tracks().size()));
        result.put("tracks", tracks);
        ArrayNode sources = result.putArray("sources");
        live.forEach(
                (source, displaysLive) ->
                        sources.addObject()
                                .put("replica", Integer.parseInt(source))
                                .put("live", displaysLive));
        return result;
    }

    private static long sum(
            List<DisplayMeasures> measures, java.util.function.ToLongFunction<DisplayMeasures> of) {
        return measures.stream().mapToLong(of).sum();
    }

    private static <T> T get(Future<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.toCompletionStage()
                .toCompletableFuture()
                .get(JOIN_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
