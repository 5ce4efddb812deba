package aero.vigil.ingest.asterix;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the decoder of Croatia Control calls our elements, and in which unit it gives them. Its JSON
 * paths, list positions left out, against our paths; a scale says how many of its units make one of
 * ours.
 */
final class CroatiaNames {

    /** Our element, and its value times scale is theirs. */
    record Ours(String path, double scale) {

        Ours(String path) {
            this(path, 1);
        }
    }

    private static final double SECONDS_AN_HOUR = 3_600;
    private static final double FEET_A_LEVEL = 100;

    private static final Map<Integer, Map<String, Ours>> RENAMED =
            Map.of(34, cat034(), 48, cat048(), 62, cat062());

    private CroatiaNames() {}

    /** Our element for its path; null when it names what has no value (spare bits, FX). */
    static @Nullable Ours find(int category, String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (last.equals("FX") || last.startsWith("spare") || last.startsWith("res")) {
            return null;
        }
        Ours renamed = RENAMED.getOrDefault(category, Map.of()).get(path);
        return renamed != null ? renamed : new Ours(path.substring(1));
    }

    private static Map<String, Ours> cat034() {
        return Map.ofEntries(
                Map.entry("I000/MsgTyp", new Ours("000")),
                Map.entry("I030/ToD", new Ours("030")),
                Map.entry("I020/Azi", new Ours("020")),
                Map.entry("I041/RotS", new Ours("041")),
                Map.entry("I050/MDS/MDSANT", new Ours("050/MDS/ANT")),
                Map.entry("I050/MDS/MDSCHAB", new Ours("050/MDS/CHAB")),
                Map.entry("I050/MDS/MDSOVLSUR", new Ours("050/MDS/OVLSUR")),
                Map.entry("I050/MDS/MDSMSC", new Ours("050/MDS/MSC")),
                Map.entry("I050/MDS/MDSSCF", new Ours("050/MDS/SCF")),
                Map.entry("I050/MDS/MDSDLF", new Ours("050/MDS/DLF")),
                Map.entry("I050/MDS/MDSOVLSCF", new Ours("050/MDS/OVLSCF")),
                Map.entry("I050/MDS/MDSOVLDLF", new Ours("050/MDS/OVLDLF")),
                Map.entry("I050/SSR/SSRANT", new Ours("050/SSR/ANT")),
                Map.entry("I050/SSR/SSRCHAB", new Ours("050/SSR/CHAB")),
                Map.entry("I050/SSR/SSROVL", new Ours("050/SSR/OVL")),
                Map.entry("I050/SSR/SSRMSC", new Ours("050/SSR/MSC")));
    }

    private static Map<String, Ours> cat048() {
        return Map.ofEntries(
                Map.entry("I140/ToD", new Ours("140")),
                Map.entry("I030/WE", new Ours("030")),
                Map.entry("I070/Mode3A", new Ours("070/MODE3A")),
                Map.entry("I100/ModeC", new Ours("100/MODEC")),
                Map.entry("I130/SRLP/SRL", new Ours("130/SRL")),
                Map.entry("I130/SRRP/SRR", new Ours("130/SRR")),
                Map.entry("I130/SAMP/SAM", new Ours("130/SAM")),
                Map.entry("I130/PRLP/PRL", new Ours("130/PRL")),
                Map.entry("I130/PAMP/PAM", new Ours("130/PAM")),
                Map.entry("I130/RPDP/RPD", new Ours("130/RPD")),
                Map.entry("I130/APDP/APD", new Ours("130/APD")),
                Map.entry("I161/Tn", new Ours("161/TRN")),
                Map.entry("I200/CGS", new Ours("200/GSP", SECONDS_AN_HOUR)),
                Map.entry("I200/CHdg", new Ours("200/HDG")),
                Map.entry("I220/ACAddr", new Ours("220")),
                Map.entry("I230/ModeSSSC", new Ours("230/MSSC")),
                Map.entry("I230/BDS16", new Ours("230/B1A")),
                Map.entry("I230/BDS37", new Ours("230/B1B")),
                Map.entry("I240/TId", new Ours("240")),
                Map.entry("I250/VAL", new Ours("250/MBDATA")),
                Map.entry("I250/MCP_ALT_STATUS", new Ours("250/MCPS")),
                Map.entry("I250/MCP_ALT", new Ours("250/MCP")),
                Map.entry("I250/FMS_ALT_STATUS", new Ours("250/FMSS")),
                Map.entry("I250/FMS_ALT", new Ours("250/FMS")),
                Map.entry("I250/BP_STATUS", new Ours("250/BPS")),
                Map.entry("I250/MODE_STATUS", new Ours("250/MODES")),
                Map.entry("I250/ALT_HOLD", new Ours("250/ALTHOLD")),
                Map.entry("I250/TARGET_ALT_STATUS", new Ours("250/TARGETS")),
                Map.entry("I250/TARGET_ALT_SOURCE", new Ours("250/TARGET")),
                Map.entry("I250/RA_STATUS", new Ours("250/ROLLS")),
                Map.entry("I250/RA", new Ours("250/ROLL")),
                Map.entry("I250/TTA_STATUS", new Ours("250/TTAS")),
                Map.entry("I250/GS_STATUS", new Ours("250/GSS")),
                Map.entry("I250/TAR_STATUS", new Ours("250/TARS")),
                Map.entry("I250/TAS_STATUS", new Ours("250/TASS")),
                Map.entry("I250/HDG_STATUS", new Ours("250/HDGS")),
                Map.entry("I250/IAS_STAT", new Ours("250/IASS")),
                Map.entry("I250/MACH_STATUS", new Ours("250/MACHS")),
                Map.entry("I250/BAR_STATUS", new Ours("250/BAROS")),
                Map.entry("I250/BAR", new Ours("250/BARO")),
                Map.entry("I250/IVV_STATUS", new Ours("250/IVVS")));
    }

    private static Map<String, Ours> cat062() {
        return Map.ofEntries(
                Map.entry("I015/SID", new Ours("015")),
                Map.entry("I070/ToT", new Ours("070")),
                Map.entry("I105/Lat", new Ours("105/LAT")),
                Map.entry("I105/Lon", new Ours("105/LON")),
                Map.entry("I185/Vx", new Ours("185/VX")),
                Map.entry("I185/Vy", new Ours("185/VY")),
                Map.entry("I210/Ax", new Ours("210/AX")),
                Map.entry("I210/Ay", new Ours("210/AY")),
                Map.entry("I060/Mode3A", new Ours("060/MODE3A")),
                Map.entry("I040/TrkN", new Ours("040")),
                Map.entry("I290/PSR/PSR", new Ours("290/PSR")),
                Map.entry("I290/SSR/SSR", new Ours("290/SSR")),
                Map.entry("I290/MDS/MDS", new Ours("290/MDS")),
                Map.entry("I295/MFL/MFL", new Ours("295/MFL")),
                Map.entry("I295/MDA/MDA", new Ours("295/MDA")),
                Map.entry("I200/TRANSA", new Ours("200/TRANS")),
                Map.entry("I200/LONGA", new Ours("200/LONG")),
                Map.entry("I200/VERTA", new Ours("200/VERT")),
                Map.entry("I136/MFL", new Ours("136", FEET_A_LEVEL)),
                Map.entry("I135/CTBA", new Ours("135/CTB", FEET_A_LEVEL)),
                Map.entry("I130/Alt", new Ours("130")),
                Map.entry("I220/RoC", new Ours("220")),
                Map.entry("I340/MDC/CV", new Ours("340/MDC/V")),
                Map.entry("I340/MDC/CG", new Ours("340/MDC/G")),
                Map.entry("I340/MDC/ModeC", new Ours("340/MDC/LMC")),
                Map.entry("I340/MDA/Mode3A", new Ours("340/MDA/MODE3A")),
                Map.entry("I380/ADR/ADR", new Ours("380/ADR")),
                Map.entry("I380/ID/ACID", new Ours("380/ID")),
                Map.entry("I390/CSN/CS", new Ours("390/CS")),
                Map.entry("I390/CFL/CFL", new Ours("390/CFL")),
                Map.entry("I390/DEP/DEP", new Ours("390/DEP")),
                Map.entry("I390/DST/DES", new Ours("390/DST")),
                Map.entry("I390/TAC/TYPE", new Ours("390/TAC")),
                Map.entry("I390/WTC/WTC", new Ours("390/WTC")));
    }
}
