/**
 * What a page consists of, as people with eyes or with a screen reader find it: landmarks, controls and the
 * heads of tables that are visible, in their order, indented by what they are in. Not what moves: rows,
 * texts, places, pixels.
 */
const WANTED = 'header,main,section,nav,form,dialog,[role],[popover],button,input,select,a,table,th,canvas,h1,h2';

export function outline() {
  const lines = [];
  walk(document.body, 0, lines);
  return lines.join('\n');
}

function walk(element, depth, lines) {
  for (const child of element.children) {
    if (!isVisible(child) || child.matches('tbody')) continue;
    const wanted = child.matches(WANTED);
    if (wanted) lines.push(`${'  '.repeat(depth)}${wordOf(child)}`);
    walk(child, wanted ? depth + 1 : depth, lines);
  }
}

function isVisible(element) {
  return element.checkVisibility({ visibilityProperty: true }) && element.tagName !== 'SCRIPT';
}

function wordOf(element) {
  const kind = element.getAttribute('role') ?? element.tagName.toLowerCase();
  const name = element.getAttribute('aria-label') ?? (element.matches('th,h1,h2,button,a') ? element.textContent.trim() : (element.labels?.[0]?.textContent.trim() ?? ''));
  return `${kind} ${name.replace(/\s+/g, ' ').replace(/\d+/g, '#')}`.trim();
}
