package aero.vigil.certification.history;

/**
 * One numbered command of one session, from asking to answer.
 *
 * @param session of the run, from 0
 * @param number of the command in its session, from 1
 * @param invokedNanos when it was submitted
 * @param returnedNanos when it was answered; {@link #NEVER} when its outcome is unknown
 * @param answer what the client was told
 * @param text the reason of a refusal, empty otherwise
 */
public record Invocation(
        int session,
        long number,
        long invokedNanos,
        long returnedNanos,
        Answer answer,
        String text) {

    /** After every time there is. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Whether the client was told that it took effect. */
    public boolean isAcknowledged() {
        return answer == Answer.ACCEPTED;
    }

    @Override
    public String toString() {
        return "command " + number + " of session " + session;
    }
}
