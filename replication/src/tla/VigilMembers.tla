----------------------------- MODULE VigilMembers -----------------------------
(***************************************************************************)
(* Rule 20 (docs/protocol.md, section 8): which disk of a member counts.   *)
(* A member's disk is replaced by a new and empty one while the old        *)
(* machine may still run; a disk loses its log and keeps its vote. The log *)
(* names each member's incarnation; who has lost what it promised is       *)
(* RECOVERING until it has the log of a primary again.                     *)
(*                                                                         *)
(* What is forced, and when, is the matter of VigilReplication: here       *)
(* every step is durable at once. Suspicion is free: whoever takes part    *)
(* may leave its view at any time. Messages come late, twice, or never.    *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets

CONSTANTS
    N,         \* members; f = (N - 1) \div 2
    MaxView,   \* no replica enters a later view
    MaxOp,     \* no log is longer
    Replaced,  \* the members whose disk may be replaced
    MaxFaults, \* disks replaced and logs lost, together
    Broken     \* what of rule 20 is left out

VARIABLES
    mach,    \* by machine: what it has and knows
    faults,  \* disks replaced and logs lost so far
    msgs,    \* the messages sent
    acked,   \* the longest log that was ever committed, and in which view (nobody reads it)
    stopped  \* whether two logs were committed that do not agree (nobody reads it)

vars == <<mach, faults, msgs, acked, stopped>>

Member == 0 .. N - 1
Machine == Member \cup {N + m : m \in Replaced}
Quorum == (N \div 2) + 1
Primary(v) == v % N
MemberOf(x) == x % N

(* An entry is named by the view of its first append; `in' is the machine  *)
(* that a REPLACE_MEMBER names, 0 for any other operation.                 *)
Last(s) == s[Len(s)]
Cut(s, n) == SubSeq(s, 1, n)
Least(a, b) == IF a < b THEN a ELSE b
Greatest(a, b) == IF a > b THEN a ELSE b
IsPrefix(s, t) == Len(s) <= Len(t) /\ Cut(t, Len(s)) = s

(* The machine that a log names for each member.                           *)
Named(log) ==
    [m \in Member |-> IF \E i \in 1 .. Len(log) : log[i].in = N + m THEN N + m ELSE m]

Committed(x) == Cut(mach[x].log, mach[x].commit)

(* Whose messages x takes: those of the machines that its committed log    *)
(* names, or the one that others have told it is committed.                *)
Takes(x, y) ==
    \/ Named(Committed(x))[MemberOf(y)] = y
    \/ Named(acked.log)[MemberOf(y)] = y

TakesPart(x) == mach[x].status \in {"NORMAL", "VIEW_CHANGE"}
Leads(x) == mach[x].status = "NORMAL" /\ Primary(mach[x].view) = MemberOf(x)

(* The disk that stands for a member now, and whether it lacks something.  *)
Current(m) == IF N + m \in Machine /\ mach[N + m].status # "ABSENT" THEN N + m ELSE m
NobodyLacks == \A m \in Member : mach[Current(m)].status # "RECOVERING"

Init ==
    /\ mach = [x \in Machine |->
                [log |-> <<>>, view |-> 0, lv |-> 0, commit |-> 0, try |-> 0,
                 status |-> IF x \in Member THEN "NORMAL" ELSE "ABSENT"]]
    /\ faults = 0
    /\ msgs = {}
    /\ acked = [log |-> <<>>, view |-> 0]
    /\ stopped = FALSE

----------------------------------------------------------------------------
(* What a machine says when its state is s.                                *)

Said(x, s) ==
    CASE s.status = "NORMAL" /\ Primary(s.view) = MemberOf(x) ->
            {[type |-> "Prepare", view |-> s.view, from |-> x, log |-> s.log,
              commit |-> s.commit]}
      [] s.status = "NORMAL" /\ Primary(s.view) # MemberOf(x) ->
            {[type |-> "PrepareOk", view |-> s.view, from |-> x, log |-> s.log]}
      [] s.status = "VIEW_CHANGE" ->
            {[type |-> "DoViewChange", view |-> s.view, from |-> x, lv |-> s.lv,
              log |-> s.log]}
      [] OTHER -> {}

(* A longer one of the same kind, view and sender stands for the shorter.  *)
Covers(m, o) ==
    /\ m.type \in {"PrepareOk", "Prepare"} /\ m.type = o.type /\ m # o
    /\ m.view = o.view /\ m.from = o.from /\ IsPrefix(o.log, m.log)

(* To a view that every machine has left or begun nothing can be said.     *)
Void(m, s) ==
    \/ /\ m.type = "DoViewChange"
       /\ \A x \in Machine : MemberOf(x) = Primary(m.view) =>
            s[x].view > m.view \/ s[x].lv = m.view
    \/ /\ m.type \in {"PrepareOk", "Prepare"}
       /\ \A x \in Machine : s[x].view > m.view

Become(x, s) ==
    LET new == Said(x, s)
        now == [mach EXCEPT ![x] = s]
    IN /\ mach' = now
       /\ msgs' = {o \in msgs \cup new : ~Void(o, now) /\ ~\E m \in new : Covers(m, o)}

----------------------------------------------------------------------------
(* Normal operation.                                                       *)

Order(x, in) ==
    Become(x, [mach[x] EXCEPT !.log = Append(@, [view |-> mach[x].view, in |-> in])])

Prepare(x) ==
    /\ Leads(x) /\ Len(mach[x].log) < MaxOp
    /\ Order(x, 0)
    /\ UNCHANGED <<faults, acked, stopped>>

(* A new disk asks to be let in; one replacement is uncommitted at a time. *)
Replace(x) ==
    /\ Leads(x) /\ Len(mach[x].log) < MaxOp
    /\ \E y \in Machine \ Member :
        /\ mach[y].status = "RECOVERING"
        /\ MemberOf(y) # MemberOf(x)
        /\ Named(mach[x].log)[MemberOf(y)] # y
        /\ \A i \in mach[x].commit + 1 .. Len(mach[x].log) : mach[x].log[i].in = 0
        /\ Order(x, y)
    /\ UNCHANGED <<faults, acked, stopped>>

AppendPrepared(x) ==
    /\ mach[x].status = "NORMAL" /\ ~Leads(x)
    /\ \E m \in msgs :
        /\ m.type = "Prepare" /\ m.view = mach[x].view /\ Takes(x, m.from)
        /\ IsPrefix(mach[x].log, m.log)
        /\ \/ Len(m.log) > Len(mach[x].log)
           \/ m.commit > mach[x].commit
        /\ Become(x, [mach[x] EXCEPT !.log = m.log, !.commit = Greatest(@, m.commit)])
    /\ UNCHANGED <<faults, acked, stopped>>

(* An op is committed by f + 1 members, each by the machine that the       *)
(* committed log names; one that replaces a member, by f + 1 others.       *)
Commit(x) ==
    /\ Leads(x)
    /\ \E n \in mach[x].commit + 1 .. Len(mach[x].log) :
        LET log == Cut(mach[x].log, n)
            names == Named(IF "early" \in Broken THEN log ELSE Committed(x))
            replaced == IF "replaced-commits" \in Broken THEN {}
                        ELSE {MemberOf(log[i].in) :
                                i \in {j \in mach[x].commit + 1 .. n : log[j].in # 0}}
            forcedBy == {m.from : m \in {o \in msgs :
                            o.type = "PrepareOk" /\ o.view = mach[x].view
                            /\ IsPrefix(log, o.log)}} \cup {x}
            counted == {MemberOf(y) : y \in {z \in forcedBy :
                            names[MemberOf(z)] = z \/ "any-incarnation" \in Broken}}
        IN /\ Cardinality(counted \ replaced) >= Quorum
           /\ Become(x, [mach[x] EXCEPT !.commit = n])
           /\ IF IsPrefix(acked.log, log)
              THEN acked' = [log |-> log, view |-> mach[x].view] /\ UNCHANGED stopped
              ELSE /\ stopped' = ~IsPrefix(log, acked.log)
                   /\ UNCHANGED acked
    /\ UNCHANGED faults

----------------------------------------------------------------------------
(* View changes.                                                           *)

Leave(x) ==
    /\ TakesPart(x) /\ mach[x].view < MaxView
    /\ Become(x, [mach[x] EXCEPT !.view = @ + 1, !.status = "VIEW_CHANGE"])
    /\ UNCHANGED <<faults, acked, stopped>>

(* The log of the greatest log view; reports of machines that it does not  *)
(* name are discarded, and it is chosen again.                             *)
RECURSIVE Chosen(_)
Chosen(reports) ==
    IF Cardinality(reports) < Quorum
    THEN {}
    ELSE LET logView == CHOOSE v \in {m.lv : m \in reports} : \A m \in reports : m.lv <= v
             longest == CHOOSE m \in reports :
                            /\ m.lv = logView
                            /\ \A o \in reports : o.lv = logView => Len(o.log) <= Len(m.log)
             unnamed == {m \in reports : Named(longest.log)[MemberOf(m.from)] # m.from}
         IN IF unnamed = {} \/ "reports" \in Broken
            THEN {[log |-> longest.log, by |-> {m.from : m \in reports}]}
            ELSE Chosen(reports \ unnamed)

ChooseLog(x) ==
    /\ mach[x].status = "VIEW_CHANGE" /\ Primary(mach[x].view) = MemberOf(x)
    /\ \E others \in SUBSET {m \in msgs : m.type = "DoViewChange" /\ m.view = mach[x].view
                                          /\ MemberOf(m.from) # MemberOf(x)} :
        /\ \A m, o \in others : MemberOf(m.from) = MemberOf(o.from) => m = o
        /\ \E chosen \in Chosen(others \cup Said(x, mach[x])) :
            /\ x \in chosen.by
            /\ Become(x, [mach[x] EXCEPT !.log = chosen.log, !.lv = mach[x].view,
                                         !.commit = Least(@, Len(chosen.log)),
                                         !.status = "NORMAL"])
    /\ UNCHANGED <<faults, acked, stopped>>

(* A Prepare with its whole log stands for the StartView, too.             *)
AdoptStartView(x) ==
    /\ mach[x].status = "VIEW_CHANGE" /\ Primary(mach[x].view) # MemberOf(x)
    /\ \E m \in msgs :
        /\ m.type = "Prepare" /\ m.view = mach[x].view /\ Takes(x, m.from)
        /\ Become(x, [mach[x] EXCEPT !.log = m.log, !.lv = m.view, !.status = "NORMAL",
                                     !.commit = Least(Greatest(@, m.commit), Len(m.log))])
    /\ UNCHANGED <<faults, acked, stopped>>

----------------------------------------------------------------------------
(* Faults: never more than f disks lack what their members promised.       *)

Appear(x) ==
    /\ mach[x].status = "ABSENT" /\ faults < MaxFaults /\ NobodyLacks
    /\ Become(x, [mach[x] EXCEPT !.status = "RECOVERING"])
    /\ faults' = faults + 1
    /\ UNCHANGED <<acked, stopped>>

LoseLog(x) ==
    /\ TakesPart(x) /\ faults < MaxFaults /\ NobodyLacks
    /\ Become(x, [mach[x] EXCEPT !.log = <<>>, !.commit = 0, !.status = "RECOVERING",
                                 !.try = @ + 1])
    /\ faults' = faults + 1
    /\ UNCHANGED <<acked, stopped>>

(* Recovery: the question has a nonce of this start. Answered by whoever   *)
(* is NORMAL and has it committed that the asker is the member.            *)
Answer(y) ==
    /\ mach[y].status = "NORMAL"
    /\ \E x \in Machine \ {y} :
        /\ mach[x].status = "RECOVERING"
        /\ Named(Committed(y))[MemberOf(x)] = x
        /\ msgs' = msgs \cup {[type |-> "RecoverOk", to |-> x, try |-> mach[x].try,
                               view |-> mach[y].view, from |-> y,
                               log |-> IF Leads(y) THEN mach[y].log ELSE <<>>,
                               commit |-> IF Leads(y) THEN mach[y].commit ELSE 0]}
    /\ UNCHANGED <<mach, faults, acked, stopped>>

EndRecovery(x) ==
    /\ mach[x].status = "RECOVERING"
    /\ \E answers \in SUBSET {m \in msgs : m.type = "RecoverOk" /\ m.to = x
                                    /\ (m.try = mach[x].try \/ "nonce" \in Broken)} :
        /\ \A m, o \in answers : MemberOf(m.from) = MemberOf(o.from) => m = o
        /\ Cardinality(answers) >= Quorum
        /\ \E p \in answers :
            /\ Primary(p.view) = MemberOf(p.from)
            /\ \A m \in answers :
                /\ m.view <= p.view
                /\ Named(Cut(p.log, p.commit))[MemberOf(m.from)] = m.from
            /\ p.view >= mach[x].view
            /\ Become(x, [mach[x] EXCEPT !.log = IF "mark" \in Broken THEN <<>> ELSE p.log,
                                         !.commit = IF "mark" \in Broken THEN 0 ELSE p.commit,
                                         !.view = p.view, !.lv = p.view,
                                         !.status = "NORMAL"])
    /\ UNCHANGED <<faults, acked, stopped>>

----------------------------------------------------------------------------
Next == \E x \in Machine :
    \/ Prepare(x) \/ Replace(x) \/ AppendPrepared(x) \/ Commit(x)
    \/ Leave(x) \/ ChooseLog(x) \/ AdoptStartView(x)
    \/ Appear(x) \/ LoseLog(x) \/ Answer(x) \/ EndRecovery(x)

Spec == Init /\ [][Next]_vars

----------------------------------------------------------------------------
(* Whatever was acknowledged is in the log that every later view begins    *)
(* with.                                                                   *)
Durability ==
    \A m \in msgs : m.type = "Prepare" /\ m.view > acked.view => IsPrefix(acked.log, m.log)

(* No two logs are committed that do not agree.                            *)
NobodyStops == ~stopped

StatesFit ==
    \A x \in Machine :
        /\ mach[x].lv <= mach[x].view
        /\ mach[x].commit <= Len(mach[x].log)
        /\ mach[x].status = "NORMAL" => mach[x].lv = mach[x].view
=============================================================================
