package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.command.Order;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.flight.Agreement;
import aero.vigil.airspace.flight.Coordination;
import aero.vigil.airspace.flight.Crossing;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.Notice;
import aero.vigil.airspace.flight.OfferedChanges;
import aero.vigil.airspace.flight.PlanChange;
import aero.vigil.airspace.flight.Proposal;
import aero.vigil.airspace.flight.Rerouting;
import org.jspecify.annotations.Nullable;

/**
 * Coordinates how flights go from sector to sector: exits and entries are proposed, accepted,
 * countered, rejected and abrogated by the planners and executives of the two sectors; the value
 * binds on acceptance (airspace-algorithms §3). A plan change offered to the controller is answered
 * like a proposal.
 */
final class Proposals {

    private final Ledger ledger;
    private final Region region;
    private final Concern concern;
    private final Rerouting rerouting;
    private final OfferedChanges planChanges;

    Proposals(Ledger ledger, Region region, Concern concern, Rerouting rerouting) {
        this.ledger = ledger;
        this.region = region;
        this.concern = concern;
        this.rerouting = rerouting;
        this.planChanges = new OfferedChanges(rerouting);
    }

    Result proposeExit(Flight flight, By by, Order.ProposeExit order) {
        String from = concern.of(flight, by.sectors(), by.nowMicros());
        String to =
                order.toSector().isEmpty()
                        ? Concern.after(flight, from, by.nowMicros())
                        : order.toSector();
        Crossing crossing = new Crossing(from, to, order.flightLevel(), order.point());
        return propose(flight, by, order.version(), from, crossing);
    }

    Result proposeEntry(Flight flight, By by, Order.ProposeEntry order) {
        String to = Concern.entering(flight, by.sectors(), by.nowMicros());
        String from =
                order.fromSector().isEmpty() ? Concern.before(flight, to) : order.fromSector();
        Crossing crossing = new Crossing(from, to, order.flightLevel(), order.point());
        return propose(flight, by, order.version(), to, crossing);
    }

    private Result propose(Flight flight, By by, int version, String own, Crossing crossing) {
        Result refusal = refusalOfPair(flight, own, crossing);
        if (refusal == null) {
            refusal = refusalOfValue(flight, crossing, by.nowMicros());
        }
        if (refusal == null) {
            refusal = refusalOfState(flight, version, own, crossing);
        }
        if (refusal != null) {
            return refusal;
        }
        String other = own.equals(crossing.from()) ? crossing.to() : crossing.from();
        if (by.holds(other)) {
            // Both sectors are at one position: there is nobody to ask.
            return agreed(flight, by, crossing, "AGREE", own);
        }
        return ledger.entered(
                flight.withCoordination(
                        flight.coordination().proposing(crossing, own, by.user(), by.nowMicros())),
                by.entry("PROPOSE", crossing.words(), own));
    }

    private @Nullable Result refusalOfPair(Flight flight, String own, Crossing crossing) {
        if (own.isEmpty()) {
            return PointOuts.notConcerned(flight);
        }
        String other = own.equals(crossing.from()) ? crossing.to() : crossing.from();
        Region.Sector sector = region.sector(other);
        if (sector == null || crossing.from().equals(crossing.to())) {
            return Result.rejected(
                    Reason.UNKNOWN_SECTOR,
                    other.isEmpty()
                            ? flight.callsign() + " has no sector beyond " + own + ": name one"
                            : "'" + other + "' is no other sector");
        }
        return concern.isNext(flight, own, sector)
                ? null
                : Result.rejected(
                        Reason.NOT_ELIGIBLE,
                        other + " is neither beside " + own + " nor on the route");
    }

    private @Nullable Result refusalOfValue(Flight flight, Crossing crossing, long now) {
        if (crossing.level() == 0 && crossing.point().isEmpty()) {
            return Result.rejected(Reason.LEVEL_INVALID, "neither a level nor a point is proposed");
        }
        Result level =
                crossing.level() == 0 ? null : ClearanceOrders.refusalOfLevel(crossing.level());
        if (level != null || crossing.point().isEmpty()) {
            return level;
        }
        return rerouting.pointFor(flight, crossing.point(), now) != null
                ? null
                : Result.rejected(
                        Reason.UNKNOWN_POINT,
                        "there is no point '" + crossing.point() + "' here or on the route");
    }

    private static @Nullable Result refusalOfState(
            Flight flight, int version, String own, Crossing crossing) {
        Coordination coordination = flight.coordination();
        Proposal open = coordination.open(crossing.from(), crossing.to());
        if (open != null && !open.by().equals(own)) {
            return Result.rejected(
                    Reason.PROPOSAL_OPEN,
                    open.by() + " has proposed " + open.crossing().words() + ": answer that");
        }
        if (open == null && coordination.proposals().size() >= Coordination.MOST_PROPOSALS) {
            return Result.rejected(
                    Reason.TABLE_FULL, "too many proposals for " + flight.callsign() + " are open");
        }
        Agreement agreement = coordination.agreement(crossing.from(), crossing.to());
        return agreement == null
                ? null
                : Ledger.staleness(
                        flight,
                        version,
                        agreement.version(),
                        crossing.from() + ">" + crossing.to());
    }

    Result accept(Flight flight, By by, int number) {
        PlanChange change = flight.coordination().planChange();
        if (change != null && change.number() == number) {
            return by.holds(flight.control().sector())
                    ? ledger.entered(
                            planChanges.accepted(flight, change, by.nowMicros()),
                            by.entry("PLAN", change.words(), flight.control().sector()))
                    : Authority.notOwner(flight);
        }
        Proposal proposal = flight.coordination().proposal(number);
        if (proposal == null || !by.holds(proposal.awaited())) {
            return notAwaited(flight, proposal, number);
        }
        return agreed(flight, by, proposal.crossing(), "AGREE", proposal.awaited());
    }

    private Result agreed(Flight flight, By by, Crossing crossing, String what, String sector) {
        return ledger.entered(
                flight.withCoordination(
                        flight.coordination()
                                .agreeing(crossing, flight.version() + 1, by.nowMicros())),
                by.entry(what, crossing.words(), sector));
    }

    Result counter(Flight flight, By by, Order.CounterProposal order) {
        Proposal proposal = flight.coordination().proposal(order.number());
        if (proposal == null || !by.holds(proposal.awaited())) {
            return notAwaited(flight, proposal, order.number());
        }
        Crossing asked = proposal.crossing();
        Crossing crossing =
                new Crossing(asked.from(), asked.to(), order.flightLevel(), order.point());
        Result refusal = refusalOfValue(flight, crossing, by.nowMicros());
        return refusal != null
                ? refusal
                : ledger.entered(
                        flight.withCoordination(
                                flight.coordination()
                                        .proposing(
                                                crossing,
                                                proposal.awaited(),
                                                by.user(),
                                                by.nowMicros())),
                        by.entry("COUNTER", crossing.words(), proposal.awaited()));
    }

    /** Rejects another's proposal, or takes one's own back; the other side is told. */
    Result reject(Flight flight, By by, int number) {
        PlanChange change = flight.coordination().planChange();
        if (change != null && change.number() == number) {
            return by.holds(flight.control().sector())
                    ? ledger.entered(
                            planChanges.rejected(flight),
                            by.entry("PLAN-NO", change.words(), flight.control().sector()))
                    : Authority.notOwner(flight);
        }
        Proposal proposal = flight.coordination().proposal(number);
        boolean own = proposal != null && by.holds(proposal.by());
        if (proposal == null || !(own || by.holds(proposal.awaited()))) {
            return notAwaited(flight, proposal, number);
        }
        String sector = own ? proposal.by() : proposal.awaited();
        String other = own ? proposal.awaited() : proposal.by();
        String words = proposal.crossing().words();
        String text =
                sector
                        + " ("
                        + by.user()
                        + (own ? ") proposes no more " : ") does not agree to ")
                        + words;
        return ledger.entered(
                flight.withCoordination(flight.coordination().without(proposal))
                        .withLiaison(
                                flight.liaison()
                                        .telling(
                                                new Notice(
                                                        other,
                                                        Notice.Kind.PROPOSAL_REJECTED,
                                                        text,
                                                        by.nowMicros()))),
                by.entry(own ? "WITHDRAW" : "DECLINE", words, sector));
    }

    private static Result notAwaited(Flight flight, @Nullable Proposal proposal, int number) {
        if (proposal == null) {
            boolean once = number > 0 && number <= flight.coordination().lastNumber();
            return Result.rejected(
                    once ? Reason.STALE : Reason.NO_PROPOSAL,
                    once
                            ? "proposal " + number + " was answered, changed or taken back already"
                            : flight.callsign() + " has no proposal " + number);
        }
        return Result.rejected(
                Reason.NOT_OWNER, "the answer to this is awaited from " + proposal.awaited());
    }

    /** Takes an agreement back; the other side is told (as MAC of OLDI does). */
    Result abrogate(Flight flight, By by, Order.AbrogateCoordination order) {
        Agreement agreement = flight.coordination().agreement(order.fromSector(), order.toSector());
        if (agreement == null) {
            return Result.rejected(
                    Reason.NOT_COORDINATED,
                    "nothing is agreed for "
                            + flight.callsign()
                            + " from "
                            + order.fromSector()
                            + " to "
                            + order.toSector());
        }
        boolean leaves = by.holds(order.fromSector());
        if (!leaves && !by.holds(order.toSector())) {
            return Result.rejected(
                    Reason.NOT_OWNER,
                    "this is between " + order.fromSector() + " and " + order.toSector());
        }
        Result stale = Ledger.staleness(flight, order.version(), agreement.version(), "agreement");
        if (stale != null) {
            return stale;
        }
        String sector = leaves ? order.fromSector() : order.toSector();
        String other = leaves ? order.toSector() : order.fromSector();
        String words = agreement.crossing().words();
        Notice notice =
                new Notice(
                        other,
                        Notice.Kind.ABROGATED,
                        sector + " (" + by.user() + ") has abrogated " + words,
                        by.nowMicros());
        return ledger.entered(
                flight.withCoordination(flight.coordination().without(agreement))
                        .withLiaison(flight.liaison().telling(notice)),
                by.entry("ABROGATE", words, sector));
    }
}
