package aero.vigil.certification.report;

import aero.vigil.certification.campaign.CampaignResult;
import aero.vigil.certification.campaign.Measured;
import aero.vigil.certification.campaign.Plan;
import aero.vigil.certification.campaign.Qualification;
import aero.vigil.certification.campaign.Result;
import aero.vigil.certification.campaign.Verdict;
import aero.vigil.certification.checker.Finding;
import aero.vigil.certification.fault.Proof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code index.html}: the whole report on one page that needs nothing else. */
public final class ReportPage {

    private static final Map<String, String> FAMILIES =
            Map.of(
                    "FO", "Failover",
                    "NP", "Network",
                    "ST", "Storage",
                    "TM", "Time and resources",
                    "BY", "State",
                    "TR", "Traffic");

    private static final int PROOFS_SHOWN = 2;

    private final Plan plan;
    private final CampaignResult campaign;
    private final Environment environment;
    private final StringBuilder page = new StringBuilder();

    private ReportPage(Plan plan, CampaignResult campaign, Environment environment) {
        this.plan = plan;
        this.campaign = campaign;
        this.environment = environment;
    }

    /** The page. */
    public static String of(Plan plan, CampaignResult campaign, Environment environment) {
        ReportPage report = new ReportPage(plan, campaign, environment);
        report.head();
        report.figures();
        report.scenarios();
        report.plots();
        report.planted();
        report.method();
        report.environment();
        return report.page.append("</main></body></html>\n").toString();
    }

    // ------------------------------------------------------------------------------------ verdict

    private void head() {
        boolean good = campaign.isGood();
        page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .append("<title>Vigil under faults</title><style>")
                .append(PageStyle.CSS)
                .append("</style></head><body><main><header class=\"")
                .append(good ? "good" : "bad")
                .append("\"><p class=\"over\">Vigil under faults: a campaign of ")
                .append(environment.began().toString().replace("T", " ").replace("Z", " UTC"))
                .append("</p><h1>")
                .append(Html.text(sentence()))
                .append("</h1><p>")
                .append(Html.text(second()))
                .append("</p></header>");
    }

    private String sentence() {
        long fail = campaign.count(Verdict.FAIL);
        long pass = campaign.count(Verdict.PASS);
        if (campaign.stopped()) {
            return "The campaign was stopped before its end.";
        }
        if (fail > 0) {
            return fail + (fail == 1 ? " scenario" : " scenarios") + " failed, " + pass + " held.";
        }
        if (campaign.uncaught() > 0) {
            return "The checkers missed "
                    + campaign.uncaught()
                    + " planted "
                    + (campaign.uncaught() == 1 ? "bug" : "bugs")
                    + ": the rest proves less.";
        }
        return pass == 0 ? "Nothing was run." : "All " + pass + " scenarios that were run held.";
    }

    private String second() {
        List<String> parts = new ArrayList<>();
        long notRun = campaign.count(Verdict.NOT_RUN);
        if (notRun > 0) {
            parts.add(
                    notRun
                            + (notRun == 1 ? " was" : " were")
                            + " not run; the table says why. Nothing is claimed of "
                            + (notRun == 1 ? "it." : "them."));
        }
        if (!campaign.qualifications().isEmpty()) {
            long caught = campaign.qualifications().size() - campaign.uncaught();
            parts.add(
                    caught
                            + " of "
                            + campaign.qualifications().size()
                            + " bugs planted in the product were caught by the same checkers.");
        }
        parts.add("This page is evidence, and no approval of anything by anybody.");
        return String.join(" ", parts);
    }

    // ------------------------------------------------------------------------------------ figures

    private void figures() {
        long commands = 0;
        long frames = 0;
        long faults = 0;
        int broken = 0;
        for (Result result : campaign.results()) {
            commands += result.acknowledged();
            frames += result.frames();
            faults += result.runs();
            broken += result.findings().isEmpty() ? 0 : 1;
        }
        page.append("<section class=\"tiles\">");
        tile(Html.count(faults), "faults made, each with proof that it took effect");
        tile(
                Html.count(commands),
                "commands acknowledged; lost, doubled or out of order: "
                        + (broken == 0 ? bound(commands) : "see below"));
        tile(
                Html.count(frames),
                "frames shown; missing, repeated or out of order: "
                        + (broken == 0 ? bound(frames) : "see below"));
        page.append("</section>");
    }

    /** The rule of three: none of n says that the chance is below 3/n, at 95 %. */
    private static String bound(long n) {
        return n == 0
                ? "nothing was counted"
                : String.format(
                        Locale.ROOT,
                        "0; with 95 %% confidence below 3/n, one in %s",
                        Html.count(n / 3));
    }

    private void tile(String figure, String words) {
        page.append("<div><b>")
                .append(figure)
                .append("</b><span>")
                .append(Html.text(words))
                .append("</span></div>");
    }

    // ---------------------------------------------------------------------------------- scenarios

    private void scenarios() {
        Map<String, List<Result>> families = new LinkedHashMap<>();
        for (Result result : campaign.results()) {
            families.computeIfAbsent(result.family(), added -> new ArrayList<>()).add(result);
        }
        page.append("<section><h2>Scenarios</h2><p class=\"key\">The longest gap of all runs, its")
                .append(" limit, and in brackets the longest gap of the control window: the same")
                .append(" group and load, no fault.</p><table class=\"scenarios\"><thead><tr>")
                .append("<th>Scenario</th><th>Verdict</th><th>No command acknowledged</th>")
                .append("<th>No new frame shown</th><th>Proof of the fault, and notes</th>")
                .append("</tr></thead>");
        families.forEach(
                (family, results) -> {
                    page.append("<tbody><tr><th colspan=\"5\" class=\"family\">")
                            .append(Html.text(FAMILIES.getOrDefault(family, family)))
                            .append("</th></tr>");
                    results.forEach(this::scenario);
                    page.append("</tbody>");
                });
        page.append("</table></section>");
    }

    private void scenario(Result result) {
        page.append("<tr><td><b>")
                .append(Html.text(result.id()))
                .append("</b> ")
                .append(Html.text(result.title()))
                .append(
                        result.runs() > 1
                                ? " <span class=\"dim\">× " + result.runs() + "</span>"
                                : "")
                .append("</td><td>")
                .append(pill(result.verdict()))
                .append("</td><td data-label=\"No command acknowledged\">")
                .append(gap(result, "write gap"))
                .append("</td><td data-label=\"No new frame shown\">")
                .append(gap(result, "display gap"))
                .append("</td><td>");
        if (!result.reason().isEmpty()) {
            page.append("<p class=\"reason\">").append(Html.text(result.reason())).append("</p>");
        }
        proofs(result);
        for (Finding finding : result.findings()) {
            page.append("<p class=\"finding\">")
                    .append(Html.text(finding.toString()))
                    .append("</p>");
        }
        for (Measured own : result.measures()) {
            if (!List.of("write gap", "display gap", "age of a frame shown").contains(own.name())) {
                page.append("<p>")
                        .append(Html.text(own.name()))
                        .append(": ")
                        .append(figure(own))
                        .append("</p>");
            }
        }
        result.notes()
                .forEach(
                        note ->
                                page.append("<p class=\"dim\">")
                                        .append(Html.text(note))
                                        .append("</p>"));
        page.append("</td></tr>");
    }

    private void proofs(Result result) {
        int shown = 0;
        for (Proof proof : result.proofs()) {
            if (shown < PROOFS_SHOWN || !proof.holds()) {
                page.append("<p")
                        .append(proof.holds() ? ">" : " class=\"finding\">")
                        .append(Html.text(proof.words()))
                        .append("</p>");
            }
            shown++;
        }
        if (shown > PROOFS_SHOWN) {
            page.append("<p class=\"dim\">and ")
                    .append(shown - PROOFS_SHOWN)
                    .append(" more in report.json</p>");
        }
    }

    private static String pill(Verdict verdict) {
        return "<span class=\"pill "
                + verdict.name().toLowerCase(Locale.ROOT)
                + "\">"
                + verdict.words()
                + "</span>";
    }

    private static String gap(Result result, String quantity) {
        for (Measured measured : result.measures()) {
            if (measured.name().equals(quantity)) {
                return figure(measured);
            }
        }
        return "<span class=\"dim\">–</span>";
    }

    private static String figure(Measured measured) {
        Double limit = measured.limit();
        Double percentile = measured.p99();
        return "<span class=\""
                + (measured.holds() ? "figure" : "figure over")
                + "\">"
                + Html.millis(measured.max())
                + "</span>"
                + (percentile == null ? "" : " p99 " + Html.millis(percentile))
                + (limit == null
                        ? ""
                        : " <span class=\"dim\">≤\u00a0" + Html.millis(limit) + "</span>")
                + (measured.control().isEmpty()
                        ? ""
                        : " <span class=\"dim\">("
                                + Html.millis(measured.controlMax())
                                + ")</span>");
    }

    // ------------------------------------------------------------------------------- the other
    // parts

    private void plots() {
        String write =
                GapPlot.of(
                        campaign.results(),
                        "write gap",
                        "Longest time without an acknowledged command");
        String display =
                GapPlot.of(
                        campaign.results(),
                        "display gap",
                        "Longest time without a new frame at a display");
        if (write.isEmpty() && display.isEmpty()) {
            return;
        }
        page.append("<section><h2>Gaps</h2><p class=\"key\"><i class=\"k fault\"></i> a run")
                .append(" <i class=\"k control\"></i> its control window")
                .append(" <i class=\"k limit\"></i> the limit; logarithmic scale</p>")
                .append("<div class=\"plots\">")
                .append(write)
                .append(display)
                .append("</div></section>");
    }

    private void planted() {
        if (campaign.qualifications().isEmpty()) {
            return;
        }
        page.append("<section><h2>Are the checkers any good?</h2><p class=\"key\">Each of these")
                .append(" bugs was built into every replica of a group of its own, and the same")
                .append(" checkers were given nothing but the history of clients and displays.</p>")
                .append("<table class=\"planted\"><thead><tr><th>Planted bug</th><th>Caught</th>")
                .append("<th>By what was seen</th></tr></thead><tbody>");
        for (Qualification one : campaign.qualifications()) {
            page.append("<tr><td><b>")
                    .append(Html.text(one.bug().words()))
                    .append("</b> <span class=\"dim\">")
                    .append(Html.text(one.bug().name()))
                    .append(", under ")
                    .append(Html.text(one.bug().scenario()))
                    .append(" × ")
                    .append(one.runs())
                    .append("</span></td><td><span class=\"pill ")
                    .append(one.caught() ? "pass\">caught" : "fail\">not caught")
                    .append("</span></td><td>");
            one.findings().stream()
                    .limit(3)
                    .forEach(
                            finding ->
                                    page.append("<p>")
                                            .append(Html.text(finding.toString()))
                                            .append("</p>"));
            page.append(Html.text(one.trouble())).append("</td></tr>");
        }
        page.append("</tbody></table></section>");
    }

    private void method() {
        page.append(
                """
                <section class="prose"><h2>What was looked at</h2>
                <p>Three replicas, each a process of its own with its own journal on disk. Four
                sessions give numbered commands, each after the answer to the one before; a display
                listens to all replicas and votes; the raw stream of each replica is recorded beside
                it. All of that is written down as it happens, and only that is judged: no log, no
                counter and no word of a replica about itself.</p>
                <p>A command assigns the next heading to the session's own flight. What took effect
                stands, with its number and model time, in that flight's order log, which every frame
                carries; so what a display showed tells which commands are present, how often, in
                which order and when. Checked are: every acknowledged command present once, in the
                session's order and in real-time order; nothing refused that was right, nothing done
                that was refused; frames consecutive, their digests computed anew and chained, the
                same at every replica; nothing missing, repeated or out of order at the display; every
                effect in the frame it belongs to.</p>
                <p>A scenario that could not be run here, or whose fault shows no proof, is NOT RUN.
                Limits are the column &ldquo;must&rdquo; of the design's table of numbers; with
                relaxed timing, which waits five times as long for a silent replica, five times
                as much.</p></section>
                """);
    }

    private void environment() {
        page.append("<section class=\"prose\"><h2>Where, and how to repeat it</h2><dl>");
        environment
                .facts()
                .forEach(
                        (name, value) ->
                                page.append("<dt>")
                                        .append(Html.text(name))
                                        .append("</dt><dd>")
                                        .append(Html.text(value))
                                        .append("</dd>"));
        page.append("<dt>Seed, runs, timing</dt><dd>")
                .append(plan.seed())
                .append(", ")
                .append(plan.runs())
                .append(" of each fault, ")
                .append(plan.timing())
                .append("</dd><dt>Again</dt><dd><code>./vigil certify --seed ")
                .append(plan.seed())
                .append(" --runs ")
                .append(plan.runs())
                .append(" --timing ")
                .append(plan.timing())
                .append("</code>, one scenario with <code>--scenario ID</code></dd>")
                .append("<dt>Raw histories</dt><dd><code>")
                .append(Html.text(plan.report().relativize(plan.histories()).toString()))
                .append("/</code> beside this page, JSON lines; figures in")
                .append(" <code>report.json</code></dd></dl></section>");
    }
}
