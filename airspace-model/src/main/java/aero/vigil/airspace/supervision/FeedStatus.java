package aero.vigil.airspace.supervision;

import aero.vigil.airspace.command.Command.ReportFeed;

/**
 * What one adapter last said of one of its feeds.
 *
 * @param index 1 and up, in order of first report
 * @param reportMicros model time of the report
 * @param revision of the picture at the report
 */
public record FeedStatus(int index, ReportFeed report, long reportMicros, long revision) {}
