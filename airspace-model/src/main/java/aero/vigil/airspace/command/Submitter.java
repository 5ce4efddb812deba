package aero.vigil.airspace.command;

import java.util.List;

/**
 * Who gave a command, as the log says it: written by the gateway that authenticated him.
 *
 * @param session the op that registered the session: its identity
 * @param user by name
 * @param roles words: {@link #ADAPTER}, {@link #SUPERVISOR}, {@link #DEVELOPMENT}, or the role of
 *     positions he may take (executive, planner, assistant, flight-data, supervisor, observer)
 */
public record Submitter(long session, String user, List<String> roles) {

    /** May report plots, sensor messages, feeds and flight plans. */
    public static final String ADAPTER = "adapter";

    /** May do what a supervisor does, without holding a position. */
    public static final String SUPERVISOR = "supervisor";

    /** May do everything: the development profile gives this to everybody. */
    public static final String DEVELOPMENT = "development";

    public Submitter {
        roles = List.copyOf(roles);
    }

    /** Whether he has this role, or all of them. */
    public boolean may(String role) {
        return roles.contains(role) || roles.contains(DEVELOPMENT);
    }
}
