package aero.vigil.peers.aeron;

/**
 * The loopback ports of three members, counted from the first.
 *
 * @param firstPort ten ports a member from here on
 */
record Members(int firstPort) {

    static final int COUNT = 3;

    private static final int PORTS_EACH = 10;

    private String endpoint(int member, int offset) {
        return "localhost:" + (firstPort + member * PORTS_EACH + offset);
    }

    /** As Aeron wants them: id, ingress, consensus, log, catch-up, archive. */
    String clusterMembers() {
        StringBuilder text = new StringBuilder();
        for (int member = 0; member < COUNT; member++) {
            text.append(text.length() == 0 ? "" : "|").append(member);
            for (int offset = 0; offset < 5; offset++) {
                text.append(',').append(endpoint(member, offset));
            }
        }
        return text.toString();
    }

    String archiveEndpoint(int member) {
        return endpoint(member, 4);
    }

    /** Where clients reach each. */
    String ingressEndpoints() {
        StringBuilder text = new StringBuilder();
        for (int member = 0; member < COUNT; member++) {
            text.append(text.length() == 0 ? "" : ",")
                    .append(member)
                    .append('=')
                    .append(endpoint(member, 0));
        }
        return text.toString();
    }
}
