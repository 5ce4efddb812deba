package aero.vigil.ingest.feed;

import aero.vigil.ingest.asterix.Categories;
import java.net.InetAddress;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one feed is trusted with.
 *
 * @param name for people, at most 32 characters
 * @param sensors SAC * 256 + SIC of the sensors that may speak on this feed; others are counted and
 *     dropped
 * @param senders addresses that datagrams may come from; empty: any
 * @param maxRangeNm farthest plausible slant range
 * @param maxPlotsPerSecond what the feed may bring in a second; more is a flood
 * @param categories which editions its senders speak
 */
public record FeedSettings(
        String name,
        Set<Integer> sensors,
        Set<InetAddress> senders,
        double maxRangeNm,
        int maxPlotsPerSecond,
        Categories categories) {

    /** Four times the plots of a busy radar: 500 in a second, a full sector at once. */
    public static final int DEFAULT_PLOTS_PER_SECOND_AND_SENSOR = 2_000;

    /** What I048/040 can say. */
    public static final double DEFAULT_RANGE_NM = 256;

    /** A feed of the newest editions. */
    public FeedSettings(
            String name,
            Set<Integer> sensors,
            Set<InetAddress> senders,
            double maxRangeNm,
            int maxPlotsPerSecond) {
        this(name, sensors, senders, maxRangeNm, maxPlotsPerSecond, Categories.NEWEST);
    }

    public FeedSettings {
        sensors = Set.copyOf(new TreeSet<>(sensors));
        senders = Set.copyOf(senders);
        if (maxPlotsPerSecond < 1) {
            throw new IllegalArgumentException("max plots per second: " + maxPlotsPerSecond);
        }
    }
}
