package aero.vigil.airspace.supervision;

import aero.vigil.airspace.command.Command.ReportFeed;
import aero.vigil.airspace.command.CountByReason;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.Rows;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The adapters' feeds as they report themselves. */
public final class Feeds {

    /** Most feeds: 64 sensors on two lines, and flight plans. */
    public static final int CAPACITY = 160;

    private final RevisionCounter revisions;
    private final Table<FeedStatus> feeds;

    public Feeds(UnitOfWork work, RevisionCounter revisions) {
        this.revisions = revisions;
        feeds = new Table<>(work, "feeds", CAPACITY);
    }

    /** Notes a report. */
    public Result report(ReportFeed report, long nowMicros) {
        int index = 1;
        for (; index < feeds.limit(); index++) {
            FeedStatus feed = feeds.get(index);
            if (feed != null
                    && feed.report().adapter().equals(report.adapter())
                    && feed.report().feed().equals(report.feed())) {
                break;
            }
        }
        if (index > CAPACITY) {
            return Result.rejected(
                    Reason.TABLE_FULL, "there are " + CAPACITY + " feeds, as many as there may be");
        }
        feeds.set(index, new FeedStatus(index, report, nowMicros, revisions.next()));
        return Result.accepted();
    }

    /** One more than the greatest index. */
    public int limit() {
        return feeds.limit();
    }

    /** The feed at this index, or null. */
    public @Nullable FeedStatus get(int index) {
        return feeds.get(index);
    }

    /** The feeds as they stand, by index. */
    public Rows<FeedStatus> rows() {
        return feeds;
    }

    /** The feeds of this moment, by index. */
    public Rows<FeedStatus> frozen() {
        return feeds.frozen();
    }

    /** Everything, frozen. */
    public StateCapture capture() {
        @Nullable Object[] rows = feeds.copy();
        int count = feeds.size();
        return out -> {
            out.writeInt(count);
            for (Object row : rows) {
                if (row instanceof FeedStatus feed) {
                    write(feed, out);
                }
            }
        };
    }

    private static void write(FeedStatus feed, StateOutput out) {
        ReportFeed report = feed.report();
        out.writeInt(feed.index());
        out.writeString(report.adapter());
        out.writeString(report.feed());
        out.writeLong(report.datagrams());
        out.writeLong(report.records());
        out.writeLong(report.kernelDrops());
        out.writeLong(report.discarded());
        out.writeInt(report.rejects().size());
        for (CountByReason count : report.rejects()) {
            out.writeString(count.reason());
            out.writeLong(count.count());
        }
        out.writeInt(report.buffered());
        out.writeLong(feed.reportMicros());
        out.writeLong(feed.revision());
    }

    /** Reads into unused feeds what a capture wrote. */
    public void read(StateInput in) {
        for (int i = in.readLength(60); i > 0; i--) {
            int index = in.readInt();
            ReportFeed report =
                    new ReportFeed(
                            in.readString(),
                            in.readString(),
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            counts(in),
                            in.readInt());
            feeds.set(index, new FeedStatus(index, report, in.readLong(), in.readLong()));
        }
    }

    private static List<CountByReason> counts(StateInput in) {
        List<CountByReason> counts = new ArrayList<>();
        for (int i = in.readLength(12); i > 0; i--) {
            counts.add(new CountByReason(in.readString(), in.readLong()));
        }
        return counts;
    }
}
