package aero.vigil.display.arbiter;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Runs one transcript of arrivals against the Java arbiter; see transcripts/README.md. */
final class TranscriptRun {

    private final String name;
    private final List<String> differences = new ArrayList<>();
    private @Nullable FrameArbiter arbiter;
    private String arrival = "";
    private List<String> did = List.of();
    private final List<String> should = new ArrayList<>();

    private TranscriptRun(String name) {
        this.name = name;
    }

    /** Empty when the arbiter did exactly what the transcript says. */
    static List<String> differences(String name, Map<String, String> files) {
        TranscriptRun run = new TranscriptRun(name);
        for (String line : lines(name, files)) {
            run.line(line);
        }
        run.compare();
        return run.differences;
    }

    private static List<String> lines(String name, Map<String, String> files) {
        String text = files.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no transcript " + name);
        }
        List<String> lines = new ArrayList<>();
        for (String raw : text.lines().toList()) {
            String line = raw.strip();
            if (line.startsWith("include ")) {
                lines.addAll(lines(line.substring(8), files));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                lines.add(line);
            }
        }
        return lines;
    }

    private void line(String line) {
        if (line.startsWith("=> ")) {
            should.add(line);
            return;
        }
        compare();
        List<String> words = List.of(line.split("\\s+"));
        if (words.get(0).equals("sources")) {
            int at = words.indexOf("quorum");
            int quorum = Integer.parseInt(words.get(at + 1));
            Pace pace = words.contains("slow") ? Pace.SLOW : Pace.FRAMES;
            arbiter = new FrameArbiter(words.subList(1, at), quorum, pace);
            arrival = "";
            return;
        }
        arrival = line;
        did = arrive(words).stream().map(action -> "=> " + say(action)).toList();
    }

    private void compare() {
        if (!arrival.isEmpty() && !did.equals(should)) {
            differences.add(name + ": " + arrival + "\nshould " + should + "\ndid    " + did);
        }
        should.clear();
        did = List.of();
    }

    private List<Action> arrive(List<String> words) {
        FrameArbiter on = arbiter;
        if (on == null) {
            throw new IllegalArgumentException(name + " has no line of sources");
        }
        long now = Long.parseLong(words.get(0));
        if (words.get(1).equals("tick")) {
            return on.tick(now);
        }
        if (words.get(1).equals("group")) {
            int at = words.indexOf("quorum");
            return on.regrouped(now, words.subList(2, at), Integer.parseInt(words.get(at + 1)));
        }
        String source = words.get(1);
        String what = words.size() > 3 ? words.get(3) : "";
        List<String> rest = words.size() > 4 ? words.subList(4, words.size()) : List.of();
        return switch (words.get(2)) {
            case "opens" -> on.opened(now, source);
            case "closes" -> on.closed(now, source);
            case "speaks" -> on.heard(now, source);
            case "accused" -> on.accuse(now, source, Long.parseLong(what), String.join(" ", rest));
            case "digest" -> on.digest(now, source, Long.parseLong(what), rest.get(0));
            case "digests" -> each(what, n -> on.digest(now, source, n, "d" + n));
            case "frames" -> each(what, n -> on.frame(now, source, frame(n, List.of())));
            case "frame" -> on.frame(now, source, frame(Long.parseLong(what), rest));
            case "keyframe" -> on.keyframe(now, source, keyframe(Long.parseLong(what), rest));
            default -> throw new IllegalArgumentException("no such arrival: " + words);
        };
    }

    private static List<Action> each(String range, LongFunction<List<Action>> arrival) {
        int dots = range.indexOf("..");
        long from = Long.parseLong(range.substring(0, dots));
        long to = Long.parseLong(range.substring(dots + 2));
        return LongStream.rangeClosed(from, to).mapToObj(arrival).flatMap(List::stream).toList();
    }

    private static ArrivedKeyframe keyframe(long number, List<String> words) {
        String sha = words.isEmpty() ? "k" + number : words.get(0);
        String frameDigest = words.size() > 1 ? words.get(1) : "d" + number;
        return new ArrivedKeyframe(number, frameDigest, sha, ByteString.EMPTY);
    }

    private static ArrivedFrame frame(long number, List<String> words) {
        String digest = "d" + number;
        String previous = "d" + (number - 1);
        String link = digest;
        String proof = number % 50 == 10 && number > 10 ? "k" + (number - 10) : null;
        for (int index = 0; index < words.size(); index++) {
            switch (words.get(index)) {
                case "after" -> previous = words.get(++index);
                case "links" -> link = words.get(++index);
                case "proves" -> proof = words.get(++index);
                default -> {
                    digest = words.get(index);
                    link = digest;
                }
            }
        }
        return new ArrivedFrame(number, digest, previous, link, proof, ByteString.EMPTY);
    }

    private static String say(Action action) {
        Words words = new Words();
        action.deliverTo(words);
        return words.said;
    }

    /** Puts each action into the words of the transcripts. */
    private static final class Words implements Action.Handler {
        private String said = "";

        private static String how(boolean confirmed) {
            return confirmed ? "confirmed" : "unconfirmed";
        }

        @Override
        public void show(Action.Show action) {
            said = "show " + action.frame().number() + " " + how(action.confirmed());
        }

        @Override
        public void rebase(Action.Rebase action) {
            said =
                    "rebase "
                            + action.keyframe().number()
                            + " through "
                            + action.through()
                            + " "
                            + how(action.confirmed())
                            + (action.skipped() > 0 ? " skipping " + action.skipped() : "");
        }

        @Override
        public void confirm(Action.Confirm action) {
            said = "confirm " + action.number();
        }

        @Override
        public void contradicted(Action.Contradicted action) {
            said = "contradicted " + action.number();
        }

        @Override
        public void suspect(Action.Suspect action) {
            said = "suspect " + action.source() + " " + action.number() + " " + action.reason();
        }

        @Override
        public void readmit(Action.Readmit action) {
            said = "readmit " + action.source();
        }

        @Override
        public void subscribe(Action.Subscribe action) {
            said = "subscribe " + action.source() + " from " + action.from() + " " + action.mode();
        }

        @Override
        public void setMode(Action.SetMode action) {
            said = "setMode " + action.source() + " " + action.mode() + " from " + action.from();
        }

        @Override
        public void getFrames(Action.GetFrames action) {
            said = "getFrames " + action.source() + " " + action.from() + " to " + action.to();
        }

        @Override
        public void getKeyframe(Action.GetKeyframe action) {
            said = "getKeyframe " + action.source();
        }

        @Override
        public void light(Action.Light action) {
            said = "light " + action.source() + " " + action.state();
        }

        @Override
        public void picture(Action.Picture action) {
            said = "picture " + action.state();
        }
    }
}
