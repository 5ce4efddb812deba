package aero.vigil.certification.failover;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Chromium for one test class; without one the class is skipped, in CI it fails. */
final class RealBrowser implements BeforeAllCallback, AfterAllCallback {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private final List<String> errors = new ArrayList<>();
    private static final double PATIENCE_MILLIS = 120_000;

    private @Nullable Playwright playwright;
    private @Nullable Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!Files.isExecutable(CHROMIUM)) {
            String word = "no Chromium at " + CHROMIUM;
            if (System.getenv("CI") != null) {
                throw new AssertionError(word);
            }
            Assumptions.abort(word);
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright started = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        playwright = started;
        browser =
                started.chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(List.of("--no-sandbox")));
    }

    /** Opens a page whose console errors are kept; those of a lost connection are the browser's. */
    Page open(String address) {
        Browser running = browser;
        if (running == null) {
            throw new IllegalStateException("the browser was not started");
        }
        Page page = running.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onPageError(errors::add);
        page.onConsoleMessage(
                message -> {
                    if (message.type().equals("error")
                            && !message.text().contains("WebSocket connection")) {
                        errors.add(message.text());
                    }
                });
        page.navigate(address);
        return page;
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (playwright != null) {
            playwright.close();
        }
    }
}
