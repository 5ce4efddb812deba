package aero.vigil.certification.bench;

/** What a benchmark is doing now, on standard error: standard output holds figures only. */
final class Progress {

    private Progress() {}

    static void say(String what) {
        System.err.println("bench: " + what);
    }
}
