package aero.vigil.certification;

import aero.vigil.certification.bench.BenchCommand;
import aero.vigil.certification.campaign.CertifyCommand;
import aero.vigil.certification.demo.DemoCommand;
import aero.vigil.certification.demo.ShareClassesCommand;
import aero.vigil.display.DisplayCommand;
import aero.vigil.ingest.adapter.DecodeCommand;
import aero.vigil.ingest.adapter.IngestCommand;
import aero.vigil.ingest.simulator.SimulateCommand;
import aero.vigil.replication.journal.format.CheckAdaptationCommand;
import aero.vigil.replication.journal.format.CheckJournalCommand;
import aero.vigil.replication.journal.format.FormatCommand;
import aero.vigil.replication.journal.format.ResolveCommand;
import aero.vigil.replication.server.command.AddMemberCommand;
import aero.vigil.replication.server.command.LoadAdaptationCommand;
import aero.vigil.replication.server.command.MakeCertificatesCommand;
import aero.vigil.replication.server.command.QueryCommand;
import aero.vigil.replication.server.command.RemoveMemberCommand;
import aero.vigil.replication.server.command.ReplicaCommand;
import aero.vigil.replication.server.command.StatusCommand;
import aero.vigil.replication.server.command.StepDownCommand;
import aero.vigil.replication.server.command.SubmitCommand;
import aero.vigil.replication.server.replay.ExportCommand;
import aero.vigil.replication.server.replay.ReplayCommand;
import aero.vigil.replication.simulation.SimulateProtocolCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** The one entry of every process of Vigil: {@code vigil VERB}. */
@Command(
        name = "vigil",
        description = {
            "The open, replicated air-traffic airspace-model server that does not blink.",
            ""
        },
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            DemoCommand.class,
            StatusCommand.class,
            DisplayCommand.class,
            SubmitCommand.class,
            QueryCommand.class,
            DecodeCommand.class,
            FormatCommand.class,
            ReplicaCommand.class,
            MakeCertificatesCommand.class,
            StepDownCommand.class,
            AddMemberCommand.class,
            RemoveMemberCommand.class,
            IngestCommand.class,
            SimulateCommand.class,
            SimulateProtocolCommand.class,
            CheckAdaptationCommand.class,
            LoadAdaptationCommand.class,
            CheckJournalCommand.class,
            ResolveCommand.class,
            ReplayCommand.class,
            ExportCommand.class,
            BenchCommand.class,
            CertifyCommand.class,
            ShareClassesCommand.class,
            HelpCommand.class,
        },
        footer = {
            "",
            "  check             Format, compiler checks, architecture rules, quick tests",
            "  check-model       TLC over the model of the protocol",
            "",
            "`vigil VERB --help` says more. Exit codes: 0 done, 1 failed, 2 called wrongly."
        })
public final class Vigil implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: a verb is missing");
    }

    public static void main(String[] arguments) {
        requireAssertions();
        CommandLine line = new CommandLine(new Vigil());
        line.setExecutionExceptionHandler(Vigil::explain);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        addHelp(line);
        System.exit(line.execute(arguments));
    }

    private static void addHelp(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true).version(VigilVersion.text());
        line.getSubcommands().values().forEach(Vigil::addHelp);
    }

    /** A person's mistake and a machine's trouble end in a sentence, not in a stack trace. */
    private static int explain(
            Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        boolean mistake = failure instanceof IllegalArgumentException;
        String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        line.getErr().println("vigil " + line.getCommandName() + ": " + text);
        if (System.getenv("VIGIL_TRACE") != null) {
            failure.printStackTrace(line.getErr());
        }
        return mistake ? 2 : 1;
    }

    /** Vigil checks its invariants while it runs; without that it may not run. */
    private static void requireAssertions() {
        if (!Vigil.class.desiredAssertionStatus()) {
            System.err.println("vigil: start with -ea (config/jvm.options says so)");
            System.exit(2);
        }
    }
}
