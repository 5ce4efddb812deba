/**
 * Recordings of radar lines, read as the datagrams they were.
 *
 * <p>Lives here: {@link aero.vigil.ingest.capture.CaptureFile}, a bounded stream of datagrams with
 * the time each was captured, over pcap, pcapng and raw files of concatenated ASTERIX blocks.
 * Total: whatever the file holds, the stream gives datagrams and named rejects and ends. May enter:
 * the JDK and {@code aero.vigil.ingest.asterix} (a raw file's only times are its records' times of
 * day). Must never know: clocks, pacing, feeds.
 *
 * <p>The two pcap formats are read here rather than by a library: a few headers of fixed layout,
 * where what matters is that lengths from a damaged file are never believed. io.pkts, the one kept
 * reader on Maven Central, brings a SIP stack, allocates what a record's header says and throws on
 * what it does not know.
 */
@NullMarked
package aero.vigil.ingest.capture;

import org.jspecify.annotations.NullMarked;
