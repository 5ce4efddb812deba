package aero.vigil.ingest.adapter;

import aero.vigil.ingest.feed.CommandSink;
import aero.vigil.ingest.flightplan.PlanAnswer;
import aero.vigil.ingest.flightplan.PlanSubmission;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.ReferMessage;
import aero.vigil.wire.airspace.Result;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;

/** Brings flight-plan messages into the log through the group, and the model's answer back. */
final class GroupPlanSubmission implements PlanSubmission {

    private final CommandSink sink;

    GroupPlanSubmission(CommandSink sink) {
        this.sink = sink;
    }

    @Override
    public Future<PlanAnswer> submit(FlightPlanMessage message) {
        byte[] command = Command.newBuilder().setFlightPlanMessage(message).build().toByteArray();
        return sink.submit(command).compose(GroupPlanSubmission::answer);
    }

    @Override
    public Future<Void> refer(ReferMessage message) {
        byte[] command = Command.newBuilder().setReferMessage(message).build().toByteArray();
        return sink.submit(command).mapEmpty();
    }

    private static Future<PlanAnswer> answer(byte[] bytes) {
        try {
            Result result = Result.parseFrom(bytes);
            return Future.succeededFuture(
                    result.hasRejected()
                            ? PlanAnswer.refused(
                                    result.getRejected().getField(), result.getRejected().getText())
                            : PlanAnswer.accepted(result.getAccepted().getNote()));
        } catch (InvalidProtocolBufferException e) {
            return Future.failedFuture(e);
        }
    }
}
