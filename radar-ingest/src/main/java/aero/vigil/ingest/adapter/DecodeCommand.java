package aero.vigil.ingest.adapter;

import aero.vigil.ingest.asterix.AsterixRecord;
import aero.vigil.ingest.asterix.DatagramDecoder;
import aero.vigil.ingest.asterix.Decoded;
import aero.vigil.ingest.asterix.Reject;
import aero.vigil.ingest.capture.CaptureFile;
import aero.vigil.ingest.capture.CapturedDatagram;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil decode}: prints what a recording of radar data says, record by record. */
@Command(
        name = "decode",
        description = {
            "Prints the ASTERIX records of a recording (pcap, pcapng, raw blocks).",
            "Categories 034, 048 and 062; what cannot be read is summed up on standard error."
        })
public final class DecodeCommand implements Callable<Integer> {

    /** After so many lines a reader that has gone away is noticed. */
    private static final int LINES_BETWEEN_CHECKS = 1_024;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The recording.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "One JSON object a record and line.")
    private boolean json;

    private final ObjectMapper mapper = new ObjectMapper();
    private final SortedMap<String, Long> rejects = new TreeMap<>();
    private long records;

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ParameterException(
                    spec.commandLine(), file + " cannot be read: name a recording");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (CaptureFile capture = CaptureFile.open(file)) {
            for (CapturedDatagram datagram = capture.next();
                    datagram != null;
                    datagram = capture.next()) {
                print(DatagramDecoder.decode(datagram.octets()), out);
                if (records % LINES_BETWEEN_CHECKS == 0 && out.checkError()) {
                    return 0;
                }
            }
            capture.rejects().forEach((name, count) -> rejects.merge(name, count, Long::sum));
        }
        out.flush();
        summarise(spec.commandLine().getErr());
        return 0;
    }

    private void print(Decoded decoded, PrintWriter out) throws JsonProcessingException {
        for (AsterixRecord record : decoded.records()) {
            records++;
            out.println(json ? mapper.writeValueAsString(RecordJson.of(record)) : readable(record));
        }
        for (Reject reject : decoded.rejects()) {
            rejects.merge(reject.name(), 1L, Long::sum);
        }
    }

    private void summarise(PrintWriter err) {
        err.println(records + " records");
        rejects.forEach((name, count) -> err.println(count + " x " + name));
        err.flush();
    }

    /** {@code CAT048 20/129 28800.852 s I020 TYP=7 SIM=0 ... I040 RHO=48.652 THETA=261.848}. */
    static String readable(AsterixRecord record) {
        Map<String, ?> line = RecordJson.of(record);
        StringBuilder text = new StringBuilder();
        text.append(String.format("CAT%03d", record.category().number()));
        text.append(String.format(" %s/%s", line.get("sac"), line.get("sic")));
        if (line.get("timeOfDay") instanceof Double seconds) {
            text.append(String.format(" %.3f s", seconds));
        }
        record.values()
                .forEach(
                        (number, value) ->
                                text.append("  ")
                                        .append(RecordJson.itemName(number))
                                        .append(readable(value)));
        return text.toString();
    }

    private static String readable(Object value) {
        StringBuilder text = new StringBuilder();
        if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (name, inner) -> {
                        boolean nested = inner instanceof Map || inner instanceof List;
                        text.append(' ').append(name).append(nested ? "" : "=");
                        text.append(nested ? "(" + readable(inner).strip() + ")" : number(inner));
                    });
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> text.append(" [").append(readable(inner).strip()).append(']'));
        } else {
            text.append(' ').append(number(value));
        }
        return text.toString();
    }

    private static String number(Object value) {
        if (value instanceof Double quantity) {
            String digits = String.format("%.6f", quantity);
            return digits.replaceFirst("\\.?0+$", "");
        }
        return value.toString();
    }
}
