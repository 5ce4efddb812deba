package aero.vigil.display.arbiter;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has arrived for one frame number that is not confirmed yet: votes by source, bodies. */
final class Slot {
    final Map<Source, String> votes = new LinkedHashMap<>();
    final Map<String, Body> bodies = new LinkedHashMap<>();

    /** The digest f+1 have given. */
    @Nullable String agreed;

    /** A frame with its body, when it first came, and who gave it. */
    static final class Body {
        final ArrivedFrame frame;
        final long at;
        final Set<Source> givers = new LinkedHashSet<>();

        Body(ArrivedFrame frame, long at) {
            this.frame = frame;
            this.at = at;
        }
    }

    int votesFor(String digest) {
        int count = 0;
        for (Map.Entry<Source, String> vote : votes.entrySet()) {
            if (vote.getValue().equals(digest) && !vote.getKey().suspect) {
                count++;
            }
        }
        return count;
    }

    boolean hasVoterInGoodStanding() {
        return votes.keySet().stream().anyMatch(voter -> !voter.suspect);
    }
}
