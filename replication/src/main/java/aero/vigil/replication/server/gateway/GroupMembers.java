package aero.vigil.replication.server.gateway;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.MemberAddresses;
import aero.vigil.replication.core.MemberRoll;
import aero.vigil.wire.gateway.Group;
import aero.vigil.wire.gateway.Learner;
import aero.vigil.wire.gateway.Member;
import aero.vigil.wire.gateway.Resize;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.Welcome;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who the members of the group are, as clients are told; used on the gateway's event loop. */
final class GroupMembers {

    private static final int INCARNATION_BYTES = 16;
    private static final int MOST_ADDRESS_CHARACTERS = 255;

    private final GatewayConfiguration configuration;
    private long epoch;
    private List<MemberAddresses> members;

    GroupMembers(GatewayConfiguration configuration) {
        this.configuration = configuration;
        this.members =
                configuration.members().stream()
                        .map(gateway -> new MemberAddresses("", gateway.toString()))
                        .toList();
    }

    /** Whether the log says other than before how many there are, or where. */
    boolean change(MemberRoll roll) {
        List<MemberAddresses> before = members;
        List<MemberAddresses> next = new ArrayList<>();
        for (int place = 0; place < roll.groupSize(); place++) {
            next.add(roll.addresses(place));
        }
        boolean isOther = roll.epoch() != epoch || !gateways(next).equals(gateways(before));
        epoch = roll.epoch();
        members = List.copyOf(next);
        return isOther;
    }

    private static List<GatewayAddress> gateways(List<MemberAddresses> members) {
        return members.stream()
                .filter(each -> !each.gateway().isEmpty())
                .map(each -> GatewayAddress.parse(each.gateway()))
                .toList();
    }

    /** Where pages may come from and go to: the members, and this replica itself. */
    List<GatewayAddress> gateways() {
        List<GatewayAddress> all = new ArrayList<>(gateways(members));
        all.add(configuration.own());
        return all;
    }

    /** What the first word to a client says of them. */
    void addTo(Welcome.Builder welcome) {
        welcome.setEpoch(epoch).addAllMembers(listed()).setQuorum(quorum());
        if (configuration.index() >= members.size()) {
            welcome.setSelf(
                    Learner.newBuilder()
                            .setIndex(configuration.index())
                            .setAddress(configuration.self().gatewayAddress())
                            .setReplicaAddress(configuration.self().replicaAddress())
                            .setIncarnation(bytes(configuration.self().incarnation())));
        }
    }

    /** What those are told who are connected when it changes. */
    ServerMessage message() {
        return ServerMessage.newBuilder()
                .setGroup(
                        Group.newBuilder()
                                .setEpoch(epoch)
                                .addAllMembers(listed())
                                .setQuorum(quorum()))
                .build();
    }

    private int quorum() {
        return members.size() / 2 + 1;
    }

    private List<Member> listed() {
        List<Member> listed = new ArrayList<>();
        for (int place = 0; place < members.size(); place++) {
            if (!members.get(place).gateway().isEmpty()) {
                listed.add(
                        Member.newBuilder()
                                .setIndex(place)
                                .setAddress(members.get(place).gateway())
                                .build());
            }
        }
        return listed;
    }

    /**
     * What a person wants of the group's size; null: what was said is nothing that can be wanted.
     */
    Input.@Nullable Reconfigure wanted(Resize resize) {
        if (!resize.hasAdded()) {
            return new Input.Reconfigure(resize.getMembers());
        }
        Learner added = resize.getAdded();
        if (resize.getMembers() != added.getIndex() + 1
                || added.getIncarnation().size() != INCARNATION_BYTES
                || !isAddress(added.getAddress())
                || !isAddress(added.getReplicaAddress())) {
            return null;
        }
        ByteBuffer incarnation = added.getIncarnation().asReadOnlyByteBuffer();
        return new Input.Reconfigure(
                resize.getMembers(),
                new Incarnation(incarnation.getLong(), incarnation.getLong()),
                new MemberAddresses(added.getReplicaAddress(), added.getAddress()));
    }

    private static boolean isAddress(String text) {
        try {
            return text.length() <= MOST_ADDRESS_CHARACTERS
                    && GatewayAddress.parse(text).port() > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether one of these addresses is a member's. */
    boolean isTaken(MemberAddresses addresses) {
        for (MemberAddresses each : members) {
            if (each.gateway().equals(addresses.gateway())
                    || each.gateway().equals(addresses.replica())
                    || each.replica().equals(addresses.gateway())
                    || each.replica().equals(addresses.replica())) {
                return true;
            }
        }
        return false;
    }

    private static ByteString bytes(Incarnation incarnation) {
        return ByteString.copyFrom(
                ByteBuffer.allocate(INCARNATION_BYTES)
                        .putLong(incarnation.high())
                        .putLong(incarnation.low())
                        .flip());
    }
}
