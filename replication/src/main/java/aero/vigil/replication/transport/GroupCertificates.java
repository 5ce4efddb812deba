package aero.vigil.replication.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority of a group's own, and a certificate for each of its members, as {@link
 * TransportSecurity} reads them: {@code ca.pem}, {@code ca.key}, and a directory {@code member-N}
 * for each.
 */
public final class GroupCertificates {

    /** Clocks of two machines may differ. */
    private static final Duration BEFORE = Duration.ofHours(1);

    private static final String CURVE = "secp256r1";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int SERIAL_BITS = 120;

    private final Path directory;
    private final String organisation;
    private final Instant end;
    private final SecureRandom random = new SecureRandom();

    private record Issued(KeyPair keys, X509Certificate certificate) {}

    private GroupCertificates(Path directory, String organisation, Duration valid) {
        this.directory = directory;
        this.organisation = organisation;
        this.end = Instant.now().plus(valid);
    }

    /**
     * Makes all of them.
     *
     * @param directory where to; must not hold an authority yet
     * @param organisation in every subject; {@link TransportSecurity#DEVELOPMENT} is good on one
     *     machine only
     * @throws IOException if the directory cannot be written, or has an authority
     */
    public static void make(Path directory, int members, String organisation, Duration valid)
            throws IOException {
        if (Files.exists(directory.resolve("ca.key"))) {
            throw new IOException(
                    directory + " has an authority already: name another directory, or remove it");
        }
        try {
            new GroupCertificates(directory, organisation, valid).make(members);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("no certificate could be made: " + e.getMessage(), e);
        }
    }

    /**
     * Makes the certificate of one member more, by the authority that is there.
     *
     * @throws IOException if there is no authority, or the member has a certificate already
     */
    public static void add(Path directory, int member, Duration valid) throws IOException {
        if (!Files.exists(directory.resolve("ca.key"))) {
            throw new IOException(
                    directory + " has no authority: it is made with the first certificates");
        }
        Path own = directory.resolve("member-" + member);
        if (Files.exists(own.resolve("member.pem"))) {
            throw new IOException(
                    own + " has a certificate already: move it away to have another one made");
        }
        try {
            X509Certificate authority = readCertificate(directory.resolve("ca.pem"));
            RDN[] names = subjectOf(authority).getRDNs(BCStyle.O);
            if (names.length == 0) {
                throw new IOException(directory.resolve("ca.pem") + " names no organisation");
            }
            String organisation = IETFUtils.valueToString(names[0].getFirst().getValue());
            new GroupCertificates(directory, organisation, valid)
                    .make(
                            member,
                            new Issued(
                                    new KeyPair(
                                            authority.getPublicKey(),
                                            readKey(directory.resolve("ca.key"))),
                                    authority));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("no certificate could be made: " + e.getMessage(), e);
        }
    }

    private static X500Name subjectOf(X509Certificate certificate)
            throws CertificateEncodingException {
        return new JcaX509CertificateHolder(certificate).getSubject();
    }

    private static X509Certificate readCertificate(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static PrivateKey readKey(Path file) throws IOException {
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(file))) {
            if (parser.readObject() instanceof PrivateKeyInfo key) {
                return new JcaPEMKeyConverter().getPrivateKey(key);
            }
            throw new IOException(file + " holds no key in PEM");
        }
    }

    private void make(int members)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        Files.createDirectories(directory);
        KeyPair keys = keys();
        Issued authority =
                new Issued(
                        keys, sign(keys, "vigil-authority", keys, name("vigil-authority"), true));
        write(directory.resolve("ca.pem"), authority.certificate());
        writeKey(directory.resolve("ca.key"), authority.keys());
        for (int member = 0; member < members; member++) {
            make(member, authority);
        }
    }

    private void make(int member, Issued authority)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        Path own = Files.createDirectories(directory.resolve("member-" + member));
        KeyPair memberKeys = keys();
        write(own.resolve("ca.pem"), authority.certificate());
        write(
                own.resolve("member.pem"),
                sign(
                        memberKeys,
                        TransportSecurity.nameOf(member),
                        authority.keys(),
                        subjectOf(authority.certificate()),
                        false));
        writeKey(own.resolve("member.key"), memberKeys);
    }

    private KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(CURVE), random);
        return generator.generateKeyPair();
    }

    private X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organisation)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private X509Certificate sign(
            KeyPair subject, String commonName, KeyPair by, X500Name issuer, boolean isAuthority)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        issuer,
                        new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                        Date.from(Instant.now().minus(BEFORE)),
                        Date.from(end),
                        name(commonName),
                        subject.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        if (!isAuthority) {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(
                            new KeyPurposeId[] {
                                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                            }));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder(SIGNATURE).build(by.getPrivate())));
    }

    private static void write(Path file, X509Certificate certificate) throws IOException {
        Files.writeString(file, pem(certificate), StandardCharsets.US_ASCII);
    }

    /** Nobody else may read it. */
    private static void writeKey(Path file, KeyPair keys) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                file,
                pem(new JcaPKCS8Generator(keys.getPrivate(), null)),
                StandardCharsets.US_ASCII);
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
