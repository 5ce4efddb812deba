package aero.vigil.certification.report;

import aero.vigil.certification.campaign.CampaignResult;
import aero.vigil.certification.campaign.Measured;
import aero.vigil.certification.campaign.Plan;
import aero.vigil.certification.campaign.Qualification;
import aero.vigil.certification.campaign.Result;
import aero.vigil.certification.campaign.Verdict;
import aero.vigil.certification.checker.Finding;
import aero.vigil.certification.fault.Proof;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code report.json}. */
public final class ReportJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportJson() {}

    public static ObjectNode of(Plan plan, CampaignResult result, Environment environment) {
        ObjectNode json = JSON.createObjectNode();
        json.put("began", environment.began().toString());
        json.put("pass", result.count(Verdict.PASS));
        json.put("fail", result.count(Verdict.FAIL));
        json.put("notRun", result.count(Verdict.NOT_RUN));
        json.put("stopped", result.stopped());
        json.put("seed", plan.seed());
        json.put("runs", plan.runs());
        json.put("timing", plan.timing().toString());
        ObjectNode facts = json.putObject("environment");
        environment.facts().forEach(facts::put);
        ArrayNode scenarios = json.putArray("scenarios");
        result.results().forEach(one -> scenario(scenarios.addObject(), one));
        ArrayNode bugs = json.putArray("plantedBugs");
        result.qualifications().forEach(one -> bug(bugs.addObject(), one));
        return json;
    }

    private static void scenario(ObjectNode json, Result result) {
        json.put("id", result.id());
        json.put("title", result.title());
        json.put("verdict", result.verdict().words());
        json.put("reason", result.reason());
        json.put("runs", result.runs());
        json.put("seed", result.seed());
        json.put("acknowledgedCommands", result.acknowledged());
        json.put("framesShown", result.frames());
        json.put("seconds", Math.round(result.seconds()));
        json.put("history", result.history().toString());
        ArrayNode measures = json.putArray("measures");
        for (Measured measured : result.measures()) {
            ObjectNode one = measures.addObject();
            one.put("name", measured.name());
            one.put("maxMillis", rounded(measured.max()));
            one.put("p50Millis", rounded(measured.quantile(0.5)));
            one.put("p99Millis", rounded(measured.p99()));
            one.put("controlMaxMillis", rounded(measured.controlMax()));
            one.put("limitMillis", measured.limit());
            one.put("limitP99Millis", measured.limitP99());
            one.put("holds", measured.holds());
            ArrayNode values = one.putArray("valuesMillis");
            measured.values().forEach(value -> values.add(rounded(value)));
        }
        ArrayNode proofs = json.putArray("proofs");
        for (Proof proof : result.proofs()) {
            proofs.addObject().put("holds", proof.holds()).put("words", proof.words());
        }
        findings(json.putArray("findings"), result.findings());
        ArrayNode notes = json.putArray("notes");
        result.notes().forEach(notes::add);
    }

    private static void bug(ObjectNode json, Qualification qualification) {
        json.put("name", qualification.bug().name());
        json.put("words", qualification.bug().words());
        json.put("scenario", qualification.bug().scenario());
        json.put("caught", qualification.caught());
        json.put("runs", qualification.runs());
        json.put("seed", qualification.seed());
        json.put("trouble", qualification.trouble());
        findings(json.putArray("findings"), qualification.findings());
    }

    private static void findings(ArrayNode json, List<Finding> findings) {
        for (Finding finding : findings) {
            json.addObject()
                    .put("property", finding.property())
                    .put("evidence", finding.evidence());
        }
    }

    private static @Nullable Double rounded(@Nullable Double millis) {
        return millis == null ? null : Math.rint(millis * 10) / 10;
    }
}
