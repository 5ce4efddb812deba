package aero.vigil.airspace.codec;

import aero.vigil.airspace.supervision.AdaptationInForce;
import aero.vigil.airspace.supervision.Alarm;
import aero.vigil.airspace.supervision.Attention;
import aero.vigil.airspace.supervision.AuditLine;
import aero.vigil.airspace.supervision.Staging;
import aero.vigil.wire.airspace.AdaptationStatus;
import aero.vigil.wire.airspace.AlarmAttention;
import aero.vigil.wire.airspace.AlarmList;
import aero.vigil.wire.airspace.Referral;
import aero.vigil.wire.airspace.SupervisorAlarm;
import com.google.protobuf.ByteString;

/** Writes what supervisors share. */
final class SupervisionEncoder {

    private SupervisionEncoder() {}

    static AlarmList alarms(aero.vigil.airspace.supervision.AlarmList list) {
        AlarmList.Builder wire = AlarmList.newBuilder();
        for (Alarm alarm : list.alarms()) {
            wire.addAlarms(
                    SupervisorAlarm.newBuilder()
                            .setKind(alarm.name().kind())
                            .setSubject(alarm.name().subject())
                            .setText(alarm.text())
                            .setSinceMicros(alarm.sinceMicros())
                            .setEndedMicros(alarm.endedMicros()));
        }
        for (Attention attention : list.attentions()) {
            wire.addAttentions(
                    AlarmAttention.newBuilder()
                            .setKind(attention.name().kind())
                            .setSubject(attention.name().subject())
                            .setAcknowledgedSinceMicros(attention.acknowledgedSinceMicros())
                            .setAcknowledgedBy(attention.acknowledged().user())
                            .setAcknowledgedAt(attention.acknowledged().position())
                            .setAcknowledgedMicros(attention.acknowledged().micros())
                            .setShelvedUntilMicros(attention.shelvedUntilMicros())
                            .setShelfReason(attention.reason())
                            .setShelvedBy(attention.shelved().user())
                            .setShelvedAt(attention.shelved().position())
                            .setShelvedMicros(attention.shelved().micros()));
        }
        return wire.build();
    }

    static aero.vigil.wire.airspace.AuditLine line(AuditLine line) {
        return aero.vigil.wire.airspace.AuditLine.newBuilder()
                .setNumber(line.number())
                .setTimeMicros(line.author().micros())
                .setUser(line.author().user())
                .setPosition(line.author().position())
                .setWhat(line.what())
                .setValue(line.value())
                .setRejected(line.rejected())
                .build();
    }

    static AdaptationStatus adaptation(
            aero.vigil.airspace.supervision.AdaptationStatus adaptation) {
        AdaptationInForce now = adaptation.inForce();
        Staging.Staged staged = adaptation.staged();
        return AdaptationStatus.newBuilder()
                .setVersion(now.version())
                .setName(now.name())
                .setSha256(ByteString.copyFrom(now.sha256().toByteArray()))
                .setSinceMicros(now.author().micros())
                .setUser(now.author().user())
                .setStagedSha256(ByteString.copyFrom(staged.sha256().toByteArray()))
                .setStagedPieces(staged.pieces().size() - staged.missing().size())
                .setStagedOf(staged.pieces().size())
                .setStagedBy(staged.latest().user())
                .build();
    }

    static Referral referral(aero.vigil.airspace.supervision.Referral referral) {
        return Referral.newBuilder()
                .setNumber(referral.number())
                .setTimeMicros(referral.micros())
                .setOriginator(referral.originator())
                .setText(referral.text())
                .setReason(referral.fault().reason())
                .setField(referral.fault().field())
                .setColumn(referral.fault().column())
                .setFault(referral.fault().words())
                .setAttempts(referral.attempts())
                .build();
    }
}
