package aero.vigil.replication.transport;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.3 between replicas, both ways, with the member's index in the certificate (replication.md
 * §12): who has no certificate of the group's authority says nothing to anybody, and who has one of
 * another member cannot speak for this one.
 *
 * <p>A directory holds {@code member.pem} (the certificate of this member, and those between it and
 * the authority's), {@code member.key} (its key, PKCS #8) and {@code ca.pem} (the authorities that
 * are trusted). The subject's common name is {@code vigil-member-INDEX}.
 */
public final class TransportSecurity {

    /** What the subject of a certificate says that is for trying things out on one machine. */
    public static final String DEVELOPMENT = "Vigil development";

    private static final String MEMBER = "vigil-member-";
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.3");
    private static final long HANDSHAKE_MILLIS = 5_000;

    private final PemKeyCertOptions key;
    private final PemTrustOptions trust;
    private final X509Certificate own;

    private TransportSecurity(
            PemKeyCertOptions key, PemTrustOptions trust, X509Certificate certificate) {
        this.key = key;
        this.trust = trust;
        this.own = certificate;
    }

    /** The common name of a member's certificate. */
    static String nameOf(int member) {
        return MEMBER + member;
    }

    /**
     * Reads the directory of a member.
     *
     * @throws IOException with the remedy, if a file is missing or is not what it ought to be
     */
    public static TransportSecurity read(Path directory, int index) throws IOException {
        byte[] certificate = file(directory, "member.pem");
        X509Certificate own = certificateIn(directory.resolve("member.pem"), certificate);
        if (memberOf(own) != index) {
            throw new IOException(
                    directory.resolve("member.pem")
                            + " is the certificate of "
                            + own.getSubjectX500Principal()
                            + ", and this is member "
                            + index
                            + ": its common name must be "
                            + nameOf(index));
        }
        Instant end = own.getNotAfter().toInstant();
        if (end.isBefore(Instant.now())) {
            throw new IOException(
                    directory.resolve("member.pem")
                            + " was valid until "
                            + end
                            + ": put a new one in its place");
        }
        byte[] authorities = file(directory, "ca.pem");
        certificateIn(directory.resolve("ca.pem"), authorities);
        return new TransportSecurity(
                new PemKeyCertOptions()
                        .setKeyValue(Buffer.buffer(file(directory, "member.key")))
                        .setCertValue(Buffer.buffer(certificate)),
                new PemTrustOptions().addCertValue(Buffer.buffer(authorities)),
                own);
    }

    private static byte[] file(Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    file
                            + " is missing: 'vigil make-certificates' shows what a member's"
                            + " directory holds",
                    e);
        }
    }

    private static X509Certificate certificateIn(Path file, byte[] pem) throws IOException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(pem));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no certificate in PEM: " + e.getMessage(), e);
        }
    }

    /** The member that a certificate is of; -1 if of none. */
    private static int memberOf(X509Certificate certificate) {
        String name = attribute(certificate, "CN");
        try {
            return name != null && name.startsWith(MEMBER)
                    ? Integer.parseInt(name.substring(MEMBER.length()))
                    : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static @Nullable String attribute(X509Certificate certificate, String type) {
        try {
            for (Rdn rdn :
                    new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (rdn.getType().equalsIgnoreCase(type)) {
                    return String.valueOf(rdn.getValue());
                }
            }
            return null;
        } catch (InvalidNameException e) {
            return null;
        }
    }

    /** Whether this certificate is for one machine only. */
    public boolean isForDevelopment() {
        return DEVELOPMENT.equals(attribute(own, "O"));
    }

    /** Whole days until the own certificate ends. */
    public long daysLeft() {
        return ChronoUnit.DAYS.between(Instant.now(), own.getNotAfter().toInstant());
    }

    /** For the side that was dialled. */
    ServerSSLOptions server() {
        return new ServerSSLOptions()
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(key)
                .setTrustOptions(trust)
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setSslHandshakeTimeout(HANDSHAKE_MILLIS)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    /** For the side that dials; who answers is known by its member's name, not by its host's. */
    ClientSSLOptions client() {
        return new ClientSSLOptions()
                .setHostnameVerificationAlgorithm("")
                .setKeyCertOptions(key)
                .setTrustOptions(trust)
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setSslHandshakeTimeout(HANDSHAKE_MILLIS)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    /** Whether the other end has shown a certificate of this member. */
    static boolean isCertified(NetSocket socket, int member) {
        try {
            Certificate shown = socket.peerCertificates().get(0);
            return shown instanceof X509Certificate certificate && memberOf(certificate) == member;
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }
}
