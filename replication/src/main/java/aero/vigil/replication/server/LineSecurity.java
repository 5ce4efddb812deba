package aero.vigil.replication.server;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.transport.TransportSecurity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the lines between members are secured, as the operator says. Between machines it is TLS, or
 * the operator's word that something else does it.
 *
 * @param certificates the directory of this member's, or null
 * @param plain whether lines to other machines may be without TLS
 */
public record LineSecurity(@Nullable Path certificates, boolean plain) {

    /** No TLS, and so all members on one machine. */
    public static final LineSecurity NONE = new LineSecurity(null, false);

    private static final Logger LOG = LoggerFactory.getLogger(LineSecurity.class);

    /** A certificate that ends sooner is told of at each start. */
    private static final int DAYS_TOLD = 30;

    /**
     * The certificates of this member; null for lines without TLS.
     *
     * @throws IOException with the remedy, if lines between machines would be open to anybody
     */
    @Nullable TransportSecurity of(Genesis genesis, Member self) throws IOException {
        boolean oneMachine =
                isHere(self) && genesis.members().stream().allMatch(LineSecurity::isHere);
        Path directory = certificates;
        if (directory == null) {
            if (!oneMachine && !plain) {
                throw new IOException(
                        "the members are on several machines: give the directory of this one's"
                                + " certificate with --tls (see 'vigil make-certificates'), or say"
                                + " --plain if the lines between them are secured otherwise");
            }
            return null;
        }
        TransportSecurity security = TransportSecurity.read(directory, self.index());
        if (security.isForDevelopment() && !oneMachine) {
            throw new IOException(
                    "the certificate in "
                            + directory
                            + " is for trying things out on one machine, and the members are on"
                            + " several: have one made by your authority, or by 'vigil"
                            + " make-certificates' with the name of your organisation");
        }
        if (security.daysLeft() < DAYS_TOLD) {
            LOG.warn(
                    "the certificate in {} ends in {} days: a start after that is refused",
                    directory,
                    security.daysLeft());
        }
        return security;
    }

    private static boolean isHere(Member member) {
        try {
            return InetAddress.getByName(GatewayAddress.parse(member.replicaAddress()).host())
                    .isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
