/**
 * The pages in a real Chromium. Compiled and run by {@code mvn verify}; the launcher's own build
 * leaves them out with Playwright.
 */
@NullMarked
package aero.vigil.display.browser;

import org.jspecify.annotations.NullMarked;
