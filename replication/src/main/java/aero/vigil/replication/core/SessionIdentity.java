package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Who stands behind a session, as the gateway that authenticated it wrote into its Register.
 *
 * @param sessionOp the op of the Register, which names the session; 0 until it has one
 * @param user the name, at most 256 characters
 * @param roles at most 32 of them
 */
public record SessionIdentity(long sessionOp, String user, List<String> roles) {

    private static final int MAX_TEXT = 256;
    private static final int MAX_ROLES = 32;

    public SessionIdentity {
        roles = List.copyOf(roles);
        if (user.length() > MAX_TEXT || roles.size() > MAX_ROLES) {
            throw new IllegalArgumentException("a user's name or roles are too long");
        }
    }

    /** The operation of a Register of this identity. */
    public byte[] encode() {
        Bytes bytes = new Bytes().putText(user).putInt(roles.size());
        roles.forEach(bytes::putText);
        return bytes.toArray();
    }

    /**
     * Reads the operation of a Register.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static SessionIdentity decode(long sessionOp, byte[] operation) {
        ByteReader reader = new ByteReader(operation);
        String user = reader.getText();
        int count = reader.getCount(4);
        List<String> roles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            roles.add(reader.getText());
        }
        reader.expectEnd();
        return new SessionIdentity(sessionOp, user, roles);
    }
}
