// What a web shop puts into its pages: <script src="https://tablets.example/gondola.js" data-key="gk_…" async>.
// Promise: before gondola('consent', true) it reads, stores and sends nothing; withdrawn, nothing of it is left.
// Of what a page says only ids, numbers and the kind of event go out: no names, no search words.

interface Item {
  item_id?: unknown;
  id?: unknown;
  quantity?: unknown;
  price?: unknown;
}
interface Params {
  items?: Item[];
  currency?: unknown;
}
interface Push extends Params {
  event?: unknown;
  ecommerce?: Params | null;
  /** gtag() pushes its arguments. */
  0?: unknown;
  1?: unknown;
  2?: Params;
}
/** Visitor, session, the last event, what is not delivered yet. */
interface Kept {
  v: string;
  s: number;
  t: number;
  q: { event_id: string }[];
}
type Call = [task: 'consent' | 'event' | 'user', value?: unknown, params?: Params];
interface Gondola {
  (...call: Call): void;
  q?: Iterable<Call>;
}

const page = window as unknown as { gondola?: Gondola; dataLayer?: Push[] };
const script = document.currentScript as HTMLScriptElement;
const place = 'gondola';
const sessionMs = 18e5;

let isGiven = false;
let wasRefused = false;
let isListening = false;
let user: unknown;
let timer = 0;
let waitMs = 0;
let sending: AbortController | undefined;

const load = (): Kept => {
  try {
    const kept = JSON.parse(localStorage.getItem(place) as string) as Kept;
    if (kept.q) return kept;
  } catch {}
  return { v: crypto.randomUUID(), s: 0, t: 0, q: [] };
};
const save = (kept: Kept): void => localStorage.setItem(place, JSON.stringify(kept));

const see = (push: Push): void => {
  // Whatever a page pushes, its own script goes on.
  try {
    const event = push[0] === 'event' ? push[1] : push.event;
    if (!isGiven || !/^(view_item|select_item|search|add_to_(cart|wishlist)|remove_from_cart)$/.test(event as string))
      return;
    const { items, currency } = push[2] ?? push.ecommerce ?? push;
    const kept = load();
    const now = Date.now();
    if (now - kept.t > sessionMs) kept.s = now;
    kept.t = now;
    const seen = {
      event_id: crypto.randomUUID(),
      event,
      timestamp: now,
      client_id: kept.v,
      session_id: kept.s,
      user_id: user,
      currency,
      items: items
        ?.slice(0, 20)
        .map(({ item_id: item, id, quantity, price }) => ({ item_id: item ?? id, quantity, price })),
    };
    kept.q = [...kept.q.slice(-199), seen];
    save(kept);
    later(waitMs || 1e3);
  } catch {}
};

const later = (afterMs: number): void => {
  timer ||= setTimeout(send, afterMs);
};

const send = (): void => {
  clearTimeout(timer);
  timer = 0;
  // What leaves with a page may be 64 kB.
  const events = isGiven && !sending ? load().q.slice(0, 20) : [];
  if (!events[0]) return;
  const abort = (sending = new AbortController());
  void fetch(new URL('/v1/events', script.src), {
    method: 'POST',
    body: JSON.stringify({ key: script.dataset['key'], sent_at: Date.now(), events }),
    keepalive: true,
    credentials: 'omit',
    signal: abort.signal,
  })
    .then(({ status }) => {
      // What is refused as it stands is not sent again.
      if (status > 499 || status === 429) throw 0;
      waitMs = 0;
      if (sending !== abort) return;
      const kept = load();
      kept.q = kept.q.filter(({ event_id: id }) => !events.some((sent) => sent.event_id === id));
      save(kept);
    })
    .catch(() => {
      waitMs = Math.min(waitMs * 2 || 2e3, 3e5);
    })
    .then(() => {
      if (sending !== abort) return;
      sending = undefined;
      if (load().q[0]) later(waitMs);
    });
};

const consent = (given: unknown): void => {
  isGiven = given === true;
  if (!isGiven) {
    wasRefused = true;
    sending?.abort();
    sending = user = undefined;
    localStorage.removeItem(place);
  } else if (!isListening) {
    isListening = true;
    const layer = (page.dataLayer ??= []);
    // What this page has said so far, but nothing that was said while the answer was no.
    if (!wasRefused) layer.forEach(see);
    const { push } = layer;
    layer.push = (...pushed) => {
      pushed.forEach(see);
      return push.apply(layer, pushed);
    };
  }
  if (isGiven) later(1);
};

const told = page.gondola?.q ?? [];
page.gondola = (task, value, params) => {
  if (task === 'consent') consent(value);
  else if (task === 'user') user = value;
  else see({ ...params, event: value });
};
for (const call of told) page.gondola(...call);
addEventListener('pagehide', send);
addEventListener('online', send);
// Another page of the shop has taken it back.
addEventListener('storage', ({ key, newValue }) => key === place && !newValue && consent(false));
