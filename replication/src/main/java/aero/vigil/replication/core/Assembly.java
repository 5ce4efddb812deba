package aero.vigil.replication.core;

/**
 * Makes the parts of a replica that decide.
 *
 * <p>A running replica uses this one. The simulator and the certification campaign are qualified by
 * others, each with one rule broken.
 */
public class Assembly {

    /** What leaves views and begins them. */
    protected ViewChange viewChange(ReplicaState state) {
        return new ViewChange(state);
    }

    /** What makes a view's log one's own. */
    protected Adoption adoption(ReplicaState state) {
        return new Adoption(state);
    }

    /** What changes the group's size. */
    protected Growth growth(ReplicaState state) {
        return new Growth(state);
    }

    /** What leads a view. */
    protected Leadership leadership(ReplicaState state) {
        return new Leadership(state);
    }

    /** What knows when a primary that is followed should be replaced. */
    protected GreyPrimary greyPrimary(ReplicaState state) {
        return new GreyPrimary(state);
    }

    /** What suspects the primary. */
    protected Suspicion suspicion(ReplicaState state) {
        return new Suspicion(state);
    }

    /** What says when a tick is due. */
    protected Ticks ticks(ReplicaConfiguration configuration) {
        return new Ticks(configuration);
    }

    /** What stamps. */
    protected ClusterClock clusterClock(ReplicaConfiguration configuration) {
        return new ClusterClock(configuration);
    }

    /** What appends and acknowledges. */
    protected NormalOperation normalOperation(ReplicaState state) {
        return new NormalOperation(state);
    }

    /** What orders requests. */
    protected ClientRequests clientRequests(ReplicaState state) {
        return new ClientRequests(state);
    }

    /** What lets the group go over to a newer version of the state machine. */
    protected Upgrades upgrades(ReplicaState state) {
        return new Upgrades(state);
    }

    /** What lets reads be answered. */
    protected ReadIndex readIndex(ReplicaState state) {
        return new ReadIndex(state);
    }

    /** What decides whether an op takes effect. */
    protected ClientTable clientTable() {
        return new ClientTable();
    }

    /** What compares checkpoints. */
    protected Vouching vouching(ReplicaState state) {
        return new Vouching(state);
    }

    /** What compares frames. */
    protected Divergence divergence(ReplicaState state) {
        return new Divergence(state);
    }

    /** What fetches checkpoints. */
    protected CatchUp catchUp(ReplicaState state) {
        return new CatchUp(state);
    }

    /** What takes checkpoints. */
    protected Checkpoints checkpoints(ReplicaState state) {
        return new Checkpoints(state);
    }

    /** What chains and numbers frames. */
    protected FrameChain frames() {
        return new FrameChain();
    }

    /** How many of a group decide for it. */
    protected int majorityOf(int groupSize) {
        return Epoch.majorityOf(groupSize);
    }

    /** What counts who lacks an entry. */
    protected BodySearch bodySearch(int places) {
        return new BodySearch(places);
    }

    /** What decides who is a member. */
    protected Membership membership(ReplicaState state) {
        return new Membership(state);
    }

    /** What goes on after a restart. */
    protected Recovery recovery(ReplicaState state) {
        return new Recovery(state);
    }
}
