package aero.vigil.certification.campaign;

/** How far the campaign is and how long it will take, on standard error. */
final class Progress {

    private final int estimatedSeconds;
    private final long beganNanos = System.nanoTime();
    private int doneSeconds;

    Progress(int estimatedSeconds) {
        this.estimatedSeconds = estimatedSeconds;
    }

    /** One more part begins. */
    void begin(String what) {
        System.err.printf("certify: %-62s %s%n", what, left());
    }

    /** A part is done that was estimated so. */
    void end(int estimated, String came) {
        doneSeconds += estimated;
        System.err.println("certify:   " + came);
    }

    private String left() {
        double elapsed = (System.nanoTime() - beganNanos) / 1e9;
        double pace = doneSeconds < 20 ? 1 : elapsed / doneSeconds;
        long left = Math.round((estimatedSeconds - doneSeconds) * pace);
        return "about " + (left >= 90 ? Math.round(left / 60.0) + " min" : left + " s") + " left";
    }
}
