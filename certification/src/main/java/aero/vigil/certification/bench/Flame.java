package aero.vigil.certification.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where processes spend their time: a flame graph (Gregg 2016) of sampled stacks, process and
 * thread at the bottom, as one SVG that needs nothing else. Widths are shares of the samples; a
 * thread that waits in the kernel is not sampled.
 */
final class Flame {

    private static final int WIDTH = 1_600;
    private static final int ROW = 17;
    private static final double NARROWEST = 0.4;
    private static final double CHARACTER = 6.6;
    private static final int DEEPEST = 80;

    private final Instant from;
    private final Instant to;
    private final Node root = new Node();

    /** One frame under its callers. */
    private static final class Node {
        private long samples;
        private final Map<String, Node> children = new TreeMap<>();

        Node child(String name) {
            return children.computeIfAbsent(name, ignored -> new Node());
        }

        int depth() {
            int deepest = 0;
            for (Node child : children.values()) {
                deepest = Math.max(deepest, child.depth());
            }
            return deepest + 1;
        }
    }

    /** Of what was sampled between two moments. */
    Flame(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    /** Adds one process's flight recording. */
    void add(String process, Path recording) throws IOException {
        try (RecordingFile events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                boolean wanted =
                        event.getEventType().getName().equals("jdk.ExecutionSample")
                                || isSocket(event);
                if (wanted
                        && event.getStackTrace() != null
                        && !event.getStartTime().isBefore(from)
                        && !event.getStartTime().isAfter(to)) {
                    add(process, event);
                }
            }
        }
    }

    /** Native code is sampled whether it runs or waits: sockets, whose channels never wait, run. */
    private static boolean isSocket(RecordedEvent event) {
        if (!event.getEventType().getName().equals("jdk.NativeMethodSample")
                || event.getStackTrace() == null
                || event.getStackTrace().getFrames().isEmpty()) {
            return false;
        }
        String top = nameOf(event.getStackTrace().getFrames().get(0));
        return top.startsWith("SocketDispatcher.") || top.startsWith("EventFD.");
    }

    private void add(String process, RecordedEvent event) {
        RecordedThread thread = event.getThread("sampledThread");
        String name = thread == null ? "?" : String.valueOf(thread.getJavaName());
        List<String> path = new ArrayList<>();
        path.add(process);
        path.add(name.replaceAll("\\d+", "#"));
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        for (int i = frames.size() - 1; i >= 0 && path.size() < DEEPEST; i--) {
            path.add(nameOf(frames.get(i)));
        }
        Node node = root;
        node.samples++;
        for (String step : path) {
            node = node.child(step);
            node.samples++;
        }
    }

    private static String nameOf(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethod().getName();
    }

    String toSvg() {
        int height = root.depth() * ROW + 2 * ROW;
        StringBuilder svg = new StringBuilder();
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                                + " font-family=\"monospace\" font-size=\"11\">%n",
                        WIDTH,
                        height));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fdfdfb\"/>\n");
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"4\" y=\"13\">%d samples; point at a frame for its share</text>%n",
                        root.samples));
        draw(root, 0, height - ROW, svg);
        return svg.append("</svg>\n").toString();
    }

    private void draw(Node parent, double x, int y, StringBuilder svg) {
        double left = x;
        for (Map.Entry<String, Node> entry : parent.children.entrySet()) {
            double width = (double) WIDTH * entry.getValue().samples / Math.max(1, root.samples);
            if (width >= NARROWEST) {
                box(entry.getKey(), entry.getValue(), left, width, y, svg);
                draw(entry.getValue(), left, y - ROW, svg);
            }
            left += width;
        }
    }

    private void box(String name, Node node, double left, double width, int y, StringBuilder svg) {
        String text = escaped(name);
        int letters = (int) (width / CHARACTER) - 1;
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<g><title>%s: %.2f %% (%d)</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\""
                                + " height=\"%d\" fill=\"%s\" stroke=\"#fdfdfb\"/>",
                        text,
                        100.0 * node.samples / root.samples,
                        node.samples,
                        left,
                        y,
                        width,
                        ROW,
                        colour(name)));
        if (letters >= 3) {
            String shown = name.length() <= letters ? name : name.substring(0, letters);
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<text x=\"%.1f\" y=\"%d\">%s</text>",
                            left + 3,
                            y + 12,
                            escaped(shown)));
        }
        svg.append("</g>\n");
    }

    /** Ours warm, the platform's and libraries' cool. */
    private static String colour(String name) {
        boolean ours = OURS.matcher(name).find();
        return ours ? "#f2a65a" : "#c9d6df";
    }

    private static final java.util.regex.Pattern OURS =
            java.util.regex.Pattern.compile(
                    "^(Replica|Leadership|NormalOperation|Execution|Log|ClientTable|Client"
                            + "|Journal|Gateway|Pending|Group|Peer|Message|Record|Held|Inbox|Digest"
                            + "|Excerpt|Chronicle|Airspace|Command|primary|backup|client)");

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
