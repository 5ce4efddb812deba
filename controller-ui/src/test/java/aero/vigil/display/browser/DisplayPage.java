package aero.vigil.display.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.MouseButton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** One open page of the display, with what a person can do to it and what it complained of. */
final class DisplayPage implements AutoCloseable {

    /** Two browsers and their replicas may share a small machine. */
    private static final long PATIENCE_MILLIS = 120_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    final Page page;
    private final BrowserContext context;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> hosts;

    private DisplayPage(List<String> hosts) {
        this.hosts = hosts;
        this.context =
                Chromium.browser()
                        .newContext(new Browser.NewContextOptions().setViewportSize(1600, 900));
        this.page = context.newPage();
        page.setDefaultTimeout((double) PATIENCE_MILLIS);
        page.onConsoleMessage(
                message -> {
                    if (message.type().equals("error")) {
                        complaints.add("console: " + message.text());
                    }
                });
        page.onPageError(error -> complaints.add("page: " + error));
        page.onRequest(
                request -> {
                    String url = request.url();
                    boolean ours =
                            url.startsWith("data:")
                                    || hosts.stream().anyMatch(host -> url.contains("//" + host));
                    if (!ours) {
                        complaints.add("a request to another machine: " + url);
                    }
                });
    }

    /** Opens a page of this group, served by its first address. */
    static DisplayPage open(List<String> hosts, String path) {
        DisplayPage display = new DisplayPage(hosts);
        display.page.navigate("http://" + hosts.get(0) + path);
        return display;
    }

    /** Opens the controller's page at a position and waits for its picture. */
    static DisplayPage at(List<String> hosts, String position) {
        DisplayPage display = open(hosts, "/?position=" + position + "&user=anna");
        display.until("the picture", () -> !display.labels().isEmpty());
        display.until("the position", () -> display.text("#position-detail").contains(position));
        return display;
    }

    /** A place in the window, pixels. */
    record Point(double x, double y) {}

    /** One label on the scope. */
    record Label(
            String name,
            String control,
            double x,
            double y,
            double width,
            double height,
            String text) {

        double overlapWith(Label other) {
            double across = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
            double down = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
            return across > 0 && down > 0 ? across * down : 0;
        }
    }

    List<Label> labels() {
        JsonNode found =
                json(
                        "(globalThis.vigil?.labels() ?? []).map(l =>"
                                + " ({name: l.name, control: l.control, ...l.rect,"
                                + " text: l.texts.join(' ')}))");
        List<Label> labels = new ArrayList<>();
        for (JsonNode one : found) {
            labels.add(
                    new Label(
                            one.path("name").asText(),
                            one.path("control").asText(),
                            one.path("x").asDouble(),
                            one.path("y").asDouble(),
                            one.path("width").asDouble(),
                            one.path("height").asDouble(),
                            one.path("text").asText()));
        }
        return labels;
    }

    /** What an expression gives in the page. */
    JsonNode json(String expression) {
        try {
            return JSON.readTree((String) page.evaluate("JSON.stringify(" + expression + ")"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(expression, e);
        }
    }

    Optional<Label> label(String name) {
        return labels().stream().filter(label -> label.name().equals(name)).findFirst();
    }

    String labelText(String name) {
        return label(name).map(Label::text).orElse("");
    }

    /** The names of the flights in this control state. */
    List<String> flights(String control) {
        return labels().stream()
                .filter(label -> label.control().equals(control))
                .map(Label::name)
                .toList();
    }

    /** Clicks a field of a label on the scope, as a hand would. */
    void clickLabel(String name, String field) {
        clickLabel(name, field, MouseButton.LEFT);
    }

    void clickLabel(String name, String field, MouseButton button) {
        until(name + " under the hand", () -> reach(name, field));
        Point at = locate(name, field);
        page.mouse().click(at.x(), at.y(), new Mouse.ClickOptions().setButton(button));
    }

    /** Moves the hand over a label, where it holds still and may grow. */
    private boolean reach(String name, String field) {
        Point at = locate(name, field);
        page.mouse().move(at.x(), at.y());
        awaitDrawn();
        String hovered =
                "vigil.desk.subjects.find(s => s.id === vigil.desk.scope.hovered && s.track)";
        return json("(s => s ? vigil.desk.picture.nameOf(s.track) : null)(" + hovered + ")")
                        .asText()
                        .equals(name)
                || page.locator(".menu-list").count() > 0;
    }

    /** What the page has changed until now is on the screen, and answers the hand. */
    void awaitDrawn() {
        page.evaluate(
                "() => new Promise(done =>"
                        + " requestAnimationFrame(() => requestAnimationFrame(() => done(0))))");
    }

    /** The middle of a label's field, in the window. */
    Point locate(String name, String field) {
        until(name + " " + field, () -> place(name, field).isObject());
        JsonNode at = place(name, field);
        return new Point(at.path("x").asDouble(), at.path("y").asDouble());
    }

    private JsonNode place(String name, String field) {
        return json("vigil.locate('" + name + "', '" + field + "')");
    }

    /**
     * Whether a track on the picture is known to be this flight: till then its plan alone speaks.
     */
    boolean hasFlight(String callsign) {
        return json("vigil.desk.subjects.some(s => s.flight?.key.callsign === '" + callsign + "')")
                .asBoolean();
    }

    /** Types into the command line. */
    void command(String text) {
        page.keyboard().press("/");
        page.keyboard().type(text);
        page.keyboard().press("Enter");
    }

    void choose(String item) {
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item).setExact(true))
                .click();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    String text(String selector) {
        return page.locator(selector).textContent();
    }

    /** A number the page has measured of its own picture. */
    double measured(String name) {
        return json("vigil.measures()?." + name + " ?? -1").asDouble(-1);
    }

    String reliance() {
        return page.locator("body").getAttribute("data-picture");
    }

    /** What a laptop does when its lid is closed, for this long. */
    void sleep(long millis) {
        CDPSession session = context.newCDPSession(page);
        session.send("Page.enable");
        session.send("Page.setWebLifecycleState", lifecycle("frozen"));
        page.waitForTimeout((double) millis);
        session.send("Page.setWebLifecycleState", lifecycle("active"));
        session.detach();
    }

    private static com.google.gson.JsonObject lifecycle(String state) {
        com.google.gson.JsonObject parameters = new com.google.gson.JsonObject();
        parameters.addProperty("state", state);
        return parameters;
    }

    void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                Path picture = Path.of("target", "browser-failure.png");
                page.screenshot(new Page.ScreenshotOptions().setPath(picture));
                throw new AssertionError(
                        "waited in vain for " + what + "; see " + picture + " " + complaints);
            }
            page.waitForTimeout(40);
        }
    }

    /** A killed replica's refused connections are the browser's own words, not ours. */
    void allowLostConnections() {
        complaints.removeIf(
                text ->
                        text.contains("WebSocket connection to")
                                || text.contains("ERR_CONNECTION"));
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    List<String> hosts() {
        return hosts;
    }

    @Override
    public void close() {
        context.close();
    }
}
