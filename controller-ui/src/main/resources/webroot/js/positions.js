/** Which position sits here: chosen from the list or named in the address (?position=UE&user=anna). */

const ORDER = ['executive', 'planner', 'assistant', 'flight-data', 'observer', 'supervisor'];

export class Positions {
  constructor(desk) {
    this.desk = desk;
    this.dialog = document.getElementById('positions');
    this.list = document.getElementById('positions-list');
    const address = new URLSearchParams(location.search);
    this.wanted = address.get('position') ?? '';
    this.user = address.get('user') ?? 'controller';
    this.taken = '';
    this.asked = false;
    document.getElementById('position').addEventListener('click', () => this.open());
    this.dialog.querySelector('.panel-close').addEventListener('click', () => this.close());
  }

  /** Once the first picture is there: takes what the address names, or offers the choice. */
  begin() {
    if (this.asked) return;
    this.asked = true;
    if (this.wanted !== '') this.take(this.wanted);
    else if (!this.desk.replay.active) this.open();
  }

  open() {
    const { picture } = this.desk;
    const isExternal = (position) =>
      picture.map.sectors.some((sector) => sector.external && position.sectors.includes(sector.id));
    const order = (position) => ORDER.indexOf(position.role) + (isExternal(position) ? ORDER.length : 0);
    const positions = [...picture.positions.values()].sort((a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1));
    const rows = positions.map((position) => {
      const button = document.createElement('button');
      button.type = 'button';
      const external = isExternal(position);
      const name = nameOf(picture, position);
      button.className = external ? 'external' : '';
      button.setAttribute('aria-label', `Take position ${position.id}`);
      for (const [tag, text] of [
        ['b', position.id],
        ['span', `${name} · ${position.role}`],
        ['em', position.user === '' ? '' : `held by ${position.user}`],
      ]) {
        const part = document.createElement(tag);
        part.textContent = text;
        button.append(part);
      }
      button.addEventListener('click', () => this.take(position.id));
      return button;
    });
    this.list.replaceChildren(...rows);
    this.dialog.hidden = false;
    rows[0]?.focus();
  }

  close() {
    this.dialog.hidden = true;
  }

  async take(id) {
    const outcome = this.desk.replay.active ? {} : await this.order(id); // a replay is looked at from anywhere
    if (outcome.rejected) {
      document.getElementById('positions-answer').textContent = outcome.rejected;
      this.open();
      return;
    }
    this.taken = id;
    const address = new URL(location.href);
    address.searchParams.set('position', id);
    address.searchParams.set('user', this.user);
    history.replaceState(null, '', address);
    this.close();
    this.desk.sitAt(id);
  }

  order(id) {
    return this.desk.orders.give({
      command: 'takePosition',
      value: { position: id },
      field: 'position',
      text: '',
      flight: undefined,
      label: `take position ${id}`,
    });
  }
}

export function nameOf(picture, position) {
  const definition = picture.adaptation?.positions.find((one) => one.id === position.id);
  return definition?.name || position.sectors.join(' ');
}
