package aero.vigil.replication.server.command;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.RunningGroup;
import aero.vigil.replication.core.Epoch;
import aero.vigil.wire.gateway.Counter;
import aero.vigil.wire.gateway.Peer;
import aero.vigil.wire.gateway.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil status}: how the group is, asked of all its members. */
@Command(
        name = "status",
        description = "Says how the group is: every replica, the picture's totals, rejects.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(6);

    @Mixin private RunningGroup group = new RunningGroup();

    @Option(names = "--json", description = "One JSON object, for machines (docs/cli.md).")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<GatewayAddress> gateways = group.gateways();
        GroupSurvey survey = GroupSurvey.take(gateways, PATIENCE);
        if (survey.statuses().isEmpty()) {
            err.println(
                    "vigil status: no replica answers at "
                            + gateways
                            + ": is the group running? (./vigil demo)");
            return 1;
        }
        ObjectNode report = report(survey);
        if (json) {
            out.println(report);
        } else {
            print(report, out);
        }
        out.flush();
        return 0;
    }

    private static ObjectNode report(GroupSurvey survey) {
        ObjectNode report = new ObjectMapper().createObjectNode();
        long view = -1;
        int primary = -1;
        for (Status status : survey.statuses().values()) {
            if (status.getStatus().equals("NORMAL") && status.getView() > view) {
                view = status.getView();
                primary = status.getPrimary();
            }
        }
        report.put("view", view).put("primary", primary);
        report.put("failuresTolerated", failuresTolerated(survey, view));
        report.put("durability", isInMemory(survey) ? "replicated" : "forced");
        ArrayNode replicas = report.putArray("replicas");
        survey.members().forEach((index, address) -> replica(replicas, survey, index, address));
        ArrayNode learners = report.putArray("learners");
        for (Peer learner : survey.learners(primary)) {
            learners.addObject()
                    .put("index", learner.getIndex())
                    .put("opNumber", learner.getOpNumber());
        }
        report.put("tracks", survey.totals().tracks())
                .put("flights", survey.totals().flights())
                .put("plotsPerSecond", survey.totals().plotsPerSecond());
        ObjectNode rejects = report.putObject("rejects");
        rejects(survey).forEach(rejects::put);
        long displays =
                survey.statuses().values().stream()
                        .flatMap(status -> status.getDisplaysList().stream())
                        .map(display -> display.getName())
                        .distinct()
                        .count();
        return report.put("displays", displays);
    }

    /** Whether any member answers commands before they are on a disk. */
    private static boolean isInMemory(GroupSurvey survey) {
        for (Status status : survey.statuses().values()) {
            for (Counter counter : status.getCountersList()) {
                if (counter.getName().equals("durability.replicated-in-memory-only")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How many of those that are normal in the newest view may still go. */
    private static int failuresTolerated(GroupSurvey survey, long view) {
        int normal = 0;
        for (Status status : survey.statuses().values()) {
            normal += status.getStatus().equals("NORMAL") && status.getView() == view ? 1 : 0;
        }
        return Math.max(0, normal - survey.quorum());
    }

    private static void replica(ArrayNode replicas, GroupSurvey survey, int index, String address) {
        ObjectNode replica = replicas.addObject().put("index", index);
        Status status = survey.statuses().get(index);
        if (status == null) {
            replica.putNull("pid").put("address", address).put("status", "UNREACHABLE");
            for (String key : List.of("view", "opNumber", "commitNumber", "frame", "digest")) {
                replica.putNull(key);
            }
            return;
        }
        long common = survey.commonFrame();
        ByteString digest = survey.digest(index, common);
        replica.put("pid", status.getPid())
                .put("address", address)
                .put("status", status.getStatus())
                .put("view", status.getView())
                .put("opNumber", status.getOpNumber())
                .put("commitNumber", status.getCommitNumber())
                .put("frame", common > 0 ? common : status.getFrame())
                .put("digest", HexFormat.of().formatHex(digest.toByteArray()));
    }

    /** What the model, the adapters, the gateways and the replica ports have refused, by reason. */
    private static NavigableMap<String, Long> rejects(GroupSurvey survey) {
        NavigableMap<String, Long> rejects = survey.totals().rejects();
        for (Status status : survey.statuses().values()) {
            for (Counter counter : status.getCountersList()) {
                if (counter.getName().contains(".rejected.")) {
                    rejects.merge(
                            counter.getName().replace(".rejected.", "."),
                            counter.getValue(),
                            Long::sum);
                }
            }
        }
        return rejects;
    }

    /** As 7, and as 2/7 where the group's size was changed twice before. */
    private static String view(JsonNode view) {
        return view.isNumber() ? Epoch.viewWords(view.asLong()) : "-";
    }

    private static void print(ObjectNode report, PrintWriter out) {
        out.printf(
                "view %s, primary %s, failures still tolerated: %s%n",
                view(report.get("view")), report.get("primary"), report.get("failuresTolerated"));
        if (report.get("durability").asText().equals("replicated")) {
            out.println(
                    "WARNING: commands are answered before they are on a disk"
                            + " (--durability replicated): a power cut of all machines loses the"
                            + " last ones");
        }
        out.printf(
                "%-8s %-22s %-12s %8s %10s %10s %8s  %s%n",
                "replica", "gateway", "status", "view", "op", "commit", "frame", "digest");
        for (var replica : report.get("replicas")) {
            String digest = replica.get("digest").asText();
            out.printf(
                    "%-8s %-22s %-12s %8s %10s %10s %8s  %.16s%n",
                    replica.get("index"),
                    replica.get("address").asText(),
                    replica.get("status").asText(),
                    view(replica.get("view")),
                    replica.get("opNumber"),
                    replica.get("commitNumber"),
                    replica.get("frame"),
                    digest);
        }
        for (var learner : report.get("learners")) {
            out.printf(
                    "%-8s learner: follows, and counts for nothing; op %s%n",
                    learner.get("index"), learner.get("opNumber"));
        }
        out.printf(
                "tracks %s, flights %s, plots/s %s, displays %s%n",
                report.get("tracks"),
                report.get("flights"),
                report.get("plotsPerSecond"),
                report.get("displays"));
        for (Map.Entry<String, JsonNode> reject : report.get("rejects").properties()) {
            out.printf("rejected %s: %s%n", reject.getKey(), reject.getValue());
        }
    }
}
