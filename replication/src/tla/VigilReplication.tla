--------------------------- MODULE VigilReplication ---------------------------
(***************************************************************************)
(* Viewstamped Replication as Vigil builds it (docs/protocol.md), where it *)
(* differs from Liskov and Cowling, "Viewstamped Replication Revisited"    *)
(* (VRR): votes on a disk of their own, promises that wait for forces,     *)
(* crashes that lose what was not forced, disks that lose the forced end   *)
(* of a journal, evidence of later views, nacks, staged adoption.          *)
(*                                                                         *)
(* `Broken' names rules that are left out: then the checker must find what *)
(* the rule is there to stop. Rules are numbered as in docs/protocol.md.   *)
(*                                                                         *)
(* Messages that were sent may arrive late, twice or never: msgs only      *)
(* grows, but for messages that cannot do anything any more. A replica     *)
(* that is down is one that is not heard: a crash and the start after it   *)
(* are one step. What may be sent is sent at once: not to be sent and to   *)
(* be lost are the same.                                                   *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets

CONSTANTS
    N,           \* replicas; f = (N - 1) \div 2
    MaxView,     \* no replica enters a later view
    MaxOp,       \* no log is longer
    MaxStarts,   \* restarts of all replicas together
    MaxDamages,  \* how many of those find their journal's end damaged
    MaxLoss,     \* forced records that one damage may take away
    Stepwise,    \* whether leaving a view and adopting a log take several steps
    Broken       \* the rules left out

VARIABLES
    journal,  \* what stands in each journal: after each record, what the records fold to
    forced,   \* how many of those records are durable
    vote,     \* the durable vote
    mem,      \* what a replica knows while it runs
    starts,   \* restarts so far
    damages,  \* damages so far
    msgs,     \* the messages sent
    acked,    \* the longest log that was ever committed, and in which view (nobody reads it)
    stopped   \* whether some replica has met a contradiction and stopped (nobody reads it)

vars == <<journal, forced, vote, mem, starts, damages, msgs, acked, stopped>>

Replica == 0 .. N - 1
Quorum == (N \div 2) + 1
Primary(v) == v % N

----------------------------------------------------------------------------
(* Logs are sequences of entries; an entry is named by the view in which   *)
(* it was first appended. A log stands for the hash of its last entry,     *)
(* since hashes are chained.                                               *)

Last(s) == s[Len(s)]
Greatest(a, b) == IF a > b THEN a ELSE b
IsPrefix(s, t) == Len(s) <= Len(t) /\ SubSeq(t, 1, Len(s)) = s
Comparable(s, t) == IsPrefix(s, t) \/ IsPrefix(t, s)

(* What the records of a journal fold to: the log, the view whose log it   *)
(* is, how long it was when it was adopted, and whether its end is certain *)
(* (rules 18 and 19).                                                      *)
Fold(log, logView, adopted, certain) ==
    [log |-> log, lv |-> logView, al |-> adopted, cert |-> certain]

Wanted(m) == [view |-> m.view, lv |-> m.lv, alog |-> m.alog]

Log(r) == Last(journal[r]).log
ForcedLog(r) == journal[r][forced[r]].log
IsNormal(r) == mem[r].status = "NORMAL"
IsViewChange(r) == mem[r].status = "VIEW_CHANGE"
IsPrimary(r) == Primary(mem[r].view) = r
VoteForced(r) == vote[r] = Wanted(mem[r])
AllForced(r) == forced[r] = Len(journal[r])
Leads(r) == IsNormal(r) /\ IsPrimary(r) /\ ~mem[r].abdicated

NotFetching == [on |-> FALSE, log |-> <<>>]
NotNamed == [on |-> FALSE, log |-> <<>>]

Init ==
    /\ journal = [r \in Replica |-> <<Fold(<<>>, 0, 0, TRUE)>>]
    /\ forced = [r \in Replica |-> 1]
    /\ vote = [r \in Replica |-> [view |-> 0, lv |-> 0, alog |-> <<>>]]
    /\ mem = [r \in Replica |->
                [view |-> 0, lv |-> 0, alog |-> <<>>, status |-> "NORMAL",
                 abdicated |-> FALSE, fetching |-> NotFetching, named |-> NotNamed]]
    /\ starts = 0
    /\ damages = 0
    /\ msgs = {}
    /\ acked = [log |-> <<>>, view |-> 0]
    /\ stopped = FALSE

----------------------------------------------------------------------------
(* What a replica says when its state is j, f, v, m.                       *)

(* A promise that the log is durable so far, in this view (VRR 4.1). Rule  *)
(* 1: only what is forced. Rule 10: none for a view that was left.         *)
PrepareOk(r, j, f, v, m) ==
    LET left == "10" \in Broken /\ m.status = "VIEW_CHANGE" /\ m.lv < m.view
        view == IF left THEN m.lv ELSE m.view
        log == IF "1" \in Broken THEN Last(j).log ELSE j[f].log
        may == \/ m.status = "NORMAL" /\ v = Wanted(m)
               \/ m.status = "VIEW_CHANGE" /\ v = Wanted(m) /\ "3" \in Broken
               \/ left
    IN IF may /\ Primary(view) # r /\ log # <<>>
       THEN {[type |-> "PrepareOk", view |-> view, from |-> r, log |-> log]}
       ELSE {}

(* The own log, writes in flight included; leaves after the force that     *)
(* covers them and the vote (rule 10, rule 2).                             *)
Report(r, j, f, m) ==
    LET fold == IF "10" \in Broken THEN j[f] ELSE Last(j)
    IN [type |-> "DoViewChange", view |-> m.view, from |-> r,
        lv |-> m.lv, log |-> fold.log, cert |-> fold.cert \/ "18" \in Broken]

MayReport(j, f, v, m) ==
    /\ m.status = "VIEW_CHANGE"
    /\ m.lv < m.view
    /\ v = Wanted(m) \/ "2" \in Broken
    /\ f = Len(j) \/ "10" \in Broken

DoViewChange(r, j, f, v, m) ==
    IF MayReport(j, f, v, m) /\ Primary(m.view) # r THEN {Report(r, j, f, m)} ELSE {}

(* A longer PrepareOk or Prepare of the same view stands for the shorter.  *)
Covers(m, x) ==
    /\ m.type \in {"PrepareOk", "Prepare"}
    /\ m.type = x.type /\ m.view = x.view /\ m # x
    /\ m.type = "PrepareOk" => m.from = x.from
    /\ IsPrefix(x.log, m.log)

(* To a primary that has durably gone on, or begun, nothing can be said.   *)
Void(m, votes) ==
    \/ /\ m.type = "PrepareOk"
       /\ votes[Primary(m.view)].view > m.view
    \/ /\ m.type = "DoViewChange"
       /\ \/ votes[Primary(m.view)].view > m.view
          \/ votes[Primary(m.view)].lv >= m.view
    \/ /\ m.type = "Prepare"
       /\ \A r \in Replica \ {Primary(m.view)} : votes[r].view > m.view

Post(new, votes) ==
    LET all == msgs \cup new
    IN msgs' = {x \in all : ~Void(x, votes) /\ ~\E m \in new : Covers(m, x)}

(* How much of a journal is remembered, for a damage to fall back on.      *)
Kept == IF damages < MaxDamages THEN MaxLoss ELSE 0
Trimmed(j, f) == LET first == Greatest(1, f - Kept) IN SubSeq(j, first, Len(j))

(* The replica's state becomes j, f, v, m. When its log is that of its     *)
(* view, and all is durable, the view begins (VRR 4.2).                    *)
Become(r, j, f, v, m, said) ==
    LET begins == /\ m.status = "VIEW_CHANGE"
                  /\ m.lv = m.view
                  /\ ~m.fetching.on
                  /\ f = Len(j)
                  /\ v = Wanted(m)
        now == IF begins THEN [m EXCEPT !.status = "NORMAL"] ELSE m
        startView == IF begins /\ Primary(m.view) = r
                     THEN {[type |-> "StartView", view |-> m.view, log |-> Last(j).log]}
                     ELSE {}
        kept == Trimmed(j, f)
        votes == [vote EXCEPT ![r] = v]
    IN /\ journal' = [journal EXCEPT ![r] = kept]
       /\ forced' = [forced EXCEPT ![r] = f - (Len(j) - Len(kept))]
       /\ vote' = votes
       /\ mem' = [mem EXCEPT ![r] = now]
       /\ Post(said \cup startView \cup PrepareOk(r, j, f, v, now)
                    \cup DoViewChange(r, j, f, v, now), votes)

(* The replica wants this journal and this vote: it has them at once, or   *)
(* after a force of the one and a force of the other.                      *)
Want(r, j, m, said) ==
    IF Stepwise
    THEN Become(r, j, forced[r], vote[r], m, said)
    ELSE Become(r, j, Len(j), Wanted(m), m, said)

----------------------------------------------------------------------------
(* Normal operation (VRR 4.1). A Prepare or NewState of a view holds a     *)
(* piece of the log of its primary; here, all of it.                       *)

Prepare(p) ==
    /\ Leads(p)
    /\ Len(Log(p)) < MaxOp
    /\ LET life == IF "14" \in Broken THEN starts ELSE 0
           log == Append(Log(p), 10 * mem[p].view + life)
           fold == Fold(log, mem[p].lv, Last(journal[p]).al, Last(journal[p]).cert)
       IN Become(p, Append(journal[p], fold), forced[p], vote[p], mem[p],
                 {[type |-> "Prepare", view |-> mem[p].view, log |-> log]})
    /\ UNCHANGED <<starts, damages, acked, stopped>>

(* Rule 3: only in NORMAL, in that view, and behind the same predecessor.  *)
AppendPrepared(r) ==
    /\ ~IsPrimary(r)
    /\ IsNormal(r) \/ ("3" \in Broken /\ IsViewChange(r))
    /\ \E m \in msgs :
        /\ m.type = "Prepare" /\ m.view = mem[r].view
        /\ Len(m.log) > Len(Log(r))
        /\ IsPrefix(Log(r), m.log) \/ "3" \in Broken
        /\ LET log == Append(Log(r), m.log[Len(Log(r)) + 1])
               fold == Fold(log, mem[r].lv, Last(journal[r]).al, Last(journal[r]).cert)
           IN Become(r, Append(journal[r], fold), forced[r], vote[r], mem[r], {})
    /\ UNCHANGED <<starts, damages, acked, stopped>>

(* Rule 1: an op is committed when any f + 1 replicas have forced it in    *)
(* this view. Rule 3: counted only with the hash that the primary has.     *)
Commit(p) ==
    /\ Leads(p)
    /\ \E n \in 1 .. Len(Log(p)) :
        LET log == SubSeq(Log(p), 1, n)
            others == {m.from : m \in {x \in msgs :
                        /\ x.type = "PrepareOk" /\ x.view = mem[p].view
                        /\ Len(x.log) >= n
                        /\ IsPrefix(log, x.log) \/ "3" \in Broken}}
            own == IF Len(ForcedLog(p)) >= n \/ "1" \in Broken THEN {p} ELSE {}
        IN /\ Cardinality(others \cup own) >= Quorum
           /\ ~IsPrefix(log, acked.log)
           /\ IF IsPrefix(acked.log, log)
              THEN acked' = [log |-> log, view |-> mem[p].view] /\ UNCHANGED stopped
              ELSE stopped' = TRUE /\ UNCHANGED acked
    /\ UNCHANGED <<journal, forced, vote, mem, starts, damages, msgs>>

----------------------------------------------------------------------------
(* The disk: records become durable in their order, then the vote.         *)

Force(r) ==
    /\ ~AllForced(r)
    /\ Become(r, journal[r], Len(journal[r]), vote[r], mem[r], {})
    /\ UNCHANGED <<starts, damages, acked, stopped>>

ForceVote(r) ==
    /\ ~VoteForced(r)
    /\ AllForced(r) \/ "12" \in Broken
    /\ Become(r, journal[r], forced[r], Wanted(mem[r]), mem[r], {})
    /\ UNCHANGED <<starts, damages, acked, stopped>>

----------------------------------------------------------------------------
(* View changes (VRR 4.2).                                                 *)

(* StartViewChange(u) says: I am durably in u and want u + 1. It is        *)
(* volatile, and may be late: whoever was ever in u may have said it. And  *)
(* any message of a replica durably in w is evidence of w: it is entered,  *)
(* and the log is kept (rule 9).                                           *)
Leave(r) ==
    \E w \in mem[r].view + 1 .. MaxView :
        LET solicited == /\ w = mem[r].view + 1
                         /\ \E q \in Replica \ {r} : vote[q].view >= mem[r].view
            evident == \E q \in Replica \ {r} : vote[q].view >= w
            m == [mem[r] EXCEPT !.view = w, !.status = "VIEW_CHANGE", !.abdicated = FALSE,
                                !.fetching = NotFetching, !.named = NotNamed]
            j == IF "9" \in Broken /\ evident
                 THEN Append(journal[r], [Last(journal[r]) EXCEPT !.log = <<>>])
                 ELSE journal[r]
        IN /\ mem[r].status # "RECOVERING"
           /\ solicited \/ evident
           /\ CASE "10" \in Broken -> Become(r, j, forced[r], Wanted(m), m, {})
                [] "2" \in Broken -> Become(r, j, Len(j), vote[r], m, {})
                [] OTHER -> Want(r, j, m, {})
           /\ UNCHANGED <<starts, damages, acked, stopped>>

(* Rule 12: the new log is staged beside the old one; one small record     *)
(* makes it the log, and then comes the vote. Without it, the log view is  *)
(* promised first, and the log fetched then.                               *)
Adopt(r, log) ==
    LET m == [mem[r] EXCEPT !.lv = mem[r].view, !.alog = log]
    IN IF "12" \in Broken
       THEN Become(r, journal[r], forced[r], vote[r],
                   [m EXCEPT !.fetching = [on |-> TRUE, log |-> log]], {})
       ELSE Want(r, Append(journal[r], Fold(log, m.view, Len(log), TRUE)), m, {})

Fetch(r) ==
    /\ mem[r].fetching.on
    /\ LET log == mem[r].fetching.log
       IN Become(r, Append(journal[r], Fold(log, mem[r].view, Len(log), TRUE)), forced[r],
                 vote[r], [mem[r] EXCEPT !.fetching = NotFetching], {})
    /\ UNCHANGED <<starts, damages, acked, stopped>>

(* Rule 11. *)
ChooseLog(p) ==
    /\ MayReport(journal[p], forced[p], vote[p], mem[p])
    /\ IsPrimary(p)
    /\ \E others \in SUBSET {m \in msgs : m.type = "DoViewChange" /\ m.view = mem[p].view} :
        LET reports == others \cup {Report(p, journal[p], forced[p], mem[p])}
            logView == CHOOSE v \in {m.lv : m \in reports} : \A m \in reports : m.lv <= v
            same == IF "11" \in Broken THEN reports ELSE {m \in reports : m.lv = logView}
            longest == CHOOSE m \in same : \A x \in same : Len(x.log) <= Len(m.log)
            nacks == {m \in reports : m.lv < logView \/ m.cert}
            conflict == \E m \in same : /\ Len(m.log) = Len(longest.log)
                                        /\ m.log # longest.log
        IN /\ \A m, x \in others : m.from = x.from => m = x
           /\ Cardinality(reports) >= Quorum
           /\ \/ Cardinality(nacks) >= Quorum
              \/ Cardinality(reports) = N
           /\ IF conflict /\ "11" \notin Broken
              THEN stopped' = TRUE /\ UNCHANGED <<journal, forced, vote, mem, msgs>>
              ELSE Adopt(p, longest.log) /\ UNCHANGED stopped
    /\ UNCHANGED <<starts, damages, acked>>

(* A StartView names the log of its primary as it was when it left: what   *)
(* the view began with, or more. Rule 13: adopted only before the view has *)
(* begun here; without it, whenever it comes.                              *)
AdoptStartView(r) ==
    /\ ~IsPrimary(r)
    /\ \/ IsViewChange(r) /\ mem[r].lv < mem[r].view
       \/ IsNormal(r) /\ "13" \in Broken
    /\ \E m \in msgs :
        /\ m.type \in {"StartView", "Prepare"}
        /\ m.view = mem[r].view
        /\ IsViewChange(r) \/ m.log # Log(r)
        /\ Adopt(r, m.log)
    /\ UNCHANGED <<starts, damages, acked, stopped>>

----------------------------------------------------------------------------
(* A crash, and the start after it. Of what was not forced, some beginning *)
(* may have reached the disk. A damage may take forced records as well,    *)
(* and shows (rule 18): the end is uncertain then.                         *)

(* What the primary of the view names for the nonce of this start, if it   *)
(* leads (rule 19): the earliest answer is the easiest to fulfil. Without  *)
(* the nonce, an answer to a former start that was in doubt may come.      *)
Name(r, view) ==
    LET p == Primary(view)
        leads == Leads(p) /\ mem[p].view = view
        began == {m \in msgs : m.type = "StartView" /\ m.view = view}
    IN IF "nonce" \in Broken /\ ~Last(journal[r]).cert /\ began # {}
       THEN [on |-> TRUE, log |-> (CHOOSE m \in began : TRUE).log]
       ELSE IF leads THEN [on |-> TRUE, log |-> Log(p)] ELSE NotNamed

Start(r, found, isDamaged) ==
    LET fold == IF isDamaged THEN [Last(found) EXCEPT !.cert = FALSE] ELSE Last(found)
        adoptedThere == SubSeq(fold.log, 1, fold.al)
        held == IF "2" \in Broken /\ isDamaged \* the vote stood at the end of the journal
                THEN [view |-> fold.lv, lv |-> fold.lv, alog |-> adoptedThere]
                ELSE vote[r]
        logView == Greatest(held.lv, fold.lv)
        view == Greatest(held.view, logView)
        adoptedLog == IF fold.lv > held.lv THEN adoptedThere ELSE held.alog
        \* The log that the vote stands for is not there; or its LogAdopted is not, and
        \* what stands behind the log's end is of an earlier view.
        lost == \/ ~IsPrefix(adoptedLog, fold.log)
                \/ /\ fold.lv < logView
                   /\ Len(fold.log) > Len(adoptedLog)
                   /\ "lost-adoption" \notin Broken
        status == IF lost THEN "RECOVERING"
                  ELSE IF view = logView THEN "NORMAL" ELSE "VIEW_CHANGE"
        j == Append(SubSeq(found, 1, Len(found) - 1), fold)
        m == [view |-> view, lv |-> logView, alog |-> adoptedLog, status |-> status,
              \* Rule 14: it may have led this view, and sent what it had not forced.
              abdicated |-> Primary(view) = r /\ status = "NORMAL" /\ "14" \notin Broken,
              fetching |-> NotFetching,
              named |-> IF status = "NORMAL" /\ ~fold.cert THEN Name(r, view) ELSE NotNamed]
    IN Become(r, j, Len(j), held, m, {})

Restart(r) ==
    /\ starts < MaxStarts
    /\ \E last \in forced[r] .. Len(journal[r]) : Start(r, SubSeq(journal[r], 1, last), FALSE)
    /\ starts' = starts + 1
    /\ UNCHANGED <<damages, acked, stopped>>

RestartDamaged(r) ==
    /\ starts < MaxStarts
    /\ damages < MaxDamages
    /\ \E last \in Greatest(1, forced[r] - MaxLoss) .. Len(journal[r]) :
        Start(r, SubSeq(journal[r], 1, last), TRUE)
    /\ starts' = starts + 1
    /\ damages' = damages + 1
    /\ UNCHANGED <<acked, stopped>>

(* Rule 19: within its view a replica is certain again when it holds all   *)
(* up to the op named. Without it, when a backup has given it what it has. *)
BecomeCertain(r) ==
    /\ IsNormal(r) /\ ~IsPrimary(r) /\ VoteForced(r) /\ AllForced(r)
    /\ ~Last(journal[r]).cert
    /\ \/ mem[r].named.on /\ IsPrefix(mem[r].named.log, Log(r))
       \/ "19" \in Broken /\ \E q \in Replica \ {r, Primary(mem[r].view)} :
            IsNormal(q) /\ mem[q].view = mem[r].view /\ IsPrefix(Log(q), Log(r))
    /\ LET j == Append(journal[r], [Last(journal[r]) EXCEPT !.cert = TRUE])
       IN Become(r, j, Len(j), vote[r], [mem[r] EXCEPT !.named = NotNamed], {})
    /\ UNCHANGED <<starts, damages, acked, stopped>>

----------------------------------------------------------------------------
Next == \E r \in Replica :
    \/ Prepare(r) \/ AppendPrepared(r) \/ Commit(r)
    \/ Force(r) \/ ForceVote(r)
    \/ Leave(r) \/ ChooseLog(r) \/ AdoptStartView(r) \/ Fetch(r)
    \/ Restart(r) \/ RestartDamaged(r) \/ BecomeCertain(r)

Spec == Init /\ [][Next]_vars

----------------------------------------------------------------------------
(* Whatever was acknowledged is in the log of every later view.            *)
Durability ==
    \A m \in msgs : m.type = "StartView" /\ m.view > acked.view => IsPrefix(acked.log, m.log)

(* No two entries are committed at one op; nothing that the core asserts   *)
(* while it runs is false.                                                 *)
NobodyStops == ~stopped

(* A view has one primary, and so one history.                             *)
OneHistoryAView ==
    \A m, x \in msgs :
        (/\ m.type \in {"StartView", "Prepare"}
         /\ x.type \in {"StartView", "Prepare"}
         /\ m.view = x.view)
        => Comparable(m.log, x.log)

StatesFit ==
    \A r \in Replica :
        /\ mem[r].lv <= mem[r].view
        /\ IsNormal(r) => mem[r].lv = mem[r].view
        /\ forced[r] \in 1 .. Len(journal[r])

(* Views and log views on the disk never go back.                          *)
VotesGrow ==
    [][\A r \in Replica : vote'[r].view >= vote[r].view /\ vote'[r].lv >= vote[r].lv]_vars
=============================================================================
