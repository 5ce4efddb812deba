/**
 * The replicas in order of preference: one is asked for bodies, the others for digests. Which that is
 * changes when it ends, lies, or does not bring what others have spoken of.
 */

/** How long the preferred source may take to open before another is used, milliseconds. */
const PREFERRED_OPENS = 50;

export class Sources {
  constructor(names, quorum, actions) {
    this.actions = actions;
    this.byName = new Map();
    this.whole = null; // the source that is asked for bodies
    this.firstOpenedAt = null;
    this.turn = 0;
    this.listenTo(names, quorum);
  }

  /** These are the replicas from now on; those who stay are as they were. Gives those who go. */
  listenTo(names, quorum) {
    this.quorum = quorum;
    const before = this.byName;
    this.inOrder = names.map((name) => before.get(name) ?? newSource(name));
    this.byName = new Map(this.inOrder.map((source) => [source.name, source]));
    return [...before.values()].filter((source) => !this.byName.has(source.name));
  }

  /** One whose word no longer counts. */
  leave(source, firstWanted) {
    source.open = false;
    source.mode = null;
    if (this.whole === source) this.takeWholeFrom(this.nextWhole(null), firstWanted);
    if (source.light === 'CLOSED') return;
    source.light = 'CLOSED';
    this.actions.push({ type: 'light', source: source.name, state: 'CLOSED' });
  }

  listensTo(name) {
    return this.byName.has(name);
  }

  names() {
    return [...this.byName.keys()];
  }

  named(name) {
    return this.byName.get(name);
  }

  opened(now, source) {
    source.open = true;
    source.mode = null;
    source.vouching = false;
    source.heardAt = now;
    this.firstOpenedAt ??= now;
  }

  closed(source, firstWanted) {
    source.open = false;
    source.mode = null;
    this.replace(source, firstWanted);
  }

  /** Where this is the source of bodies, another is from now on. */
  replace(source, firstWanted) {
    if (this.whole === source) this.takeWholeFrom(this.nextWhole(source), firstWanted);
  }

  chooseWhole(now, isJoined, firstWanted) {
    if (this.whole !== null && this.whole.open) return;
    const waited = this.firstOpenedAt !== null && now - this.firstOpenedAt >= PREFERRED_OPENS;
    if (isJoined || this.inOrder[0].open || waited) this.takeWholeFrom(this.nextWhole(null), firstWanted);
  }

  takeWholeFrom(source, firstWanted) {
    const before = this.whole;
    this.whole = source;
    if (source === null || before === source) return;
    if (before?.open && before.mode === 'WHOLE') this.setMode(before, 'DIGEST', firstWanted);
    if (source.mode !== null) this.setMode(source, 'WHOLE', firstWanted);
  }

  /** The source of bodies does not bring this one. */
  askAnotherForWhole(number) {
    const before = this.whole;
    const source = this.nextWhole(before);
    if (source === null || source === before) return;
    this.whole = source;
    if (before?.open) this.setMode(before, 'DIGEST', number);
    this.setMode(source, 'WHOLE', number);
  }

  /** The source of bodies does not even bring a picture to begin with. */
  joinThroughAnother() {
    const source = this.nextWhole(this.whole);
    if (source === null) return;
    this.whole = source;
    source.mode = 'WHOLE';
    this.actions.push({ type: 'subscribe', source: source.name, from: 0, mode: 'WHOLE' });
  }

  /** The next source after this one, in order of preference and turn, that can give bodies. */
  nextWhole(after) {
    const start = after === null ? 0 : this.inOrder.indexOf(after) + 1;
    const turned = [...this.inOrder.slice(start), ...this.inOrder.slice(0, start)];
    const able = turned.filter((source) => source.open && !source.suspect);
    return able.find((source) => !source.silent && source !== after) ?? able[0] ?? null;
  }

  /** Digest sources wait for the first keyframe: before it nobody knows where to begin. */
  subscribeAll(from) {
    for (const source of this.inOrder) {
      if (!source.open || source.mode !== null) continue;
      const mode = source === this.whole ? 'WHOLE' : 'DIGEST';
      if (mode === 'DIGEST' && from === 0) continue;
      source.mode = mode;
      this.actions.push({ type: 'subscribe', source: source.name, from, mode });
    }
  }

  /** Those asked for bodies in vain while joining give digests. */
  onlyOneGivesBodies(firstWanted) {
    for (const source of this.inOrder) {
      const idle = source !== this.whole && source.open && source.mode === 'WHOLE';
      if (idle) this.setMode(source, 'DIGEST', firstWanted);
    }
  }

  setMode(source, mode, from) {
    source.mode = mode;
    this.actions.push({ type: 'setMode', source: source.name, mode, from });
  }

  usable() {
    return this.inOrder.filter((source) => source.open && !source.suspect);
  }

  nextInTurn() {
    const usable = this.usable();
    return usable.length === 0 ? null : usable[this.turn++ % usable.length];
  }

  /** The highest number that f+1 have spoken of. */
  reachedByQuorum() {
    const reached = this.inOrder.map((source) => source.latest).sort((a, b) => b - a);
    return reached[this.quorum - 1] ?? 0;
  }

  tellLights(now, pace) {
    for (const source of this.inOrder) {
      source.silent = source.open && now - source.heardAt >= pace.silent;
      const state = lightOf(source);
      if (state === source.light) continue;
      source.light = state;
      this.actions.push({ type: 'light', source: source.name, state });
    }
  }

  /** How a picture stands that f+1 have not confirmed. */
  unconfirmedLight() {
    const live = this.usable().filter((source) => !source.silent).length;
    return live <= 1 ? 'SINGLE_SOURCE' : 'UNCONFIRMED';
  }
}

function lightOf(source) {
  if (!source.open) return 'CLOSED';
  if (source.suspect) return 'SUSPECT';
  return source.silent ? 'SILENT' : 'LIVE';
}

function newSource(name) {
  return {
    name,
    open: false,
    mode: null, // what it was last asked to send
    heardAt: 0,
    latest: 0, // the highest number it has spoken of
    silent: false,
    suspect: false,
    vouching: false, // was asked for the picture of genesis, to compare
    agreeing: 0, // frames in a row, since it became suspect, on which it agreed with f+1
    agreedNumber: 0,
    light: 'CLOSED',
  };
}
