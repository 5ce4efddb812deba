package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aero.vigil.display.scripted.ManyFrames;
import aero.vigil.display.scripted.ScriptedGroup;
import aero.vigil.display.scripted.ScriptedPicture;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A day's worth of frames through the page, sockets, votes and drawing included: what page and
 * worker hold after a collection stays where it is.
 *
 * <p>Only on demand: {@code mvn test -pl controller-ui -am -Dtest=DayOfFramesBrowserTest
 * -Dvigil.day.frames=864000 -Dsurefire.failIfNoSpecifiedTests=false}; an hour's worth are 36,000.
 */
@Tag("slow")
@ExtendWith(Chromium.class)
@EnabledIfSystemProperty(named = "vigil.day.frames", matches = "[0-9]+")
final class DayOfFramesBrowserTest {

    private static final long FRAMES = Long.getLong("vigil.day.frames", 0);
    private static final int PACE = Integer.getInteger("vigil.day.pace", 1_000);

    @Test
    void whatThePageHoldsAfterACollectionStaysWhereItIs() throws Exception {
        ScriptedPicture picture = new ScriptedPicture(100, 7);
        picture.churn();
        try (ScriptedGroup group = new ScriptedGroup(picture);
                DisplayPage page = DisplayPage.at(group.addresses(), "UE");
                HeldByPage held = HeldByPage.of(page.page)) {
            page.page.evaluate("vigil.desk.toolbar.set('showPlots', true)");
            ManyFrames frames =
                    new ManyFrames(
                            group,
                            PACE,
                            () ->
                                    ((Number) page.page.evaluate("vigil.desk.picture.number"))
                                            .longValue());

            frames.holdNoMore("page and its worker", FRAMES, held::bytes);

            page.until("its measures", () -> page.measured("number") >= FRAMES);
            assertEquals(0, page.measured("missing") + page.measured("repeated"));
            assertEquals(List.of(), page.complaints());
        }
    }
}
