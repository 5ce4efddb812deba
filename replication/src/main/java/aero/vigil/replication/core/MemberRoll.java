package aero.vigil.replication.core;

import java.util.List;

/**
 * Whom the committed log names (rule 20).
 *
 * @param named the incarnation of each member, by index
 * @param retired every incarnation that was replaced, in order: none of them ever counts again
 */
public record MemberRoll(List<Incarnation> named, List<Incarnation> retired) {

    public MemberRoll {
        named = List.copyOf(named);
        retired = List.copyOf(retired);
    }
}
