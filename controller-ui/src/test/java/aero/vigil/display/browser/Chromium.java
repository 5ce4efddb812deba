package aero.vigil.display.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One Chromium for all browser tests of a run; without one they are skipped, in CI they fail. */
public final class Chromium implements BeforeAllCallback {

    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private static @Nullable Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> executable =
                Optional.ofNullable(System.getenv("VIGIL_CHROMIUM"))
                        .or(
                                () ->
                                        PLACES.stream()
                                                .filter(place -> Files.isExecutable(Path.of(place)))
                                                .findFirst())
                        .map(Path::of);
        if (executable.isEmpty()) {
            String word = "no Chromium found: install it, or name it in VIGIL_CHROMIUM";
            if (System.getenv("CI") != null) {
                throw new AssertionError(word);
            }
            Assumptions.abort(word);
        }
        context.getRoot()
                .getStore(Namespace.create(Chromium.class))
                .getOrComputeIfAbsent(
                        Running.class, key -> Running.start(executable.get()), Running.class);
    }

    static Browser browser() {
        Browser started = browser;
        if (started == null) {
            throw new IllegalStateException("the test lacks @ExtendWith(Chromium.class)");
        }
        return started;
    }

    private static final class Running implements AutoCloseable {
        private final Playwright playwright;

        private Running(Playwright playwright) {
            this.playwright = playwright;
        }

        static Running start(Path executable) {
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
            Playwright playwright =
                    Playwright.create(new Playwright.CreateOptions().setEnv(environment));
            browser =
                    playwright
                            .chromium()
                            .launch(
                                    new BrowserType.LaunchOptions()
                                            .setExecutablePath(executable)
                                            .setArgs(List.of("--no-sandbox")));
            return new Running(playwright);
        }

        @Override
        public void close() {
            playwright.close();
        }
    }
}
