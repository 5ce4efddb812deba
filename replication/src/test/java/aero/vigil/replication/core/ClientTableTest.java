package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import aero.vigil.replication.core.ClientReply.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exactly once, decided when an op is applied (VRR §3, client-table; rule 5). */
class ClientTableTest {

    private static final ClientId CLIENT = new ClientId(1, 1);

    private final ClientTable table = new ClientTable();
    private final Recorder machine = new Recorder();
    private long opNumber = 1;
    private long timestampMicros = 1_000_000;

    @Test
    void aRequestTakesEffectOnceAndItsRepeatGetsTheStoredReply() {
        long session = register(CLIENT);

        ClientReply first = apply(session, 1, "climb");
        ClientReply repeat = apply(session, 1, "climb");

        assertEquals(Outcome.APPLIED, first.outcome());
        assertEquals(first.opNumber(), repeat.opNumber());
        assertEquals(List.of("alice climb"), machine.told);
    }

    @Test
    void aNumberUsedForAnotherOperationHasNoEffect() {
        long session = register(CLIENT);
        apply(session, 1, "climb");

        assertEquals(Outcome.REQUEST_NUMBER_REUSED, apply(session, 1, "descend").outcome());
        assertEquals(List.of("alice climb"), machine.told);
    }

    @Test
    void anEarlierNumberIsSuperseded() {
        long session = register(CLIENT);
        apply(session, 1, "climb");
        apply(session, 2, "descend");

        assertEquals(Outcome.SUPERSEDED, apply(session, 1, "climb").outcome());
        assertEquals(List.of("alice climb", "alice descend"), machine.told);
    }

    @Test
    void aNumberThatLeavesOneOutHasNoEffect() {
        long session = register(CLIENT);

        assertEquals(Outcome.REQUEST_NUMBER_SKIPPED, apply(session, 2, "climb").outcome());
        assertEquals(List.of(), machine.told);
    }

    @Test
    void anotherSessionOfTheSameClientIsNone() {
        long session = register(CLIENT);

        assertEquals(Outcome.SESSION_EVICTED, apply(session + 1, 1, "climb").outcome());
        assertEquals(List.of(), machine.told);
    }

    @Test
    void registeringAgainGivesTheSameSession() {
        assertEquals(register(CLIENT), register(CLIENT));
    }

    @Test
    void anOldSessionMakesRoomForTheNext4097th() {
        long oldest = register(client(0));
        for (int i = 1; i < Limits.MAX_SESSIONS; i++) {
            register(client(i));
        }
        timestampMicros += Limits.SESSION_IDLE_MICROS;

        ClientReply reply = registerAnd(client(Limits.MAX_SESSIONS));

        assertEquals(Outcome.APPLIED, reply.outcome());
        assertEquals(Limits.MAX_SESSIONS, table.size());
        assertEquals(List.of("end of session " + oldest), machine.told);
        assertEquals(
                Outcome.SESSION_EVICTED,
                table.apply(command(client(0), oldest, 1, "climb"), machine).outcome());
    }

    @Test
    void aSessionUsedInTheLastTenMinutesIsNeverEvicted() {
        for (int i = 0; i < Limits.MAX_SESSIONS; i++) {
            register(client(i));
        }
        timestampMicros = 1_000_000 + Limits.SESSION_IDLE_MICROS - 1;

        assertEquals(Outcome.REFUSED, registerAnd(client(Limits.MAX_SESSIONS)).outcome());
        assertEquals(Limits.MAX_SESSIONS, table.size());
        assertEquals(List.of(), machine.told);
    }

    @Test
    void usingASessionKeepsItAndTheIdlestGoes() {
        long first = register(client(0));
        long second = register(client(1));
        for (int i = 2; i < Limits.MAX_SESSIONS; i++) {
            register(client(i));
        }
        timestampMicros += Limits.SESSION_IDLE_MICROS;
        table.apply(command(client(0), first, 1, "climb"), machine);

        registerAnd(client(Limits.MAX_SESSIONS));

        assertNotNull(table.find(client(0), first));
        assertEquals(List.of("alice climb", "end of session " + second), machine.told);
    }

    private static ClientId client(int number) {
        return new ClientId(2, number);
    }

    private long register(ClientId client) {
        return registerAnd(client).opNumber();
    }

    private ClientReply registerAnd(ClientId client) {
        return table.register(
                entry(
                        EntryKind.REGISTER,
                        client,
                        0,
                        0,
                        new SessionIdentity(0, "alice", List.of()).encode()),
                machine);
    }

    private ClientReply apply(long session, long number, String operation) {
        return table.apply(command(CLIENT, session, number, operation), machine);
    }

    private LogEntry command(ClientId client, long session, long number, String operation) {
        return entry(
                EntryKind.COMMAND,
                client,
                session,
                number,
                operation.getBytes(StandardCharsets.UTF_8));
    }

    private LogEntry entry(
            EntryKind kind, ClientId client, long session, long number, byte[] operation) {
        return LogEntry.create(
                kind,
                ++opNumber,
                0,
                timestampMicros,
                client,
                session,
                number,
                operation,
                Digest.ZERO);
    }
}
