package aero.vigil.ingest.flightplan;

import aero.vigil.airspace.codec.icao.IcaoMessageReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds messages in a stream of bytes: AFTN envelopes (ZCZC … NNNN) and bare messages from '(' to
 * ')'. Total and bounded: any bytes give messages and named faults, and nothing longer than one
 * envelope is ever held.
 *
 * <p>Sources: ICAO Annex 10 Vol. II 4.4 (the envelope). After a fault it goes on at the next
 * beginning of a message.
 */
final class MessageFraming {

    /** Greatest envelope: a message of full length with 2 KiB of addresses around it. */
    static final int GREATEST_ENVELOPE = IcaoMessageReader.GREATEST_LENGTH + 2 * 1024;

    /** Stray bytes reported as one fault at most, so that a binary stream gives few answers. */
    static final int GREATEST_GARBAGE = 1024;

    /** The line with filing time and originator in an envelope's heading. */
    private static final Pattern ORIGIN = Pattern.compile("(?m)^\\s*[0-9]{6} ([A-Z]{8})\\b");

    /** Receives what is found, in order. */
    interface Sink {
        /** A message from '(' to ')'; originator empty when it came bare. */
        void onMessage(String originator, String text);

        /** Something that is no message. */
        void onFault(Fault fault);
    }

    /** Why bytes were not a message. */
    enum Fault {
        /** Bytes outside any message. */
        GARBAGE("plan-garbage", "a message must begin with '(' or with ZCZC"),
        /** Longer than allowed. */
        OVERSIZE(
                "plan-oversize",
                "a message has at most " + IcaoMessageReader.GREATEST_LENGTH + " characters"),
        /** Another message began before this one ended. */
        UNFINISHED("plan-unfinished", "the message did not end before the next one began"),
        /** An envelope without a message in parentheses. */
        EMPTY_ENVELOPE(
                "plan-empty-envelope", "there is no message in parentheses in this envelope");

        final String reason;
        final String text;

        Fault(String reason, String text) {
            this.reason = reason;
            this.text = text;
        }
    }

    private enum State {
        /** Nothing but white space since the last message. */
        BETWEEN,
        /** Among bytes that are no message. */
        GARBAGE,
        /** After '('. */
        BARE,
        /** After ZCZC. */
        ENVELOPE,
        /** In a message or envelope too long, waiting for its end. */
        SKIPPING
    }

    private final Sink sink;
    private final StringBuilder held = new StringBuilder();
    private State state = State.BETWEEN;
    private boolean skippingEnvelope;

    MessageFraming(Sink sink) {
        this.sink = sink;
    }

    /** Whether a message has begun and not ended. */
    boolean isUnfinished() {
        return state != State.BETWEEN;
    }

    void accept(byte[] bytes) {
        for (byte b : bytes) {
            accept((char) (b & 0xFF));
        }
    }

    private void accept(char c) {
        switch (state) {
            case BETWEEN -> between(c);
            case GARBAGE -> garbage(c);
            case BARE -> bare(c);
            case ENVELOPE -> envelope(c);
            case SKIPPING -> skipping(c);
        }
    }

    private void between(char c) {
        // SOH, STX, VT and ETX frame AFTN messages on some lines.
        boolean ignored = IcaoMessageReader.isBlank(c) || (c >= 1 && c <= 3) || c == 11;
        if (ignored) {
            return;
        }
        begin(c == '(' ? State.BARE : State.GARBAGE);
        held.append(c);
    }

    private void garbage(char c) {
        if (c == '(') {
            fault(Fault.GARBAGE);
            begin(State.BARE);
            held.append(c);
            return;
        }
        held.append(c);
        if (endsWith("ZCZC")) {
            boolean stray = held.length() > 4;
            if (stray) {
                fault(Fault.GARBAGE);
            }
            begin(State.ENVELOPE);
        } else if (c == '\n' || held.length() >= GREATEST_GARBAGE) {
            fault(Fault.GARBAGE);
        }
    }

    private void bare(char c) {
        if (c == '(') {
            fault(Fault.UNFINISHED);
            begin(State.BARE);
        }
        held.append(c);
        if (c == ')') {
            String text = held.toString();
            begin(State.BETWEEN);
            sink.onMessage("", text);
        } else if (held.length() >= IcaoMessageReader.GREATEST_LENGTH) {
            skip(false);
        }
    }

    private void envelope(char c) {
        held.append(c);
        if (endsWith("NNNN")) {
            String envelope = held.toString();
            begin(State.BETWEEN);
            open(envelope);
        } else if (endsWith("ZCZC")) {
            fault(Fault.UNFINISHED);
            begin(State.ENVELOPE);
        } else if (held.length() >= GREATEST_ENVELOPE) {
            skip(true);
        }
    }

    private void open(String envelope) {
        int from = envelope.indexOf('(');
        int to = envelope.lastIndexOf(')');
        if (from < 0 || to < from) {
            sink.onFault(Fault.EMPTY_ENVELOPE);
            return;
        }
        if (to + 1 - from > IcaoMessageReader.GREATEST_LENGTH) {
            sink.onFault(Fault.OVERSIZE);
            return;
        }
        Matcher origin = ORIGIN.matcher(envelope.substring(0, from));
        sink.onMessage(origin.find() ? origin.group(1) : "", envelope.substring(from, to + 1));
    }

    private void skip(boolean ofEnvelope) {
        fault(Fault.OVERSIZE);
        begin(State.SKIPPING);
        skippingEnvelope = ofEnvelope;
    }

    private void skipping(char c) {
        held.append(c);
        if (held.length() > 4) {
            held.deleteCharAt(0);
        }
        if (endsWith("ZCZC")) {
            begin(State.ENVELOPE);
        } else if (skippingEnvelope ? endsWith("NNNN") : c == ')') {
            begin(State.BETWEEN);
        }
    }

    private void begin(State next) {
        held.setLength(0);
        state = next;
    }

    private void fault(Fault fault) {
        begin(State.BETWEEN);
        sink.onFault(fault);
    }

    private boolean endsWith(String mark) {
        int from = held.length() - mark.length();
        return from >= 0 && held.indexOf(mark, from) == from;
    }
}
