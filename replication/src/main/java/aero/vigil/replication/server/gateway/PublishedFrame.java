package aero.vigil.replication.server.gateway;

import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.wire.gateway.DigestBatch;
import aero.vigil.wire.gateway.FrameBatch;
import aero.vigil.wire.gateway.FrameDigest;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.ServerMessage;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.vertx.core.buffer.Buffer;

/**
 * One frame as it goes to subscribers, encoded once and shared by all of them.
 *
 * @param record what it says
 * @param frameDigest its digest
 * @param whole the message for those who take frames
 * @param digest the message for those who take digests
 */
record PublishedFrame(FrameRecord record, Digest frameDigest, Buffer whole, Buffer digest) {

    /** The frame's number. */
    long number() {
        return record.getNumber();
    }

    /** That of its tick. */
    long opNumber() {
        return record.getOpNumber();
    }

    /** Encodes both messages. */
    static PublishedFrame of(FrameCut frame) {
        return of(
                FrameRecord.newBuilder()
                        .setNumber(frame.number())
                        .setOpNumber(frame.opNumber())
                        .setView(frame.viewNumber())
                        .setBody(UnsafeByteOperations.unsafeWrap(frame.body()))
                        .setPreviousDigest(ByteString.copyFrom(frame.previousDigest().bytes()))
                        .setAudit(UnsafeByteOperations.unsafeWrap(frame.audit()))
                        .setDigest(ByteString.copyFrom(frame.digest().bytes()))
                        .build());
    }

    /** Encodes both messages of one record. */
    static PublishedFrame of(FrameRecord record) {
        ServerMessage whole =
                ServerMessage.newBuilder()
                        .setFrames(FrameBatch.newBuilder().addFrames(record))
                        .build();
        ServerMessage digest =
                ServerMessage.newBuilder()
                        .setDigests(
                                DigestBatch.newBuilder()
                                        .addDigests(
                                                FrameDigest.newBuilder()
                                                        .setNumber(record.getNumber())
                                                        .setDigest(record.getDigest())
                                                        .setSpans(record.getSpans())))
                        .build();
        return new PublishedFrame(
                record,
                Digest.fromBytes(record.getDigest().toByteArray()),
                Buffer.buffer(whole.toByteArray()),
                Buffer.buffer(digest.toByteArray()));
    }
}
