/** The panels at the sides: moved by their heads, folded to their heads, remembered in settings. */

/** @param desk its `settings` are those of the position that sits here now */
export function makePanel(element, name, desk) {
  const head = element.querySelector('.panel-head');
  const remember = (change) => {
    const { settings } = desk;
    settings.set('panels', { ...settings.panels, [name]: { ...settings.panels[name], ...change } });
  };
  let grip = null;
  head.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.target.closest('button')) return;
    const box = element.getBoundingClientRect();
    grip = { dx: event.clientX - box.left, dy: event.clientY - box.top };
    head.setPointerCapture(event.pointerId);
  });
  head.addEventListener('pointermove', (event) => {
    if (grip === null) return;
    const left = Math.max(0, Math.min(innerWidth - 60, event.clientX - grip.dx));
    const top = Math.max(40, Math.min(innerHeight - 30, event.clientY - grip.dy));
    place(element, { left, top });
    grip.moved = true;
  });
  head.addEventListener('pointerup', () => {
    const moved = grip?.moved;
    grip = null;
    if (!moved) return;
    const box = element.getBoundingClientRect();
    remember({ left: box.left, top: box.top });
  });
  if (element.querySelector('.panel-close') !== null) return;
  const fold = document.createElement('button');
  fold.type = 'button';
  fold.className = 'panel-fold';
  fold.addEventListener('click', () => {
    remember({ folded: !element.classList.contains('folded') });
    arrangePanel(element, name, desk.settings);
  });
  head.append(fold);
}

/** Lays a panel where this position has it, as it has it. */
export function arrangePanel(element, name, settings) {
  const kept = settings.panels[name];
  const folded = kept?.folded === true;
  place(element, kept);
  element.classList.toggle('folded', folded);
  const fold = element.querySelector('.panel-fold');
  if (fold === null) return;
  fold.textContent = folded ? '+' : '–';
  fold.setAttribute('aria-label', `${folded ? 'Unfold' : 'Fold'} ${name}`);
  fold.setAttribute('aria-expanded', String(!folded));
}

function place(element, at) {
  const placed = at?.left !== undefined;
  element.classList.toggle('moved', placed);
  element.style.left = placed ? `${at.left}px` : '';
  element.style.top = placed ? `${at.top}px` : '';
}
