package aero.vigil.ingest.capture;

import java.util.Map;

/** The names under which unreadable parts of a recording are counted. */
final class Rejects {

    static final String TRUNCATED = "capture truncated";
    static final String PACKET_TOO_LARGE = "capture packet too large";
    static final String BLOCK_INVALID = "capture block invalid";
    static final String LINK_UNKNOWN = "capture link type unknown";
    static final String NOT_UDP = "capture packet not UDP";
    static final String FRAGMENT = "capture packet is a fragment";
    static final String PACKET_CUT = "capture packet cut short";

    private Rejects() {}

    static void count(Map<String, Long> rejects, String name) {
        rejects.merge(name, 1L, Long::sum);
    }
}
