package aero.vigil.airspace.supervision;

import aero.vigil.airspace.safety.SafetySettings;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;

/**
 * What supervisors share: alarms and what was said of them, the referral queue, orders, the audit.
 */
public final class Supervision {

    private final Attentions attentions;
    private final Alarms alarms;
    private final Audit audit;
    private final Referrals referrals;
    private final CheckpointOrders checkpoints;
    private final Conditions conditions;
    private final Staging staging;
    private final Cell<AdaptationInForce> inForce;

    /**
     * @param adaptation in force
     * @param feedSilenceMicros model time after which a feed that says nothing is silent
     */
    public Supervision(
            UnitOfWork work,
            RevisionCounter revisions,
            Surveillance surveillance,
            SafetySettings safety,
            Feeds feeds,
            Quarantine quarantine,
            AdaptationInForce adaptation,
            long feedSilenceMicros) {
        staging = new Staging(work, revisions);
        inForce = new Cell<>(work, adaptation);
        attentions = new Attentions(work, revisions);
        alarms = new Alarms(work, revisions, attentions);
        audit = new Audit(work, revisions);
        referrals = new Referrals(work, revisions);
        checkpoints = new CheckpointOrders(work);
        conditions =
                new Conditions(
                        surveillance, safety, feeds, quarantine, referrals, feedSilenceMicros);
    }

    /** The adaptation that is being loaded. */
    public Staging staging() {
        return staging;
    }

    /** The adaptation in force. */
    public AdaptationInForce inForce() {
        return inForce.get();
    }

    /** Says from which revision of the picture on the adaptation in force is told. */
    public void tellAdaptation(long revision) {
        inForce.set(inForce.get().at(revision));
    }

    /** Which adaptation is in force, and which is being loaded. */
    public AdaptationStatus adaptation() {
        return new AdaptationStatus(inForce.get(), staging.staged());
    }

    /** What was said of alarms. */
    public Attentions attentions() {
        return attentions;
    }

    /** The model's own alarms. */
    public Alarms alarms() {
        return alarms;
    }

    /** Who ordered what. */
    public Audit audit() {
        return audit;
    }

    /** Messages that wait to be mended. */
    public Referrals referrals() {
        return referrals;
    }

    /** Which checkpoints were ordered. */
    public CheckpointOrders checkpoints() {
        return checkpoints;
    }

    /** What stands is compared with what stood: alarms begin and end. */
    public void observe(long nowMicros) {
        alarms.observe(conditions.standing(nowMicros), nowMicros);
    }

    /** Alarms and what was said of them. */
    public AlarmList alarmList() {
        return new AlarmList(alarms.all(), attentions.all());
    }

    /** The picture's revision at the last change of that list. */
    public long alarmRevision() {
        return Math.max(alarms.revision(), attentions.revision());
    }

    /** The adaptation in force and the one that is staged, frozen. */
    public StateCapture captureAdaptations() {
        AdaptationInForce now = inForce.get();
        StateCapture staged = staging.capture();
        return out -> {
            now.write(out);
            staged.write(out);
        };
    }

    /** Reads of what {@link #captureAdaptations} wrote what follows the adaptation in force. */
    public void readStaged(StateInput in) {
        staging.read(in);
    }

    /** What a rejected command leaves as it was, frozen. */
    public StateCapture captureAlarms() {
        StateCapture said = attentions.capture();
        StateCapture raised = alarms.capture();
        StateCapture ordered = checkpoints.capture();
        return out -> {
            said.write(out);
            raised.write(out);
            ordered.write(out);
        };
    }

    /** What is noted of rejected commands too, frozen. */
    public StateCapture captureBooks() {
        StateCapture lines = audit.capture();
        StateCapture waiting = referrals.capture();
        return out -> {
            lines.write(out);
            waiting.write(out);
        };
    }

    /** Reads what {@link #captureAlarms} wrote. */
    public void readAlarms(StateInput in) {
        attentions.read(in);
        alarms.read(in);
        checkpoints.read(in);
    }

    /** Reads what {@link #captureBooks} wrote. */
    public void readBooks(StateInput in) {
        audit.read(in);
        referrals.read(in);
    }
}
