package aero.vigil.replication.core;

/**
 * Where a member is reached.
 *
 * @param replica host:port for other replicas
 * @param gateway host:port for everybody else
 */
public record MemberAddresses(String replica, String gateway) {

    /** Those of a place that nobody is known in. */
    public static final MemberAddresses NONE = new MemberAddresses("", "");

    /** As op 1 has them. */
    public static MemberAddresses of(Member member) {
        return new MemberAddresses(member.replicaAddress(), member.gatewayAddress());
    }

    /** Whether anybody can be reached there. */
    public boolean isKnown() {
        return !equals(NONE);
    }
}
