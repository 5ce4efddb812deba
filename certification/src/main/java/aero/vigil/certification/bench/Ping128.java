package aero.vigil.certification.bench;

import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Ping;
import com.google.protobuf.ByteString;

/** The command that benchmarks submit: a {@code Ping} of 128 bytes, which changes nothing. */
final class Ping128 {

    private static final byte[] BYTES =
            Command.newBuilder()
                    .setPing(Ping.newBuilder().setPayload(ByteString.copyFrom(new byte[128])))
                    .build()
                    .toByteArray();

    private Ping128() {}

    static byte[] bytes() {
        return BYTES;
    }
}
