/** The controller working position: joins the display worker, the picture, the scope and the panels. */
import { AccessibleList } from './accessible-list.js';
import { Actions } from './actions.js';
import { CommandLine } from './command-line.js';
import { Feed } from './feed.js';
import { Headline } from './headline.js';
import { Keys } from './keys.js';
import { Lists } from './lists.js';
import { closeMenu } from './menus.js';
import { Orders } from './orders.js';
import { Pace } from './pace.js';
import { arrangePanel, makePanel } from './panels.js';
import { Picture } from './picture.js';
import { PlanWindow } from './plan-window.js';
import { Positions, nameOf } from './positions.js';
import { Replay } from './replay.js';
import { Scope } from './scope.js';
import { Settings } from './settings.js';
import { Sound } from './sound.js';
import { alertWord, contains, subjectsOf } from './subjects.js';
import { COLOUR } from './theme.js';
import { Toolbar } from './toolbar.js';
import { VerticalView } from './vertical-view.js';
import { View } from './view.js';
import { loadWire } from './wire.js';

const LISTS_EVERY = 400;
/** Around the own sectors, where a thin line is reduced to them: 40 NM. */
const AROUND_METRES = 74_080;
const LINE_WORDS = Object.freeze({
  WHOLE: 'the line carries every picture again',
  SLOW: 'the line is too thin for ten pictures a second: one a second is shown',
  REDUCED: 'the line is too thin for the whole picture: reduced to your area',
});
const PANELS = ['inbound', 'assumed', 'departures', 'alerts', 'vertical', 'plan', 'messages'];

class Controller {
  constructor(wire) {
    this.wire = wire;
    this.picture = new Picture();
    this.position = { id: '', sectors: new Set(), volumes: [] };
    this.settings = new Settings(new URLSearchParams(location.search).get('position'));
    this.view = new View();
    this.selected = null;
    this.quickLook = false;
    this.lookSector = ''; // another sector whose labels are shown whole
    this.subjects = [];
    this.tools = { lines: [], routes: new Set(), cursor: null, measuring: false };
    this.heard = new Set(); // alerts that have sounded
    this.begun = false; // a picture was shown
    this.adaptationVersion = 0;
    this.netsMapped = null; // what the areas on the map were drawn by
    this.listsAt = 0;
    this.reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;

    const user = new URLSearchParams(location.search).get('user') ?? 'controller';
    this.name = `display-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
    this.pace = new Pace();
    this.headline = new Headline();
    this.lists = new Lists(this);
    const line = new URLSearchParams(location.search).get('line')?.toUpperCase();
    this.feed = new Feed({ name: this.name, user, version: '', line }, this);
    this.replay = new Replay(this);
    this.orders = new Orders(wire, (bytes) => this.submit(bytes), (text, tone) => this.lists.said(text, tone), this.pace);
    this.actions = new Actions(this);
    this.planWindow = new PlanWindow(this);
    this.verticalView = new VerticalView(this);
    this.positions = new Positions(this);
    this.commandLine = new CommandLine(this);
    this.sound = new Sound(document.getElementById('sound'));
    this.toolbar = new Toolbar(this);
    this.scope = new Scope(this, this.view);
    this.accessible = new AccessibleList(this, document.getElementById('tools'));
    for (const panel of PANELS) makePanel(document.getElementById(panel), panel, this);
    this.arrangePanels();
    this.keys = new Keys(this);
  }

  // ------------------------------------------------------------------- what the worker tells

  rebase({ keyframe, bodies }) {
    const first = !this.begun;
    this.begun = true;
    this.picture.applyKeyframe(this.wire.readKeyframe(keyframe));
    for (const body of bodies) this.picture.applyFrame(this.wire.readFrame(body));
    this.adaptationVersion++;
    if (this.position.id !== '') this.sitAt(this.position.id);
    if (first) {
      this.restoreView();
      this.positions.begin();
    }
    this.pictureChanged();
  }

  /** A replay has gone elsewhere in time: what was shown is no past of what comes. */
  anew() {
    this.picture.endPast();
    this.heard.clear();
  }

  replayed({ state }) {
    this.replay.told(state);
  }

  replayEvents({ from, events }) {
    this.replay.timeline(from, events);
  }

  async submit(bytes) {
    return this.replay.active ? { failed: 'this is a replay: nothing can be ordered' } : this.feed.submit(bytes);
  }

  show({ body, at }) {
    this.pace.arrived(at);
    const { map } = this.picture;
    this.picture.applyFrame(this.wire.readFrame(body));
    if (this.picture.map !== map) this.adapted();
    const seat = this.picture.positions.get(this.position.id);
    if (seat !== undefined && seat.sectorsVersion !== this.position.sectorsVersion) this.sitAt(seat.id);
    this.pictureChanged();
  }

  /** Another adaptation is in force: the map and what this position holds are its. */
  adapted() {
    this.adaptationVersion++;
    this.sitAt(this.position.id);
    this.toolbar.offerSectors(this.otherSectors());
    this.lists.said(`adaptation version ${this.picture.adaptationStatus?.version ?? ''} is in force`, 'information');
  }

  /** The sectors that this position does not hold. */
  otherSectors() {
    return this.picture.map.sectors.map((sector) => sector.id).filter((id) => !this.position.sectors.has(id));
  }

  pictureChanged() {
    const now = performance.now();
    this.orders.settle(this.picture, now);
    this.headline.time(this.picture.time, false);
    this.headline.qnh(this.picture.safetyNets);
    this.soundAlerts();
    if (now - this.listsAt >= LISTS_EVERY) {
      this.listsAt = now;
      this.lists.show();
      this.planWindow.show();
    }
    this.scope.redraw();
    this.verticalView.show(now);
    this.accessible.show(this.subjects, now);
  }

  welcome({ welcome }) {
    if (welcome.replay) this.replay.begin();
    this.headline.welcome(welcome);
  }

  light({ source, state }) {
    this.headline.light(source, state);
  }

  status({ replica, status }) {
    this.headline.status(replica, status);
  }

  /** What the display's line carries. */
  line({ line }) {
    this.headline.line(line);
    this.picture.reducedTo = line === 'REDUCED' ? this.area() : null;
    this.lists.said(LINE_WORDS[line], line === 'WHOLE' ? 'information' : 'warning');
  }

  /** The own sectors and some miles around, metres on the plane; null without a sector. */
  area() {
    const borders = this.position.volumes.flatMap((volume) => volume.border);
    if (borders.length === 0) return null;
    const xs = borders.map(({ x }) => x);
    const ys = borders.map(({ y }) => y);
    return {
      west: Math.floor(Math.min(...xs) - AROUND_METRES),
      south: Math.floor(Math.min(...ys) - AROUND_METRES),
      east: Math.ceil(Math.max(...xs) + AROUND_METRES),
      north: Math.ceil(Math.max(...ys) + AROUND_METRES),
    };
  }

  measured({ measures }) {
    this.headline.measured(measures);
  }

  /** How far the picture can be relied on. */
  reliance({ state: told }) {
    const state = this.replay.active ? this.replay.relies(told) : told;
    this.headline.picture(state);
    this.headline.time(this.picture.time, state === 'STALE' || state === 'FROZEN');
    this.scope.redraw();
  }

  suspect({ source, number, reason }) {
    this.lists.said(`R${source} ${reason} (frame ${number}): its word no longer counts`, 'urgent');
  }

  readmit({ source }) {
    this.lists.said(`R${source} agrees again: its word counts`, 'information');
  }

  contradicted({ number }) {
    this.lists.said(`frame ${number} was shown unconfirmed and is contradicted: the majority's picture follows`, 'urgent');
  }

  event({ text }) {
    this.lists.said(text, 'information');
  }

  regrouped({ members, quorum }) {
    this.headline.regrouped({ members, quorum });
  }

  outOfReach({ address }) {
    this.lists.said(`this page cannot reach the new member at ${address}: reload it when traffic permits`, 'warning');
  }

  otherGroup() {
    this.lists.said('another group answers at this address: reload to see it', 'warning');
  }

  soundAlerts() {
    for (const alert of this.picture.alerts.values()) {
      if (this.heard.has(alert.id)) continue;
      this.heard.add(alert.id);
      if (alertWord(alert).urgent) this.sound.alert();
    }
    for (const id of this.heard) if (!this.picture.alerts.has(id)) this.heard.delete(id);
  }

  // ---------------------------------------------------------------------------------- position

  sitAt(id) {
    const position = this.picture.positions.get(id);
    if (position === undefined) return;
    const sectors = new Set(position.sectors);
    const map = this.picture.map.sectors.filter((sector) => sectors.has(sector.id));
    const moved = this.position.id !== id;
    this.position = {
      id,
      role: position.role,
      sectors,
      sectorsVersion: position.sectorsVersion,
      volumes: map.flatMap((sector) => sector.volumes),
    };
    this.feed.setPosition(id);
    this.feed.setArea(this.area());
    if (this.picture.reducedTo !== null) this.picture.reducedTo = this.area();
    const name = nameOf(this.picture, position);
    document.getElementById('position-name').textContent = name;
    document.getElementById('position-detail').textContent = `${position.sectors.join(' ')} · ${position.role}`;
    document.querySelector('#inbound .panel-title').textContent = `Inbound ${position.sectors.join(' ')}`;
    if (!moved) return;
    this.adaptationVersion++;
    this.settings = new Settings(id);
    this.toolbar.offerSectors(this.otherSectors());
    this.toolbar.show();
    this.arrangePanels();
    this.restoreView();
    this.lists.show();
    this.scope.redraw();
  }

  arrangePanels() {
    for (const panel of PANELS) arrangePanel(document.getElementById(panel), panel, this.settings);
  }

  restoreView() {
    if (this.settings.view !== null) {
      Object.assign(this.view, this.settings.view);
      this.view.version++;
      return;
    }
    const { map } = this.picture;
    const own = map.sectors.filter((sector) => this.position.sectors.has(sector.id));
    const shown = own.length > 0 ? own : map.sectors.filter((sector) => !sector.external);
    const borders = (shown.length > 0 ? shown : map.sectors).flatMap((sector) => sector.volumes.flatMap((v) => v.border));
    const places = borders.length > 0 ? borders : [...map.points.values()];
    if (places.length > 0) this.view.fit(places, { left: 400, right: 330, top: 70, bottom: 50 });
  }

  viewChanged() {
    const { centreX, centreY, metresPerPixel } = this.view;
    this.settings.set('view', { centreX, centreY, metresPerPixel });
  }

  // ------------------------------------------------------------------------------- the scene

  scene(view) {
    const { picture, position, settings, tools } = this;
    const state = this.headline.state;
    if (picture.time !== null) {
      this.subjects = subjectsOf(picture, position, {
        selected: this.selected,
        hovered: this.scope?.hovered ?? null,
        quickLook: this.quickLook,
        lookSector: this.lookSector,
        orders: this.orders,
      });
    }
    const now = performance.now();
    return {
      picture,
      position,
      settings,
      tools,
      view,
      now,
      subjects: this.subjects,
      hovered: this.scope?.hovered ?? null,
      frozen: state === 'FROZEN',
      blinkOff: !this.reducedMotion && Math.floor(now / 500) % 2 === 1,
      reducedMotion: this.reducedMotion,
      groundAt: (x, y) => {
        const place = view.toPlane(x, y);
        const own = position.volumes.some((volume) => contains(volume.border, place));
        return own ? COLOUR.ownSector : COLOUR.outside;
      },
      covered: this.coveredByPanels(),
      area: { left: 6, top: 6, right: view.width - 6, bottom: view.height - 6 },
    };
  }

  /** Where panels lie on the scope; measured now and then, for a layout costs more than a frame. */
  coveredByPanels() {
    const now = performance.now();
    if (now - (this.coveredAt ?? -Infinity) < 500) return this.covered;
    this.coveredAt = now;
    const scope = document.getElementById('scope').getBoundingClientRect();
    const panels = PANELS.map((panel) => document.getElementById(panel)).filter((element) => !element.hidden);
    const boxes = panels.map((element) => element.getBoundingClientRect());
    this.covered = boxes.map((box) => ({
      x: box.left - scope.left,
      y: box.top - scope.top,
      width: box.width,
      height: box.height,
    }));
    this.showAlertsThrough(panels);
    return this.covered;
  }

  /** A panel that lies over an aircraft under alert lets it be seen. */
  showAlertsThrough(panels) {
    const alerted = this.subjects
      .filter((subject) => subject.alerts.length > 0)
      .map((subject) => this.view.toScreen(subject.place));
    panels.forEach((panel, index) => {
      const box = this.covered[index];
      const over = alerted.some(
        ({ x, y }) => x > box.x && y > box.y && x < box.x + box.width && y < box.y + box.height,
      );
      panel.classList.toggle('over-alert', over);
    });
  }

  mapVersion() {
    const nets = this.picture.safetyNets;
    if (nets !== this.netsMapped) {
      this.netsMapped = nets;
      this.adaptationVersion++;
    }
    return `${this.adaptationVersion} ${this.toolbar?.version ?? 0}`;
  }

  subjectOf(track) {
    return this.subjects.find((subject) => subject.id === track);
  }

  screenOf(subject) {
    const box = document.getElementById('scope').getBoundingClientRect();
    const at = this.view.toScreen(subject.place);
    return { x: box.left + at.x, y: box.top + at.y };
  }

  redraw() {
    this.scope.redraw();
  }

  // ------------------------------------------------------------------------------------ hands

  clicked(hit, button, event) {
    if (button === 1 || (button === 0 && this.tools.measuring)) this.measure(hit, event);
    else if (hit === null) {
      if (button === 0) this.select(null);
    } else if (button === 0) {
      this.select(hit.subject.id);
      if (hit.field === 'symbol') {
        if (hit.subject.flight !== undefined && !document.getElementById('plan').hidden) this.openPlan(hit.subject.flight);
      } else this.actions.open(hit.subject, hit.field, event.clientX, event.clientY);
    } else if (button === 2) this.rightClicked(hit);
  }

  rightClicked(hit) {
    const { flight } = hit.subject;
    if (hit.field === 'callsign') this.actions.doDefault(hit.subject);
    else if (flight !== undefined) this.toggleRoute(flight.id);
  }

  /** Two clicks make a measuring line; a click on its first end again takes it away. */
  measure(hit, event) {
    const end = hit === null ? { place: this.nearestPoint(event.offsetX, event.offsetY) } : { track: hit.subject.id };
    const unfinished = this.tools.lines.find((line) => line.to === null);
    if (unfinished === undefined) this.tools.lines.push({ from: end, to: null });
    else if (end.track !== undefined && end.track === unfinished.from.track) {
      this.tools.lines = this.tools.lines.filter((line) => line !== unfinished);
    } else {
      unfinished.to = end;
      this.toolbar.setMeasuring(false);
    }
    this.redraw();
  }

  nearestPoint(x, y) {
    for (const place of this.picture.map?.points.values() ?? []) {
      const at = this.view.toScreen(place);
      if (Math.hypot(at.x - x, at.y - y) < 10) return place;
    }
    return this.view.toPlane(x, y);
  }

  pointerAt(x, y) {
    this.tools.cursor = { x, y };
    if (this.tools.lines.some((line) => line.to === null)) this.redraw();
  }

  select(track) {
    this.selected = track ?? null;
    this.verticalView.show(performance.now());
    this.redraw();
  }

  selectFlight(flight) {
    if (flight === undefined) return;
    if (flight.track !== 0) this.select(flight.track);
    this.openPlan(flight);
  }

  /** Brings a track into view and marks it. */
  find(number) {
    const track = this.picture.tracks.get(number);
    if (track === undefined) return;
    const place = this.picture.place(track);
    const at = this.view.toScreen(place);
    const inside = at.x > 420 && at.y > 60 && at.x < this.view.width - 340 && at.y < this.view.height - 60;
    if (!inside) {
      this.view.centreX = place.x;
      this.view.centreY = place.y;
      this.view.version++;
    }
    this.select(number);
  }

  openPlan(flight) {
    if (flight !== undefined) this.planWindow.open(flight);
  }

  toggleRoute(id) {
    if (!this.tools.routes.delete(id)) this.tools.routes.add(id);
    this.redraw();
  }

  isLabelDragged(track) {
    return this.scope.traffic.dragged.has(track);
  }

  releaseLabel(track) {
    this.scope.traffic.dragged.delete(track);
    this.redraw();
  }

  acknowledgeAll() {
    for (const alert of this.picture.alerts.values()) {
      if (!alert.acknowledged) this.actions.acknowledgeAlert(alert);
    }
  }

  clearTools() {
    closeMenu();
    this.tools.lines = [];
    this.tools.routes.clear();
    this.toolbar.setMeasuring(false);
    this.planWindow.close();
    this.positions.close();
    this.select(null);
  }
}

const desk = new Controller(await loadWire());

/** For tests and for people who look closely: what this page shows and has measured. */
globalThis.vigil = {
  desk,
  locate: (name, field) => desk.scope.locate(name, field),
  measures: () => desk.headline.measures,
  pace: () => desk.pace.summary(),
  labels: () => desk.scope.traffic.placed.map(({ subject, rect, segments }) => ({
    name: desk.picture.nameOf(subject.track),
    control: subject.control,
    rect,
    texts: segments.map((segment) => segment.text),
  })),
};
