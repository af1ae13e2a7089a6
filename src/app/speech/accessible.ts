// What a reader would find at a place of the page: its words, and what a control is called, is, and holds.
import type { Heard } from './sentences.ts';

const controls =
  'button, a[href], input, select, textarea, summary, [role="button"], [role="gridcell"][tabindex], label:has(input)';
const saidByName = 'img, button, a, [role="img"], [role="timer"]';

const isHidden = (element: Element): boolean => {
  const { display, visibility } = getComputedStyle(element);
  return display === 'none' || visibility === 'hidden' || element.getAttribute('aria-hidden') === 'true';
};

export const isShown = (element: Element): boolean => {
  for (let one: Element | null = element; one; one = one.parentElement) if (isHidden(one)) return false;
  return true;
};

/** The words of an element; what stands in boxes of its own is set apart by commas. `besides`: leave these out. */
export function textOf(element: Element, besides: (inner: Element) => boolean = () => false): string {
  const pieces: string[] = [];
  let piece = '';
  const close = (): void => {
    pieces.push(piece.replaceAll(/\s+/g, ' ').trim());
    piece = '';
  };
  const walk = (node: Node): void => {
    if (node instanceof Text) piece += node.data;
    if (!(node instanceof Element) || isHidden(node) || besides(node)) return;
    const isBox = !/^(inline|contents)$/.test(getComputedStyle(node).display);
    if (isBox) close();
    const label = node.matches(saidByName) ? (node.getAttribute('aria-label') ?? node.getAttribute('alt')) : null;
    if (label !== null) piece += label;
    else for (const child of node.childNodes) walk(child);
    if (isBox) close();
  };
  walk(element);
  close();
  return pieces
    .filter(Boolean)
    .reduce((all, next) => (all === '' ? next : /[.?!:;,]$/.test(all) ? `${all} ${next}` : `${all}, ${next}`), '');
}

function textOfIds(ids: string | null): string {
  const found = (ids ?? '').split(' ').flatMap((id) => document.getElementById(id) ?? []);
  return found.map((element) => textOf(element)).join(' ');
}

export function nameOf(control: Element): string {
  const named = textOfIds(control.getAttribute('aria-labelledby')) || control.getAttribute('aria-label');
  if (named) return named;
  if (control instanceof HTMLInputElement) {
    const [label] = control.labels ?? [];
    return label ? textOf(label, (inner) => inner === control) : control.placeholder;
  }
  // A whole card is the button: all of it is its name, but for the buttons beside.
  const card = control.matches('.g-cover') ? control.closest('li, article, .g-card') : null;
  return textOf(card ?? control, (inner) => inner !== control && inner.matches('button'));
}

/** The control that a touch or the focus is on; null: there is none. */
export function controlAt(place: EventTarget | null): HTMLElement | null {
  const found = place instanceof Element ? place.closest<HTMLElement>(controls) : null;
  return found instanceof HTMLLabelElement ? (found.control ?? null) : found;
}

const stateOf = (control: Element, name: string): boolean | undefined => {
  const value = control.getAttribute(name);
  return value === null ? undefined : value === 'true';
};

export function heardOf(control: HTMLElement): Heard {
  return {
    name: nameOf(control),
    hint: textOfIds(control.getAttribute('aria-describedby')) || undefined,
    open: stateOf(control, 'aria-expanded'),
    unavailable: control.matches(':disabled, [aria-disabled="true"]'),
    ...(control instanceof HTMLInputElement ? inputOf(control) : roleOf(control)),
  };
}

function roleOf(control: HTMLElement): Pick<Heard, 'role' | 'on' | 'value'> {
  if (control instanceof HTMLTextAreaElement) return { role: 'field', value: control.value === '' ? '' : null };
  if (control.getAttribute('role') === 'gridcell') return { role: 'option', on: stateOf(control, 'aria-selected') };
  return { role: 'button', on: stateOf(control, 'aria-pressed') };
}

function inputOf(input: HTMLInputElement): Pick<Heard, 'role' | 'on' | 'place' | 'value'> {
  if (input.type === 'checkbox') return { role: 'switch', on: input.checked };
  if (input.type !== 'radio') {
    // A name or a number of somebody's own is for nobody else's ears; what is searched for is no secret.
    const isPublic = input.inputMode === 'search' || input.value === '';
    return { role: 'field', value: isPublic ? input.value : null };
  }
  const group = [...document.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(input.name)}"]`)];
  return { role: 'option', on: input.checked, place: { nth: group.indexOf(input) + 1, count: group.length } };
}
