// The hand scanner as a Scanner: listens to every key before the page does. Promise: a scan inside a field leaves
// the field as it was, and no barcode can press a shortcut or a button.
import { makeListeners } from './listeners.ts';
import type { Scanner, ScannerHint, ScannerState, ScanRead } from './scanner.ts';
import { makeBurst, silenceMs, type BurstOptions } from './wedge-burst.ts';

export type WedgeOptions = BurstOptions & {
  /** Nobody uses shortcuts on a shopper's tablet: there, a code that begins with one opens nothing either. */
  readonly swallowShortcuts?: boolean;
};

type Field = HTMLInputElement | HTMLTextAreaElement;
type FieldBefore = {
  readonly field: Field;
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
};

/** What the field held before the first key; keys reach it until the burst is certain. */
function remember(target: EventTarget | null): FieldBefore | undefined {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return undefined;
  return { field: target, value: target.value, start: target.selectionStart, end: target.selectionEnd };
}

function restore({ field, value, start, end }: FieldBefore): void {
  if (field.value === value) return;
  // React keeps its own copy of a field's value: the setter of the prototype and an input event tell it too.
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  if (start !== null) field.setSelectionRange(start, end);
}

/** Ctrl, Alt or Meta with a key, and F1 to F24. AltGr types signs; copying and enlarging stay. */
function isShortcut(event: KeyboardEvent): boolean {
  if (/^F\d{1,2}$/.test(event.key)) return true;
  if (event.getModifierState('AltGraph') || /^(Control|Alt|Meta|Shift)$/.test(event.key)) return false;
  if (event.ctrlKey && !event.altKey && /^[acvxz0+=-]$/i.test(event.key)) return false;
  return event.ctrlKey || event.altKey || event.metaKey;
}

const lateKeysMs = 400;

export function openWedge(options: WedgeOptions = {}): Scanner {
  const reads = makeListeners<ScanRead>();
  const states = makeListeners<ScannerState>();
  const hints = makeListeners<ScannerHint>();
  const burst = makeBurst(options);
  let state: ScannerState = { kind: 'off' };
  let before: FieldBefore | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function finish(raw: string): void {
    giveBack();
    reads.tell({ source: 'wedge', raw, seenAtMs: performance.now() });
  }

  function onKeyDown(event: KeyboardEvent): void {
    clearTimeout(timer);
    const fieldNow = remember(event.target);
    const { text, isBurst, read, isFirst } = burst.press({
      key: event.key,
      code: event.code,
      atMs: event.timeStamp,
      shift: event.shiftKey,
      ctrl: event.ctrlKey,
      alt: event.altKey,
      meta: event.metaKey,
      isComposing: event.isComposing,
      isRepeat: event.repeat,
    });
    if (isFirst) before = fieldNow;
    if (isBurst || (options.swallowShortcuts && isShortcut(event))) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (read !== undefined) finish(read);
    else if (text !== '') timer = setTimeout(onSilence, silenceMs);
    else if (isBurst) giveBack();
  }

  /** Too short for a code, too fast for a person: the field loses it, and nothing is read. */
  function giveBack(): void {
    if (before) restore(before);
    before = undefined;
  }

  /** A busy tablet is told of keys late: what is no whole code yet is given the time to become one. */
  function onSilence(): void {
    if (burst.isWhole()) end();
    else timer = setTimeout(end, lateKeysMs);
  }

  function end(): void {
    const raw = burst.end();
    if (raw !== undefined) finish(raw);
    before = undefined;
  }

  function become(next: ScannerState): void {
    state = next;
    states.tell(next);
  }

  return {
    async start() {
      window.addEventListener('keydown', onKeyDown, { capture: true });
      become({ kind: 'on' });
    },
    async stop() {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      clearTimeout(timer);
      burst.end();
      become({ kind: 'off' });
    },
    get state() {
      return state;
    },
    onRead: reads.add,
    onState: states.add,
    onHint: hints.add,
  };
}
