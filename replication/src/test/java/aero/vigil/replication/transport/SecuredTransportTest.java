package aero.vigil.replication.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.Eventually;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.core.Message;
import aero.vigil.replication.core.ModelClock;
import aero.vigil.replication.core.Outgoing;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS between replicas, on real sockets of loopback (replication.md §12). */
class SecuredTransportTest {

    private static final Digest CLUSTER = Digest.of(new byte[] {1});

    @TempDir static Path folder = Path.of("");

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final List<Integer> ports = FreePorts.take(3);
    private long instances = 1_000;

    @BeforeAll
    static void makeCertificates() throws IOException {
        for (String group : List.of("ours", "theirs")) {
            GroupCertificates.make(
                    folder.resolve(group), 3, TransportSecurity.DEVELOPMENT, Duration.ofDays(2));
        }
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private static TransportSecurity of(String group, int member) throws IOException {
        return TransportSecurity.read(directory(group, member), member);
    }

    private static Path directory(String group, int member) {
        return folder.resolve(group).resolve("member-" + member);
    }

    private ReplicaTransport start(int index, @Nullable TransportSecurity security, Ears ears)
            throws Exception {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            members.add(
                    new Member(i, "127.0.0.1:" + ports.get(i), "", new Incarnation(7, 100 + i)));
        }
        ReplicaTransport transport =
                new ReplicaTransport(
                        vertx,
                        context,
                        new TransportConfiguration(
                                new Genesis(
                                        members,
                                        new ModelClock(0, 1),
                                        100_000,
                                        1_000,
                                        1,
                                        new byte[0]),
                                CLUSTER,
                                members.get(index),
                                ++instances,
                                "127.0.0.1",
                                1_000,
                                Map.of(),
                                security),
                        ears);
        transport.listen().await(10, TimeUnit.SECONDS);
        return transport;
    }

    @Test
    void membersWithCertificatesOfOneAuthorityHearEachOtherAndNobodyReadsIt() throws Exception {
        List<Ears> ears = List.of(new Ears(), new Ears(), new Ears());
        List<ReplicaTransport> transports = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            transports.add(start(i, of("ours", i), ears.get(i)));
        }
        Eventually.holds(
                "all connected", () -> ears.stream().allMatch(e -> e.connected.size() == 2));

        context.runOnContext(
                ignored -> {
                    for (int i = 0; i < 500; i++) {
                        Message message = new Message.StartViewChange(i);
                        transports.get(2).send(List.of(new Outgoing(0, message)));
                        transports.get(0).send(List.of(new Outgoing(1, message)));
                    }
                });

        Eventually.holds("the dialled hears", () -> ears.get(0).messages.size() == 500);
        Eventually.holds("the dialler hears", () -> ears.get(1).messages.size() == 500);
        ears.forEach(own -> assertTrue(own.counts.isEmpty(), own.counts::toString));
    }

    @Test
    void anotherAuthoritysCertificateNoneAndOneOfAnotherMemberAreRefused() throws Exception {
        Ears ears = new Ears();
        start(0, of("ours", 0), ears);

        start(1, of("theirs", 1), new Ears());
        Eventually.holds("a stranger", () -> ears.count("transport.rejected.TLS") > 0);
        start(2, TransportSecurity.read(directory("ours", 1), 1), new Ears());
        Eventually.holds("another", () -> ears.count("transport.rejected.CERTIFICATE") > 0);

        assertTrue(ears.connected.isEmpty(), ears.connected::toString);
    }

    @Test
    void whoSpeaksWithoutTlsIsRefused() throws Exception {
        Ears ears = new Ears();
        start(0, of("ours", 0), ears);

        start(1, null, new Ears());

        Eventually.holds("counted", () -> ears.count("transport.rejected.TLS") > 0);
        assertTrue(ears.connected.isEmpty(), ears.connected::toString);
    }

    /**
     * Rule 8 asks by a connection without a word whether a process lives: no certificate needed.
     */
    @Test
    void whoOnlyAsksWhetherItLivesIsAccepted() throws Exception {
        Ears first = new Ears();
        Ears second = new Ears();
        start(0, of("ours", 0), first);
        ReplicaTransport dialler = start(1, of("ours", 1), second);
        Eventually.holds("connected", () -> first.connected.containsKey(1));

        first.connected.clear();
        dialler.close();

        Eventually.holds("gone", () -> first.lost.contains("1 refused"));
        new Socket(InetAddress.getLoopbackAddress(), ports.get(0)).close();
        start(1, of("ours", 1), new Ears());
        Eventually.holds("connected again", () -> first.connected.containsKey(1));
        assertEquals(0, first.count("transport.rejected.TLS"));
    }

    @Test
    void onlyTheNewestProtocolIsSpoken() throws Exception {
        start(0, of("ours", 0), new Ears());

        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), ports.get(0));
                SSLSocket old =
                        (SSLSocket)
                                SSLContext.getDefault()
                                        .getSocketFactory()
                                        .createSocket(plain, "localhost", ports.get(0), true)) {
            old.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThrows(IOException.class, old::startHandshake);
        }
    }

    @Test
    void whatIsWrongWithADirectoryIsSaidWithTheRemedy() throws Exception {
        Path other = directory("ours", 1);
        assertSays("common name must be vigil-member-0", other, 0);
        assertSays("is missing", folder.resolve("nowhere"), 0);
        Path rubbish = Files.createDirectories(folder.resolve("rubbish"));
        for (String name : Set.of("ca.pem", "member.pem", "member.key")) {
            Files.writeString(rubbish.resolve(name), "rubbish");
        }
        assertSays("holds no certificate", rubbish, 0);
        GroupCertificates.make(folder.resolve("old"), 1, "A centre", Duration.ofMinutes(-1));
        assertSays("was valid until", directory("old", 0), 0);
        assertThrows(
                IOException.class,
                () -> GroupCertificates.make(folder.resolve("old"), 1, "A centre", Duration.ZERO));
    }

    private static void assertSays(String words, Path directory, int member) {
        IOException refusal =
                assertThrows(IOException.class, () -> TransportSecurity.read(directory, member));
        assertTrue(refusal.toString().contains(words), refusal::toString);
    }

    @Test
    void aCertificateSaysWhetherItIsForDevelopment() throws Exception {
        GroupCertificates.make(folder.resolve("centre"), 1, "A centre", Duration.ofDays(9));

        assertFalse(of("centre", 0).isForDevelopment());
        assertEquals(8, of("centre", 0).daysLeft());
        assertTrue(of("ours", 0).isForDevelopment());
    }
}
