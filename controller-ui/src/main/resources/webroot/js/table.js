/** A table whose rows keep their elements while their cells change, so that a click is never lost. */

export class Table {
  /** @param columns [{head, className}]; @param element the table to fill */
  constructor(element, columns) {
    this.columns = columns;
    this.rows = new Map();
    const head = element.createTHead().insertRow();
    for (const column of columns) {
      const cell = document.createElement('th');
      cell.scope = 'col';
      cell.textContent = column.head;
      head.append(cell);
    }
    this.body = element.createTBody();
  }

  /** @param rows [{key, className, cells: [text], title, note: words under the row, made(row) once}] in order */
  show(rows) {
    const present = new Set(rows.map((row) => row.key));
    for (const [key, row] of this.rows) {
      if (present.has(key)) continue;
      row.element.remove();
      this.rows.delete(key);
    }
    rows.forEach((row, index) => {
      const held = this.rows.get(row.key) ?? this.add(row);
      update(held, row);
      if (this.body.rows[index] !== held.element) {
        this.body.insertBefore(held.element, this.body.rows[index] ?? null);
      }
    });
  }

  add(row) {
    const element = document.createElement('tr');
    const cells = this.columns.map(() => element.insertCell());
    const held = { element, cells, texts: [] };
    this.rows.set(row.key, held);
    row.made?.(held);
    return held;
  }
}

function update(held, row) {
  const className = row.className ?? '';
  if (held.element.className !== className) held.element.className = className;
  if (row.title !== undefined && held.element.title !== row.title) held.element.title = row.title;
  const note = row.note ?? '';
  if ((held.element.dataset.note ?? '') !== note) {
    if (note === '') delete held.element.dataset.note;
    else held.element.dataset.note = note;
  }
  row.cells.forEach((text, index) => {
    if (text === null || held.texts[index] === text) return;
    held.texts[index] = text;
    held.cells[index].textContent = text;
  });
}
