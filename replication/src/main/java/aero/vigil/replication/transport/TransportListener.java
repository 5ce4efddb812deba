package aero.vigil.replication.transport;

import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Message;

/** One who hears the other replicas; called on the transport's event loop, must not block. */
public interface TransportListener {

    /** A message of a peer whose introduction was right; whether it counts the core decides. */
    void received(int peer, Incarnation incarnation, Message message);

    /** There is a connection to this peer. */
    void connected(int peer);

    /**
     * The connection is gone, or could not be made.
     *
     * @param reconnectRefused whether the immediate attempt to connect again was refused, or not
     *     accepted in time
     */
    void lost(int peer, boolean reconnectRefused);

    /** Something that a person should act on. */
    void alarm(String code, String text);

    /** Something was dropped, refused or malformed, by name: to be counted. */
    void counted(String name);
}
