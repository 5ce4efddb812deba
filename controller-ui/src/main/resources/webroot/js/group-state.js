/** What the replicas' own words add up to. */
import { hex } from './wire.js';

const SILENT = 1000;
const DIGESTS_KEPT = 100;

const EPOCH_BITS = 48n;
const VIEW_MASK = (1n << 40n) - 1n;

/** A view-number for a person: 7, and 2/7 where the group's size was changed twice before (adr 0043). */
export function viewWords(view) {
  const epoch = view >> EPOCH_BITS;
  return epoch === 0n ? String(view) : `${epoch}/${view & VIEW_MASK}`;
}

export class GroupState {
  constructor() {
    this.members = [];
    this.quorum = 0;
    this.replay = false; // what is shown was recorded
    this.statuses = new Map(); // replica -> {status, arrivedAt}
    this.digests = new Map(); // replica -> Map frame -> digest
    this.viewSince = null;
    this.view = -1n;
  }

  welcome({ members, quorum }) {
    this.members = members;
    this.quorum = quorum;
  }

  /** Who follows behind the members, as the primary has them: {index, opNumber}. */
  learners({ leader, primary }) {
    const its = primary === undefined ? leader : (this.statuses.get(primary)?.status ?? leader);
    return (its?.peers ?? []).filter(({ index, connected }) => connected && index >= this.members.length);
  }

  hear(replica, status, now) {
    this.statuses.set(replica, { status, arrivedAt: now });
    const its = this.digests.get(replica) ?? new Map();
    this.digests.set(replica, its);
    its.set(Number(status.frame), hex(status.frameDigest));
    if (its.size > DIGESTS_KEPT) its.delete(its.keys().next().value);
    if (status.view > this.view) {
      if (this.view >= 0n) this.viewSince = now;
      this.view = status.view;
    }
  }

  /** The alarms that each replica has told, the dead ones' last words too. */
  told(now) {
    return [...this.statuses].map(([replica, { status, arrivedAt }]) => ({
      replica,
      live: this.isLive(replica, now),
      heardAgo: now - arrivedAt,
      alarms: status.groupAlarms,
    }));
  }

  isLive(replica, now) {
    const held = this.statuses.get(replica);
    return held !== undefined && now - held.arrivedAt < SILENT;
  }

  /** Members that are heard here and take part: one that is cut off from the others does not. */
  working(now) {
    return this.members.filter(({ index }) => {
      if (!this.isLive(index, now)) return false;
      const { status, groupAlarms } = this.statuses.get(index).status;
      return status === 'NORMAL' && groupAlarms.every(({ kind }) => kind !== 'QUORUM_LOST');
    }).length;
  }

  summary(now) {
    const live = this.members.filter(({ index }) => this.isLive(index, now));
    const working = this.working(now);
    const word =
      live.length === 0
        ? 'LOST'
        : this.replay
          ? 'REPLAY'
        : working < this.quorum
          ? 'READ-ONLY'
          : working < this.members.length
            ? 'DEGRADED'
            : 'NORMAL';
    const leader = live
      .map(({ index }) => this.statuses.get(index).status)
      .filter((status) => status.status === 'NORMAL')
      .sort((a, b) => (a.view < b.view ? 1 : -1))[0];
    const primary = leader?.primary;
    const its = primary === undefined ? undefined : this.statuses.get(primary)?.status;
    return { word, tolerated: Math.max(0, working - this.quorum), leader, primary, its, live };
  }

  /** Whether the digests at the latest frame all live replicas have spoken of are the same. */
  compareDigests(now) {
    const live = this.members.filter(({ index }) => this.isLive(index, now)).map(({ index }) => index);
    if (live.length === 0) return { frame: null, equal: new Map() };
    const sets = live.map((index) => this.digests.get(index) ?? new Map());
    const frame = [...sets[0].keys()].reverse().find((number) => sets.every((set) => set.has(number)));
    if (frame === undefined) return { frame: null, equal: new Map() };
    const counts = new Map();
    for (const set of sets) counts.set(set.get(frame), (counts.get(set.get(frame)) ?? 0) + 1);
    const [usual] = [...counts].sort((a, b) => b[1] - a[1])[0];
    return { frame, equal: new Map(live.map((index, at) => [index, sets[at].get(frame) === usual])) };
  }

  /** Displays connected to any replica, by name. */
  displays(now) {
    const byName = new Map();
    for (const [replica, { status, arrivedAt }] of this.statuses) {
      if (now - arrivedAt > SILENT) continue;
      for (const display of status.displays) {
        const before = byName.get(display.name);
        if (before === undefined || before.frame < display.frame) byName.set(display.name, display);
      }
    }
    return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
