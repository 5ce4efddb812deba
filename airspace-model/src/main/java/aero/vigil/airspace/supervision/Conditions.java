package aero.vigil.airspace.supervision;

import aero.vigil.airspace.command.AlarmName;
import aero.vigil.airspace.safety.Qnh;
import aero.vigil.airspace.safety.SafetySettings;
import aero.vigil.airspace.surveillance.SensorStatus;
import aero.vigil.airspace.surveillance.Surveillance;
import java.util.ArrayList;
import java.util.List;

/** What stands in the model that a supervisor must know of. Changes nothing. */
final class Conditions {

    /** What ends because somebody has done what it asked for. */
    private static final List<String> ENDED_BY_HAND =
            List.of("QNH_MISSING", "COMMAND_QUARANTINED", "MESSAGES_REFERRED");

    private final Surveillance surveillance;
    private final SafetySettings safety;
    private final Feeds feeds;
    private final Quarantine quarantine;
    private final Referrals referrals;
    private final long feedSilenceMicros;

    Conditions(
            Surveillance surveillance,
            SafetySettings safety,
            Feeds feeds,
            Quarantine quarantine,
            Referrals referrals,
            long feedSilenceMicros) {
        this.surveillance = surveillance;
        this.safety = safety;
        this.feeds = feeds;
        this.quarantine = quarantine;
        this.referrals = referrals;
        this.feedSilenceMicros = feedSilenceMicros;
    }

    /**
     * Something that is so.
     *
     * @param sinceMicros model time; 0: since it was first seen
     */
    record Condition(AlarmName name, String text, long sinceMicros) {}

    /** Whether an alarm of this name ends by somebody's doing only, who has therefore seen it. */
    static boolean endsByHand(AlarmName name) {
        return ENDED_BY_HAND.contains(name.kind());
    }

    /** Everything that stands now. */
    List<Condition> standing(long nowMicros) {
        List<Condition> standing = new ArrayList<>();
        surveillance.sensors(nowMicros).forEach(sensor -> add(sensor, standing));
        for (int i = 1; i < feeds.limit(); i++) {
            FeedStatus feed = feeds.get(i);
            if (feed != null && nowMicros - feed.reportMicros() > feedSilenceMicros) {
                String name = feed.report().adapter() + " " + feed.report().feed();
                add(standing, "FEED_SILENT", name, "its adapter says nothing of it any more");
            }
        }
        for (Qnh.Setting setting : safety.status().qnh()) {
            if (setting.isDegraded()) {
                String text =
                        setting.hectopascals() == 0
                                ? "no QNH is set: MSAW and APM go by the standard pressure"
                                : "the QNH is too old: MSAW and APM go by it all the same";
                add(standing, "QNH_MISSING", setting.region(), text);
            }
        }
        for (Quarantined command : quarantine.kept()) {
            add(
                    standing,
                    "COMMAND_QUARANTINED",
                    "op " + command.op(),
                    command.command() + ": " + command.error());
        }
        if (!referrals.kept().isEmpty()) {
            Referral latest = referrals.kept().get(referrals.kept().size() - 1);
            standing.add(
                    new Condition(
                            new AlarmName("MESSAGES_REFERRED", "flight plans"),
                            "messages wait to be mended, sent again, or dropped",
                            latest.micros()));
        }
        return standing;
    }

    private static void add(SensorStatus sensor, List<Condition> standing) {
        if (!sensor.enabled()) {
            return;
        }
        if (sensor.state() == SensorStatus.State.FAILED) {
            add(standing, "SENSOR_FAILED", sensor.name(), "overdue by more than three rotations");
        }
        if (sensor.clock() == SensorStatus.Clock.BAD) {
            add(
                    standing,
                    "SENSOR_TIME_BAD",
                    sensor.name(),
                    "its time stamps are unsteady: the times of reception are used");
        }
        if (sensor.alignment().state() == SensorStatus.Registration.IMPLAUSIBLE) {
            add(
                    standing,
                    "SENSOR_MISALIGNED",
                    sensor.name(),
                    "off by more than 500 m or 0.3 degrees: not corrected");
        }
    }

    /** A name longer than a subject may be is cut. */
    private static void add(List<Condition> standing, String kind, String subject, String text) {
        String shown =
                subject.length() <= AlarmName.MAX_SUBJECT
                        ? subject
                        : subject.substring(0, AlarmName.MAX_SUBJECT);
        standing.add(new Condition(new AlarmName(kind, shown), text, 0));
    }
}
