package aero.vigil.certification.campaign;

import aero.vigil.certification.mutant.PlantedBug;
import aero.vigil.certification.poison.PoisonCampaign;
import aero.vigil.certification.process.Timing;
import aero.vigil.certification.process.VigilHome;
import aero.vigil.certification.report.Environment;
import aero.vigil.certification.report.ReportJson;
import aero.vigil.certification.report.ReportPage;
import aero.vigil.certification.scenario.Catalogue;
import aero.vigil.certification.scenario.Scenario;
import aero.vigil.certification.tracking.TrackingJudgement;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil certify}: faults on real processes, judged by what clients and displays saw. */
@Command(
        name = "certify",
        description = {
            "Runs real replicas under real faults and judges what clients and displays saw.",
            "Writes a report of one page, and the raw histories. Exit codes: 0 nothing failed,",
            "1 something failed, 2 called wrongly. A verdict is PASS, FAIL or NOT RUN."
        })
public final class CertifyCommand implements Callable<Integer> {

    /** The scenario that needs no group: tables (a) to (d) of airspace-algorithms.md §9. */
    private static final String TRACKING = "tracking";

    /** The other one: BY-03 of certification.md, on the model alone. */
    private static final String POISON = "poison";

    private static final long POISONED = 1_000_000;
    private static final long POISONED_LONG = 10_000_000;
    private static final int MOST_RUNS = 1_000;
    private static final int LONG_RUNS = 20;
    private static final int REPORT_SECONDS = 15;

    @Option(
            names = "--scenario",
            description = "Only these, as FO-01, FO, tracking or poison; may be given again.")
    private List<String> chosen = new ArrayList<>();

    @Option(
            names = "--planted",
            description =
                    "Only these planted bugs, or none; without it all, if no scenario is named.")
    private List<String> planted = new ArrayList<>();

    @Option(names = "--runs", description = "How often each fault is made (1; with --long 20).")
    private @Nullable Integer runs;

    @Option(names = "--seed", defaultValue = "1", description = "Of what is random in faults (1).")
    private long seed;

    @Option(
            names = "--commands",
            description = "Of --scenario poison (1000000; with --long 10000000).")
    private @Nullable Long commands;

    @Option(names = "--report", description = "Where the report goes (var/certify/report).")
    private @Nullable Path report;

    @Option(names = "--long", description = "More runs of each fault.")
    private boolean longer;

    @Option(
            names = "--tier",
            description = "2: processes; 3: what needs root besides. Both, without it.")
    private @Nullable Integer tier;

    @Option(names = "--list", description = "List the scenarios and planted bugs, run nothing.")
    private boolean list;

    @Option(names = "--json", description = "Print report.json on standard output as well.")
    private boolean json;

    @Option(
            names = "--timing",
            defaultValue = "strict",
            description = "${COMPLETION-CANDIDATES} time-outs of the replicas (strict).")
    private Timing timing = Timing.STRICT;

    @Option(
            names = "--port",
            defaultValue = "27080",
            description = "First port of the group under test (${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--directory", description = "Where the group lives (var/certify/group).")
    private @Nullable Path directory;

    @Override
    public Integer call() throws Exception {
        if (list) {
            list();
            return 0;
        }
        boolean isGood = true;
        boolean isDone = false;
        if (chosen.removeIf(TRACKING::equalsIgnoreCase)) {
            isGood = judgeTracking();
            isDone = true;
        }
        if (chosen.removeIf(POISON::equalsIgnoreCase)) {
            isGood &= poison();
            isDone = true;
        }
        if (isDone && chosen.isEmpty() && planted.isEmpty()) {
            return isGood ? 0 : 1;
        }
        Plan plan = plan();
        Environment environment = Environment.now();
        Campaign campaign = new Campaign(plan);
        CountDownLatch reported = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(campaign, reported), "stop"));
        CampaignResult result = campaign.run();
        report(plan, result, environment);
        reported.countDown();
        return result.isGood() && isGood ? 0 : 1;
    }

    /** At Ctrl-C: everything ends, and the report says what was run until then. */
    private static void stop(Campaign campaign, CountDownLatch reported) {
        campaign.stop();
        try {
            if (!reported.await(REPORT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("certify: stopped without a report");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(Plan plan, CampaignResult result, Environment environment)
            throws IOException {
        ObjectNode figures = ReportJson.of(plan, result, environment);
        Files.createDirectories(plan.report());
        Files.writeString(plan.report().resolve("report.json"), figures.toPrettyString());
        Path page = plan.report().resolve("index.html");
        Files.writeString(page, ReportPage.of(plan, result, environment));
        if (json) {
            System.out.println(figures);
        }
        System.err.println(
                "certify: "
                        + result.count(Verdict.PASS)
                        + " PASS, "
                        + result.count(Verdict.FAIL)
                        + " FAIL, "
                        + result.count(Verdict.NOT_RUN)
                        + " NOT RUN; report: "
                        + page);
    }

    /** Judges the tracker in simulated time; whether every bar is held. */
    private boolean judgeTracking() throws IOException {
        TrackingJudgement judgement =
                new TrackingJudgement(words -> System.err.println("certify: " + words));
        judgement.run(TrackingJudgement.Size.WHOLE, seed);
        Path directory = reportDirectory();
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("tracking.txt"), judgement.text());
        Files.writeString(directory.resolve("tracking.json"), judgement.json().toPrettyString());
        System.out.print(json ? judgement.json() + "\n" : judgement.text());
        System.err.println(
                "certify: tracking "
                        + (judgement.failures().isEmpty() ? "PASS" : "FAIL")
                        + "; tables: "
                        + directory.resolve("tracking.txt"));
        return judgement.failures().isEmpty();
    }

    /** Poisoned commands against the model alone; whether nothing was found. */
    private boolean poison() throws IOException {
        long count = commands != null ? commands : longer ? POISONED_LONG : POISONED;
        if (count < 1) {
            throw new IllegalArgumentException("--commands " + count + " is less than 1");
        }
        PoisonCampaign campaign =
                new PoisonCampaign(words -> System.err.println("certify: " + words));
        campaign.run(count, seed);
        Path directory = reportDirectory();
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("poison.txt"), campaign.text());
        Files.writeString(directory.resolve("poison.json"), campaign.json().toPrettyString());
        System.out.print(json ? campaign.json() + "\n" : campaign.text());
        System.err.println(
                "certify: poison "
                        + (campaign.findings().isEmpty() ? "PASS" : "FAIL")
                        + "; figures: "
                        + directory.resolve("poison.txt"));
        return campaign.findings().isEmpty();
    }

    private Path reportDirectory() {
        return report != null
                ? report.toAbsolutePath()
                : VigilHome.directory().resolve("var/certify/report");
    }

    private Plan plan() {
        int times = runs != null ? runs : longer ? LONG_RUNS : 1;
        if (times < 1 || times > MOST_RUNS) {
            throw new IllegalArgumentException(
                    "--runs " + times + " is out of range: 1.." + MOST_RUNS);
        }
        if (tier != null && tier != 2 && tier != 3) {
            throw new IllegalArgumentException(
                    "--tier " + tier + ": tier 1 is ./vigil simulate-protocol; here are 2 and 3");
        }
        Path var = VigilHome.directory().resolve("var/certify");
        return new Plan(
                scenarios(),
                bugs(),
                times,
                seed,
                port,
                timing,
                directory != null ? directory.toAbsolutePath() : var.resolve("group"),
                reportDirectory());
    }

    private List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        if (chosen.isEmpty() && planted.isEmpty()) {
            all.addAll(Catalogue.all());
        }
        for (String name : chosen) {
            String wanted = name.toUpperCase(Locale.ROOT);
            List<Scenario> family =
                    Catalogue.all().stream().filter(s -> s.family().equals(wanted)).toList();
            if (family.isEmpty()) {
                all.add(Catalogue.named(name));
            } else {
                all.addAll(family);
            }
        }
        if (tier != null) {
            all.removeIf(scenario -> scenario.needsRoot() != (tier == 3));
        }
        return all;
    }

    private List<PlantedBug> bugs() {
        if (planted.isEmpty()) {
            return chosen.isEmpty() && tier == null ? List.of(PlantedBug.values()) : List.of();
        }
        List<PlantedBug> bugs = new ArrayList<>();
        for (String name : planted) {
            String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
            if (wanted.equals("NONE")) {
                return List.of();
            }
            if (wanted.equals("ALL")) {
                return List.of(PlantedBug.values());
            }
            try {
                bugs.add(PlantedBug.valueOf(wanted));
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException(
                        "no planted bug '" + name + "': ./vigil certify --list", unknown);
            }
        }
        return bugs;
    }

    private static void list() {
        for (Scenario scenario : Catalogue.all()) {
            System.out.printf("%-6s %s%n", scenario.id(), scenario.title());
        }
        System.out.printf(
                "%-6s %s%n", TRACKING, "the tracker against the truth of simulated traffic");
        System.out.printf("%-6s %s%n", POISON, "commands no one would send, to the model alone");
        for (PlantedBug bug : PlantedBug.values()) {
            System.out.printf("planted %s (%s): %s%n", bug.name(), bug.scenario(), bug.words());
        }
    }
}
