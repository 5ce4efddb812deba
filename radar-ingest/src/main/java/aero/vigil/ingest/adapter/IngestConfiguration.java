package aero.vigil.ingest.adapter;

import aero.vigil.ingest.asterix.Cat021;
import aero.vigil.ingest.asterix.Categories;
import aero.vigil.ingest.capture.CaptureFile;
import aero.vigil.ingest.feed.FeedSettings;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one adapter listens to, read from a JSON file.
 *
 * <pre>{@code
 * {"feeds": [
 *    {"name": "radar", "kind": "udp", "port": {"A": 8600, "B": 8700}, "sensors": ["201/1"]},
 *    {"name": "line", "kind": "multicast", "group": "239.19.7.24", "port": 8600,
 *     "interface": "eth0", "sensors": ["20/129"], "maxRangeNm": 100},
 *    {"name": "hour", "kind": "capture", "file": "hour.pcap", "sensors": ["226/232"]}],
 *  "flightPlans": {"port": {"A": 8610, "B": 8710}}}
 * }</pre>
 *
 * @param feeds at least one, or a flight-plan port
 * @param flightPlans where flight-plan messages are taken; null: nowhere
 */
record IngestConfiguration(List<Feed> feeds, @Nullable InetSocketAddress flightPlans) {

    /** Adapters and their feeds are read by people: more is a mistake. */
    private static final int GREATEST_FEEDS = 64;

    private static final int GREATEST_PORT = 65_535;
    private static final int GREATEST_NAME = 32;
    private static final String LOOPBACK = "127.0.0.1";
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern SAC_SIC = Pattern.compile("(\\d{1,3})/(\\d{1,3})");

    /** One feed: what it is trusted with, and where it comes from. */
    record Feed(FeedSettings settings, SourceConfiguration source) {}

    IngestConfiguration {
        feeds = List.copyOf(feeds);
    }

    /**
     * Reads the configuration of one adapter.
     *
     * @param adapter {@code "A"} or {@code "B"}: chooses among values given for both
     */
    static IngestConfiguration read(Path file, String adapter) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new WrongConfiguration(file + " cannot be read: name a configuration file");
        }
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
            Path folder = file.toAbsolutePath().getParent();
            return of(new JsonFields("", json, adapter), folder == null ? file : folder);
        } catch (JsonProcessingException e) {
            throw new WrongConfiguration(file + " is not JSON: " + e.getMessage());
        } catch (WrongConfiguration e) {
            throw new WrongConfiguration(file + ": " + e.getMessage());
        }
    }

    private static IngestConfiguration of(JsonFields json, Path folder) {
        List<Feed> feeds = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonFields fields : json.objects("feeds")) {
            Feed feed = feed(fields, folder);
            fields.requireNoOthers();
            if (!names.add(feed.settings().name())) {
                throw fields.wrong("name", "is used twice");
            }
            feeds.add(feed);
        }
        JsonFields plans = json.object("flightPlans");
        InetSocketAddress planPort = null;
        if (plans != null) {
            planPort = socketAddress(plans);
            plans.requireNoOthers();
        }
        json.requireNoOthers();
        if (feeds.size() > GREATEST_FEEDS || (feeds.isEmpty() && planPort == null)) {
            throw json.wrong("feeds", "must list 1 to " + GREATEST_FEEDS + " feeds");
        }
        return new IngestConfiguration(feeds, planPort);
    }

    private static Feed feed(JsonFields fields, Path folder) {
        String name = fields.text("name");
        if (name.length() > GREATEST_NAME) {
            throw fields.wrong("name", "must have at most " + GREATEST_NAME + " characters");
        }
        if (name.equals(PlanFeedReports.FEED)) {
            throw fields.wrong("name", "is the flight-plan port's own: choose another");
        }
        Set<Integer> sensors = sensors(fields);
        Set<InetAddress> senders = senders(fields);
        FeedSettings settings =
                new FeedSettings(
                        name,
                        sensors,
                        senders,
                        fields.number("maxRangeNm", 1, 1_000, FeedSettings.DEFAULT_RANGE_NM),
                        fields.integer(
                                "maxPlotsPerSecond",
                                1,
                                1_000_000,
                                sensors.size() * FeedSettings.DEFAULT_PLOTS_PER_SECOND_AND_SENSOR),
                        categories(fields));
        return new Feed(settings, source(fields, senders, folder));
    }

    private static Categories categories(JsonFields fields) {
        String edition = fields.text("adsbEdition", Cat021.CATEGORY.edition());
        if (edition.equals(Cat021.CATEGORY.edition())) {
            return Categories.NEWEST;
        }
        if (edition.equals(Cat021.EDITION_0_23.edition())) {
            return Categories.NEWEST.with(Cat021.EDITION_0_23);
        }
        throw fields.wrong("adsbEdition", "must be \"2.1\" or \"0.23\"");
    }

    private static SourceConfiguration source(
            JsonFields fields, Set<InetAddress> senders, Path folder) {
        return switch (fields.text("kind")) {
            case "udp" -> new SourceConfiguration.Unicast(socketAddress(fields));
            case "multicast" -> multicast(fields, senders);
            case "capture" -> recording(fields, folder);
            default -> throw fields.wrong("kind", "must be \"udp\", \"multicast\" or \"capture\"");
        };
    }

    private static SourceConfiguration multicast(JsonFields fields, Set<InetAddress> senders) {
        InetAddress group = address(fields, "group", fields.text("group"));
        if (!group.isMulticastAddress()) {
            throw fields.wrong(
                    "group", "must be a multicast address, 224.0.0.0 to 239.255.255.255");
        }
        int port = fields.integer("port", 1, GREATEST_PORT);
        return new SourceConfiguration.Multicast(group, port, fields.text("interface"), senders);
    }

    private static SourceConfiguration recording(JsonFields fields, Path folder) {
        Path file = folder.resolve(fields.text("file"));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw fields.wrong("file", "cannot be read");
        }
        String day = fields.text("day", CaptureFile.UNKNOWN_DAY.toString());
        try {
            return new SourceConfiguration.Recording(file, LocalDate.parse(day));
        } catch (DateTimeParseException e) {
            throw fields.wrong("day", "must be a date, as 2023-05-02");
        }
    }

    private static InetSocketAddress socketAddress(JsonFields fields) {
        InetAddress address = address(fields, "address", fields.text("address", LOOPBACK));
        return new InetSocketAddress(address, fields.integer("port", 1, GREATEST_PORT));
    }

    private static Set<Integer> sensors(JsonFields fields) {
        Set<Integer> sensors = new HashSet<>();
        for (String text : fields.texts("sensors")) {
            Matcher matcher = SAC_SIC.matcher(text);
            if (!matcher.matches() || octet(matcher, 1) > 255 || octet(matcher, 2) > 255) {
                throw fields.wrong("sensors", "must be SAC/SIC of 0 to 255 each, as \"20/129\"");
            }
            sensors.add(octet(matcher, 1) << 8 | octet(matcher, 2));
        }
        if (sensors.isEmpty()) {
            throw fields.wrong("sensors", "must list the SAC/SIC that may speak, as [\"20/129\"]");
        }
        return sensors;
    }

    private static int octet(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static Set<InetAddress> senders(JsonFields fields) {
        Set<InetAddress> senders = new HashSet<>();
        for (String text : fields.texts("senders")) {
            senders.add(address(fields, "senders", text));
        }
        return senders;
    }

    /** Numbers only: a name could take seconds to resolve, or change. */
    private static InetAddress address(JsonFields fields, String name, String text) {
        if (IPV4.matcher(text).matches()) {
            try {
                return InetAddress.getByName(text);
            } catch (UnknownHostException e) {
                throw fields.wrong(name, "must be an IPv4 address in numbers");
            }
        }
        throw fields.wrong(name, "must be an IPv4 address in numbers");
    }
}
