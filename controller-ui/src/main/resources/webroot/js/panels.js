/** The panels at the sides: moved by their heads, closed by their cross, remembered in settings. */

export function makePanel(element, name, settings) {
  const head = element.querySelector('.panel-head');
  place(element, settings.panels[name]);
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
  });
  head.addEventListener('pointerup', () => {
    if (grip === null) return;
    grip = null;
    const box = element.getBoundingClientRect();
    settings.set('panels', { ...settings.panels, [name]: { left: box.left, top: box.top } });
  });
}

function place(element, at) {
  if (at?.left === undefined) return;
  element.classList.add('moved');
  element.style.left = `${at.left}px`;
  element.style.top = `${at.top}px`;
}
