package aero.vigil.replication.server.command;

/** A mistake of the one who called, in one line that names cause and remedy. */
public final class UserMistake extends Exception {

    private static final long serialVersionUID = 1L;

    public UserMistake(String message) {
        super(message);
    }
}
