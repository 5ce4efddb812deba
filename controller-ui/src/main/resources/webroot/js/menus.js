/** A menu at a label's field: the default under the cursor; wheel, digits, arrows and Enter. */

let open = null;

/**
 * @param menu {title, x, y, items: [{text, value, isDefault, isCurrent}], digits, pick(value)};
 *     `digits` (text) => value or null lets a value be typed that is not in the list
 */
export function openMenu({ title, x, y, items, digits, pick, hint }) {
  closeMenu();
  const element = document.createElement('div');
  element.className = 'menu';
  element.setAttribute('role', 'menu');
  element.setAttribute('aria-label', title);
  const head = document.createElement('div');
  head.className = 'menu-head';
  head.textContent = title;
  const list = document.createElement('div');
  list.className = 'menu-list';
  element.append(head, list);
  const before = document.activeElement;
  const close = () => {
    if (open?.element !== element) return;
    open = null;
    element.remove();
    document.removeEventListener('pointerdown', outside, true);
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  };
  const choose = (value) => {
    close();
    pick(value);
  };
  const buttons = items.map((item) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('role', 'menuitem');
    button.textContent = item.text;
    if (item.isCurrent) button.classList.add('current');
    if (item.isDefault) button.classList.add('default');
    button.addEventListener('click', () => choose(item.value));
    list.append(button);
    return button;
  });
  let typed = '';
  element.addEventListener('keydown', (event) => {
    event.stopPropagation();
    const at = buttons.indexOf(document.activeElement);
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') buttons[Math.min(buttons.length - 1, at + 1)]?.focus();
    else if (event.key === 'ArrowUp') buttons[Math.max(0, at - 1)]?.focus();
    else if (event.key === 'Enter' && typed !== '') {
      const value = digits?.(typed);
      if (value !== null && value !== undefined) choose(value);
    } else if (event.key === 'Backspace') show(typed.slice(0, -1));
    else if (digits !== undefined && /^[0-9A-Za-z.]$/.test(event.key)) show(typed + event.key.toUpperCase());
    else return;
    event.preventDefault();
  });
  const show = (text) => {
    typed = text;
    head.textContent = text === '' ? title : `${title}: ${text}`;
    const match = buttons.find((button) => text !== '' && button.textContent.startsWith(text));
    match?.scrollIntoView({ block: 'nearest' });
    match?.focus();
  };
  // A notch of the wheel is one value, and the one under the cursor is the one a click takes.
  list.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      list.scrollTop += Math.sign(event.deltaY) * (buttons[0]?.offsetHeight ?? 0);
    },
    { passive: false },
  );
  const outside = (event) => {
    if (!element.contains(event.target)) close();
  };
  document.addEventListener('pointerdown', outside, true);
  if (hint !== undefined) {
    const foot = document.createElement('div');
    foot.className = 'menu-hint';
    foot.textContent = hint;
    element.append(foot);
  }
  document.body.append(element);
  open = { element, close };
  settle(element, list, buttons, items, x, y);
}

/** Lays the menu so that the default item is under the cursor, inside the window. */
function settle(element, list, buttons, items, x, y) {
  const index = Math.max(0, items.findIndex((item) => item.isDefault));
  const button = buttons[index];
  if (button === undefined) return;
  list.scrollTop = button.offsetTop - list.clientHeight / 2 + button.offsetHeight / 2;
  const box = element.getBoundingClientRect();
  const its = button.getBoundingClientRect();
  const left = x - box.width / 3;
  const top = y - (its.top - box.top) - its.height / 2;
  element.style.left = `${Math.max(4, Math.min(left, innerWidth - box.width - 4))}px`;
  element.style.top = `${Math.max(4, Math.min(top, innerHeight - box.height - 4))}px`;
  button.focus({ preventScroll: true });
}

export function closeMenu() {
  open?.close();
}

export function isMenuOpen() {
  return open !== null;
}
