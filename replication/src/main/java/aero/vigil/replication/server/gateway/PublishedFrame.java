package aero.vigil.replication.server.gateway;

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
 * @param number the frame's number
 * @param opNumber of its tick
 * @param whole the message for those who take frames
 * @param digest the message for those who take digests
 */
record PublishedFrame(long number, long opNumber, Buffer whole, Buffer digest) {

    /** Encodes both messages. */
    static PublishedFrame of(FrameCut frame) {
        FrameRecord record =
                FrameRecord.newBuilder()
                        .setNumber(frame.number())
                        .setOpNumber(frame.opNumber())
                        .setView(frame.viewNumber())
                        .setBody(UnsafeByteOperations.unsafeWrap(frame.body()))
                        .setPreviousDigest(ByteString.copyFrom(frame.previousDigest().bytes()))
                        .setAudit(UnsafeByteOperations.unsafeWrap(frame.audit()))
                        .setDigest(ByteString.copyFrom(frame.digest().bytes()))
                        .build();
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
                                                        .setDigest(record.getDigest())))
                        .build();
        return new PublishedFrame(
                record.getNumber(),
                record.getOpNumber(),
                Buffer.buffer(whole.toByteArray()),
                Buffer.buffer(digest.toByteArray()));
    }
}
