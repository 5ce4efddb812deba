package aero.vigil.airspace.codec;

import aero.vigil.airspace.command.CountByReason;
import aero.vigil.airspace.command.Result;
import aero.vigil.wire.airspace.Accepted;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.Rejected;
import com.google.protobuf.ByteString;

/** Writes results: at most 1 KiB each, as the client table keeps them (seams §5). */
public final class ResultEncoder {

    /** Most characters of a text: the rest of a result takes less than half of 1 KiB. */
    private static final int MAX_TEXT = 480;

    private ResultEncoder() {}

    /** The bytes of a {@code vigil.airspace.Result}. */
    public static byte[] encode(Result result) {
        aero.vigil.wire.airspace.Result.Builder wire = aero.vigil.wire.airspace.Result.newBuilder();
        result.deliverTo(
                new Result.Handler<aero.vigil.wire.airspace.Result.Builder>() {
                    @Override
                    public aero.vigil.wire.airspace.Result.Builder accepted(
                            Result.Accepted accepted) {
                        return wire.setAccepted(wireOf(accepted));
                    }

                    @Override
                    public aero.vigil.wire.airspace.Result.Builder rejected(
                            Result.Rejected rejected) {
                        return wire.setRejected(wireOf(rejected));
                    }
                });
        return wire.build().toByteArray();
    }

    private static Accepted.Builder wireOf(Result.Accepted accepted) {
        Accepted.Builder wire =
                Accepted.newBuilder()
                        .setPayload(ByteString.copyFrom(accepted.payload().toByteArray()))
                        .setFlight(accepted.flight())
                        .setVersion(accepted.version())
                        .setPlotsApplied(accepted.plotsApplied())
                        .setNote(clipped(accepted.note()));
        for (CountByReason count : accepted.plotsNotApplied()) {
            wire.addPlotsNotApplied(PictureEncoder.wireOf(count));
        }
        return wire;
    }

    private static Rejected.Builder wireOf(Result.Rejected rejected) {
        return Rejected.newBuilder()
                .setReason(Reason.valueOf(rejected.reason().name()))
                .setText(clipped(rejected.text()))
                .setField(clipped(rejected.field()));
    }

    private static String clipped(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "~";
    }
}
