package aero.vigil.airspace.surveillance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IdentityTest {

    private static Plot reply(int code, boolean doubtful, int address, String callsign) {
        return new Plot(
                1,
                0,
                0,
                5,
                100,
                100,
                code,
                doubtful,
                Plot.ABSENT,
                false,
                address,
                callsign,
                Plot.ABSENT,
                false,
                false,
                false,
                Plot.ABSENT);
    }

    private static TrackIdentity heard(Plot... plots) {
        TrackIdentity identity = TrackIdentity.UNKNOWN;
        for (Plot plot : plots) {
            identity = identity.heard(plot, 0);
        }
        return identity;
    }

    @Test
    void aNewCodeNeedsTwoEqualReplies() {
        Plot first = reply(01234, false, Plot.ABSENT, "");
        Plot other = reply(04321, false, Plot.ABSENT, "");

        assertEquals(01234, heard(first, other).mode3A());
        assertEquals(01234, heard(first, other, first, other).mode3A());
        assertEquals(04321, heard(first, other, other).mode3A());
    }

    @Test
    void aGarbledReplyNeverChangesIt() {
        Plot first = reply(01234, false, Plot.ABSENT, "");
        Plot garbled = reply(04321, true, Plot.ABSENT, "");

        assertEquals(01234, heard(first, garbled, garbled, garbled).mode3A());
    }

    @Test
    void anEmergencyByModeSIsBelievedAtOnceAndByModeAAtTheSecondReply() {
        Plot first = reply(01234, false, 0x123456, "");
        assertEquals(07700, heard(first, reply(07700, false, 0x123456, "")).mode3A());

        Plot second = reply(01234, false, Plot.ABSENT, "");
        Plot emergency = reply(07700, false, Plot.ABSENT, "");
        assertEquals(01234, heard(second, emergency).mode3A());
        assertEquals(07700, heard(second, emergency, emergency).mode3A());
    }

    @Test
    void anAddressNeverChangesAndAnotherOneContradictsIt() {
        TrackIdentity identity = heard(reply(01234, false, 0x123456, "SWR1"));

        Plot other = reply(01234, false, 0x654321, "");

        assertTrue(identity.contradicts(other));
        assertFalse(identity.matches(other));
        assertEquals(0x123456, identity.heard(other, 0).address());
    }

    @Test
    void aCallsignChangesWhenHeardTwice() {
        Plot one = reply(01234, false, 0x123456, "SWR1");
        Plot two = reply(01234, false, 0x123456, "SWR2");
        Plot silent = reply(01234, false, 0x123456, "");

        assertEquals("SWR1", heard(one, two).callsign());
        assertEquals("SWR1", heard(one, two, one, two).callsign());
        assertEquals("SWR2", heard(one, two, silent, two).callsign());
    }

    @Test
    void codesThatManyShareAreNotDiscrete() {
        assertTrue(Mode3A.isDiscrete(01234));
        assertFalse(Mode3A.isDiscrete(01000));
        assertFalse(Mode3A.isDiscrete(07000));
        assertFalse(Mode3A.isDiscrete(07777));
        assertFalse(Mode3A.isDiscrete(0));
        assertFalse(Mode3A.isDiscrete(Plot.ABSENT));
    }
}
