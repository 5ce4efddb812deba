package aero.vigil.replication.server.command;

import aero.vigil.replication.transport.GroupCertificates;
import aero.vigil.replication.transport.TransportSecurity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil make-certificates}: an authority for one group, and its members' certificates. */
@Command(
        name = "make-certificates",
        description = {
            "Makes an authority for one group and a certificate for each member, for TLS between",
            "replicas: DIR/member-N is what 'vigil replica --tls' of member N reads. Keep DIR/ca.key",
            "off the machines of the group."
        },
        mixinStandardHelpOptions = true)
public final class MakeCertificatesCommand implements Callable<Integer> {

    private static final int MOST_MEMBERS = 5;
    private static final int EXIT_WRONG_CALL = 2;

    @Parameters(paramLabel = "DIR", description = "Where to; made when missing.")
    private Path directory = Path.of("");

    @Option(
            names = "--members",
            defaultValue = "3",
            paramLabel = "N",
            description = "How many members (default ${DEFAULT-VALUE}).")
    private int members = 3;

    @Option(
            names = "--add",
            paramLabel = "INDEX",
            description = {
                "The certificate of one member more, by the authority that DIR has (its ca.key is",
                "needed again), in the name of its organisation."
            })
    private @Nullable Integer added;

    @Option(
            names = "--organisation",
            defaultValue = TransportSecurity.DEVELOPMENT,
            paramLabel = "NAME",
            description =
                    "In every certificate. Those of the default, '${DEFAULT-VALUE}', are refused"
                            + " where members are on several machines.")
    private String organisation = TransportSecurity.DEVELOPMENT;

    @Option(
            names = "--days",
            defaultValue = "365",
            paramLabel = "DAYS",
            description = "How long they are good (default ${DEFAULT-VALUE}).")
    private int days = 365;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (members < 1 || members > MOST_MEMBERS || days < 1 || organisation.isBlank()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "vigil make-certificates: 1 to "
                                    + MOST_MEMBERS
                                    + " members, 1 day or more, and an organisation with a name");
            return EXIT_WRONG_CALL;
        }
        Integer one = added;
        if (one != null && (one < 0 || one >= MOST_MEMBERS)) {
            spec.commandLine()
                    .getErr()
                    .println("vigil make-certificates: there is no member " + one);
            return EXIT_WRONG_CALL;
        }
        try {
            if (one != null) {
                GroupCertificates.add(directory, one, Duration.ofDays(days));
                spec.commandLine().getOut().println("made " + directory.resolve("member-" + one));
                return 0;
            }
            GroupCertificates.make(directory, members, organisation, Duration.ofDays(days));
        } catch (IOException e) {
            spec.commandLine().getErr().println("vigil make-certificates: " + e.getMessage());
            return 1;
        }
        spec.commandLine()
                .getOut()
                .println(
                        "made "
                                + directory.resolve("member-0")
                                + (members > 1 ? " to member-" + (members - 1) : "")
                                + ", good for "
                                + days
                                + " days, in the name of "
                                + organisation);
        return 0;
    }
}
