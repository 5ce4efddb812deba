package aero.vigil.replication.codec;

import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Message;

/**
 * A message of another replica in its envelope. Nothing in the envelope has been compared with what
 * the receiver expects.
 *
 * @param clusterId of the group that the sender belongs to
 * @param protocolVersion of the sender's messages
 * @param sender the sender's index, from 0
 * @param incarnation of the sender's disk
 * @param message what it says
 */
public record ReceivedMessage(
        Digest clusterId, int protocolVersion, int sender, Incarnation incarnation, Message message)
        implements DecodedMessage {

    @Override
    public void deliverTo(Handler handler) {
        handler.received(this);
    }
}
