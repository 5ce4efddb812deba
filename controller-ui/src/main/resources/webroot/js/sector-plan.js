/**
 * The sector plan in a supervisor's hands: which position is executive, and which planner, of each of
 * our sectors. What is chosen is a draft until it is ordered; then all of it holds at once, or nothing.
 */
import { Table } from './table.js';
import { twoStepButton } from './two-step.js';

const ROLES = ['executive', 'planner'];
const FIRST_CHOICE = 2; // the column of ROLES[0]

export class SectorPlan {
  /** @param page {picture, openSectors(version, holdings)} */
  constructor(page) {
    this.page = page;
    this.chosen = new Map(); // "role sector" -> {role, sector, position}, where it differs from what holds
    this.madeOn = 0; // the version of the plan that the draft was begun on
    this.awaited = null; // the version that the order made, until a frame shows it
    this.table = new Table(
      document.getElementById('sectors'),
      ['sector', 'name', ...ROLES, 'works there'].map((head) => ({ head })),
    );
    this.note = document.getElementById('sector-plan');
    this.open = twoStepButton('open sectors', 'open sectors as chosen', () => this.order());
    this.undo = document.createElement('button');
    this.undo.type = 'button';
    this.undo.textContent = 'as they are';
    this.undo.addEventListener('click', () => this.discard());
    document.getElementById('sector-actions').append(this.open, this.undo);
  }

  show() {
    const { picture } = this.page;
    if (picture.map === null) return;
    if (this.awaited !== null && this.version() >= this.awaited) this.discard();
    const offered = ROLES.map((role) => this.offered(role));
    this.table.show(
      picture.map.sectors.filter((sector) => !sector.external).map(({ id, name }) => ({
        key: `${id} ${offered.flat().join()}`,
        className: ROLES.some((role) => this.chosen.has(`${role} ${id}`)) ? 'doubtful' : '',
        made: (row) => ROLES.forEach((role, i) => row.cells[FIRST_CHOICE + i].append(this.choice(role, id, offered[i]))),
        cells: [id, name, null, null, this.workers(id)],
      })),
    );
    for (const select of document.querySelectorAll('#sectors select')) {
      const { role, sector } = select.dataset;
      const wanted = this.chosen.get(`${role} ${sector}`)?.position ?? this.holder(role, sector);
      if (select.value !== wanted) select.value = wanted;
    }
    const draft = this.chosen.size === 0 ? '' : `, ${this.chosen.size} chosen otherwise and not ordered`;
    this.note.textContent = `plan ${this.version()}${draft}`;
    this.open.disabled = this.chosen.size === 0 || this.awaited !== null;
    this.undo.disabled = this.open.disabled;
  }

  /** The positions of this role that are ours: those of a neighbouring centre hold its sectors only. */
  offered(role) {
    const external = new Set(this.page.picture.map.sectors.filter((sector) => sector.external).map(({ id }) => id));
    return this.page.picture.adaptation.positions
      .filter((position) => position.role === role && !position.sectors.some((sector) => external.has(sector)))
      .map(({ id }) => id);
  }

  choice(role, sector, positions) {
    const select = document.createElement('select');
    select.dataset.role = role;
    select.dataset.sector = sector;
    select.setAttribute('aria-label', `${role} of ${sector}`);
    for (const id of role === 'executive' ? positions : ['', ...positions]) select.add(new Option(id === '' ? 'none' : id, id));
    select.addEventListener('change', () => this.choose(role, sector, select.value));
    return select;
  }

  choose(role, sector, position) {
    if (this.chosen.size === 0) this.madeOn = this.version();
    const key = `${role} ${sector}`;
    if (position === this.holder(role, sector)) this.chosen.delete(key);
    else this.chosen.set(key, { role, sector, position });
    this.show();
  }

  /** The position of this role that holds the sector; empty when none does. */
  holder(role, sector) {
    for (const position of this.page.picture.positions.values()) {
      if (position.role === role && position.sectors.includes(sector)) return position.id;
    }
    return '';
  }

  workers(sector) {
    const holders = ROLES.map((role) => this.page.picture.positions.get(this.holder(role, sector)));
    return holders.map((position) => position?.user ?? '').filter((user) => user !== '').join(', ') || 'nobody';
  }

  /** The version of the plan in force: that of its latest change. */
  version() {
    return Math.max(0, ...[...this.page.picture.positions.values()].map((position) => position.sectorsVersion));
  }

  /** What each position that gains or loses a sector is to hold, in the adaptation's order. */
  holdings() {
    const held = new Map();
    const of = (id) => {
      if (!held.has(id)) held.set(id, new Set(this.page.picture.positions.get(id).sectors));
      return held.get(id);
    };
    for (const { role, sector, position } of this.chosen.values()) {
      const before = this.holder(role, sector);
      if (before !== '') of(before).delete(sector);
      if (position !== '') of(position).add(sector);
    }
    const order = this.page.picture.map.sectors.map(({ id }) => id);
    return [...held].map(([position, sectors]) => ({ position, sectors: order.filter((id) => sectors.has(id)) }));
  }

  /** A plan refused is the plan in force: it is chosen anew from what holds now. */
  async order() {
    const outcome = await this.page.openSectors(this.madeOn, this.holdings());
    if (outcome.rejected === undefined) this.awaited = outcome.version;
    else this.discard();
  }

  discard() {
    this.chosen.clear();
    this.awaited = null;
  }
}
