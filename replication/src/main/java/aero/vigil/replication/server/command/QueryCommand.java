package aero.vigil.replication.server.command;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.Question;
import aero.vigil.replication.client.RunningGroup;
import aero.vigil.replication.server.EventLoops;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.PictureQuery;
import aero.vigil.wire.gateway.Answer;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil query}: reads a piece of the picture, as it is after all that was acknowledged. */
@CommandLine.Command(
        name = "query",
        description = {
            "Reads a piece of the picture and prints it as JSON: linearizable, from any replica.",
            "WHAT is track NUMBER, flight ID, callsign NAME, sector ID, totals, alerts, sensors, feeds,"
                    + " positions or adaptation.",
            "Example: vigil query callsign SWR123"
        },
        mixinStandardHelpOptions = true)
public final class QueryCommand implements Callable<Integer> {

    private static final long PATIENCE_SECONDS = 12;

    /** What is asked for without a name. */
    private static final List<String> WHOLE =
            List.of("totals", "alerts", "sensors", "feeds", "positions", "adaptation");

    @Mixin private RunningGroup group = new RunningGroup();

    @Option(
            names = "--replica",
            paramLabel = "INDEX",
            defaultValue = "-1",
            description = "Asks this replica only; default: whichever answers.")
    private int replica = -1;

    @Option(
            names = "--any-age",
            description = "Takes the picture as old as the replica asked has it, isolated or not.")
    private boolean anyAge;

    @Option(
            names = "--least-op",
            paramLabel = "OP",
            defaultValue = "0",
            description = "Waits until this op is applied: that of one's own last reply.")
    private long leastOp;

    @Parameters(arity = "1..2", paramLabel = "WHAT", description = "As above.")
    private List<String> what = List.of();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Question question = new Question(question(what).toByteArray(), anyAge, leastOp);
        List<GatewayAddress> gateways = group.gateways();
        Vertx vertx = EventLoops.create(1);
        try (GroupClient client = GroupClient.connect(vertx, GroupOptions.of("query", gateways))) {
            print(client.ask(question, replica).await(PATIENCE_SECONDS, TimeUnit.SECONDS));
            return 0;
        } catch (TimeoutException e) {
            spec.commandLine()
                    .getErr()
                    .println("vigil query: " + e.getMessage() + " (./vigil status)");
            return 1;
        } finally {
            vertx.close();
        }
    }

    private void print(Answer answer) throws InvalidProtocolBufferException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "{\"opNumber\":"
                        + answer.getOpNumber()
                        + ",\"frame\":"
                        + answer.getFrame()
                        + ",\"picture\":"
                        + JsonFormat.printer()
                                .omittingInsignificantWhitespace()
                                .print(Frame.parseFrom(answer.getAnswer()))
                        + "}");
        out.flush();
    }

    /**
     * The question that these words are.
     *
     * @throws IllegalArgumentException when they are none
     */
    static PictureQuery question(List<String> words) {
        PictureQuery.Builder query = PictureQuery.newBuilder();
        String kind = words.get(0);
        String name = words.size() > 1 ? words.get(1) : "";
        if (name.isEmpty() != WHOLE.contains(kind)) {
            throw new IllegalArgumentException(
                    "not a question: " + String.join(" ", words) + " (./vigil query --help)");
        }
        switch (kind) {
            case "track" -> query.setTrack(number(name));
            case "flight" -> query.setFlight(number(name));
            case "callsign" -> query.setCallsign(name);
            case "sector" -> query.setSector(name);
            case "totals" -> query.setTotals(true);
            case "alerts" -> query.setAlerts(true);
            case "sensors" -> query.setSensors(true);
            case "feeds" -> query.setFeeds(true);
            case "positions" -> query.setPositions(true);
            case "adaptation" -> query.setAdaptation(true);
            default ->
                    throw new IllegalArgumentException(
                            "not a question: " + kind + " (./vigil query --help)");
        }
        return query.build();
    }

    private static int number(String text) {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number: " + text, e);
        }
    }
}
