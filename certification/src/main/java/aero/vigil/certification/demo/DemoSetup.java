package aero.vigil.certification.demo;

import java.nio.file.Path;

/**
 * What was asked of a demo.
 *
 * @param directory of journals, logs and {@code demo.json}
 * @param port the first gateway's
 * @param adaptation the file of the region
 * @param timing {@code strict} or {@code relaxed}
 * @param fresh format anew
 * @param restart start killed replicas again
 */
record DemoSetup(
        Path directory,
        int port,
        Path adaptation,
        String timing,
        boolean fresh,
        boolean restart,
        Scenario scenario) {}
