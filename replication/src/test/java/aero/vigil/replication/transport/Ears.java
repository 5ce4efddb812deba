package aero.vigil.replication.transport;

import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Message;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What one transport tells. */
final class Ears implements TransportListener {
    final Queue<Message> messages = new ConcurrentLinkedQueue<>();
    final Map<Integer, Boolean> connected = new ConcurrentHashMap<>();
    final Queue<String> alarms = new ConcurrentLinkedQueue<>();
    final Queue<String> lost = new ConcurrentLinkedQueue<>();
    final Map<String, Integer> counts = new ConcurrentHashMap<>();

    @Override
    public void received(int peer, Incarnation incarnation, Message message) {
        messages.add(message);
    }

    @Override
    public void connected(int peer) {
        connected.put(peer, true);
    }

    @Override
    public void lost(int peer, boolean reconnectRefused) {
        lost.add(peer + (reconnectRefused ? " refused" : " lives"));
    }

    @Override
    public void alarm(String code, String text) {
        alarms.add(code + ": " + text);
    }

    @Override
    public void counted(String name) {
        counts.merge(name, 1, Integer::sum);
    }

    int count(String name) {
        return counts.getOrDefault(name, 0);
    }
}
