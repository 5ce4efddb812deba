package aero.vigil.airspace.control;

import aero.vigil.airspace.command.Order;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.Squawk;
import aero.vigil.airspace.flight.SsrCodes;
import aero.vigil.airspace.surveillance.Mode3A;
import java.util.List;

/** Assigns SSR codes by order of the executive who controls the flight. */
final class CodeOrders {

    /** Shared by all who need no code of their own: VFR, and Mode S conspicuity. */
    private static final List<Integer> SHARED = List.of(01000, 02000, 07000);

    private final Ledger ledger;
    private final SsrCodes codes;

    CodeOrders(Ledger ledger, SsrCodes codes) {
        this.ledger = ledger;
        this.codes = codes;
    }

    Result assign(Flight flight, By by, Order.AssignCode order) {
        if (!by.holds(flight.control().sector())) {
            return Authority.notOwner(flight);
        }
        Result stale = Ledger.staleness(flight, order.version(), flight.squawk().version(), "code");
        if (stale != null) {
            return stale;
        }
        boolean next = order.code() == Order.AssignCode.NEXT_CODE;
        int code = next ? codes.next(flight, by.nowMicros()) : order.code();
        if (code == Squawk.NONE) {
            return Result.rejected(
                    Reason.NO_CODE_FREE,
                    codes.isUsed()
                            ? "no " + codes.kindOf(flight) + " code is free"
                            : "this region allocates no codes: name one");
        }
        if (!Mode3A.isDiscrete(code) && !SHARED.contains(code)) {
            return Result.rejected(
                    Reason.CODE_INVALID,
                    Mode3A.octal(code) + " is no code that can be assigned to a flight");
        }
        String obstacle =
                Mode3A.isDiscrete(code) ? codes.obstacle(code, flight, by.nowMicros()) : null;
        return obstacle != null
                ? Result.rejected(Reason.CODE_TAKEN, obstacle)
                : ledger.entered(
                        flight.squawking(code, by.nowMicros()),
                        by.entry("CODE", Mode3A.octal(code), flight.control().sector()));
    }
}
