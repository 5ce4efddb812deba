package aero.vigil.certification.poison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.wire.airspace.Command;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short form of {@code vigil certify --scenario poison}. */
@Tag("slow")
final class PoisonCampaignTest {

    private static final int COMMANDS = 2_000;
    private static final int KINDS = Command.getDescriptor().getOneofs().get(0).getFieldCount();

    @Test
    void poisonedCommandsAreTakenWholeOrRefusedWithoutATraceAndTwentyMinutesOfTicksFollow()
            throws Exception {
        long seed = Long.getLong("vigil.seed", 20_140_430L);
        PoisonCampaign campaign = new PoisonCampaign(words -> {});

        campaign.run(COMMANDS, seed);

        assertEquals(0, campaign.findings().size(), "seed " + seed + "\n" + campaign.text());
        assertTrue(campaign.kinds() >= KINDS, campaign::text);
        assertTrue(campaign.outcomes().getOrDefault("ACCEPTED", 0L) > COMMANDS / 5, campaign::text);
        assertTrue(campaign.outcomes().size() > 25, campaign::text);
    }

    @Test
    void oneSeedIsOneCampaign() throws Exception {
        PoisonCampaign once = new PoisonCampaign(words -> {});
        PoisonCampaign again = new PoisonCampaign(words -> {});

        once.run(1_000, 7);
        again.run(1_000, 7);

        assertEquals(once.outcomes(), again.outcomes());
    }
}
