// The script of a web shop's pages, built as it is served and run over a page that a test holds in its hands. What a real
// browser makes of it stands in test/e2e/web-script.test.ts.
import { runInNewContext } from 'node:vm';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildWebScript } from './build-web-script.ts';

let code: string;
beforeAll(async () => {
  code = await buildWebScript();
});

interface Sent {
  url: string;
  body: { key: string; sent_at: number; events: Record<string, unknown>[] };
  options: Record<string, unknown>;
}

interface TestPage {
  sent: Sent[];
  store: Map<string, string>;
  /** How the server answers from now on; null: no network. */
  status: number | null;
  window: Record<string, unknown> & { dataLayer?: unknown[] };
  gondola(...call: unknown[]): void;
  fire(event: string, value?: object): void;
}

const store = new Map<string, string>();

function openPage(before: Record<string, unknown> = {}): TestPage {
  const listeners = new Map<string, (value: object) => void>();
  const page: TestPage = {
    sent: [],
    store,
    status: 200,
    window: {
      ...before,
      document: { currentScript: { src: 'https://tablets.example/gondola.js', dataset: { key: 'gk_x' } } },
      URL,
      AbortController,
      crypto,
      Date,
      JSON,
      setTimeout,
      clearTimeout,
      localStorage: {
        getItem: (key: string) => store.get(key) ?? null,
        setItem: (key: string, value: string) => void store.set(key, value),
        removeItem: (key: string) => void store.delete(key),
      },
      addEventListener: (name: string, listener: (value: object) => void) => void listeners.set(name, listener),
      fetch: async (url: URL, options: { body: string }) => {
        if (page.status === null) throw new TypeError('no network');
        page.sent.push({ url: String(url), body: JSON.parse(options.body), options });
        return { status: page.status };
      },
    },
    gondola: (...call) => (page.window['gondola'] as (...call: unknown[]) => void)(...call),
    fire: (event, value = {}) => listeners.get(event)?.(value),
  };
  page.window['window'] = page.window;
  runInNewContext(code, page.window);
  return page;
}

const view = (item = '10002'): object => ({ event: 'view_item', ecommerce: { items: [{ item_id: item }] } });
const pushTo = (page: TestPage, ...pushed: unknown[]): void => void page.window.dataLayer?.push(...pushed);
const told = (page: TestPage): unknown[] => page.sent.flatMap(({ body }) => body.events);

beforeEach(() => {
  store.clear();
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 1) });
});
// The next file of this worker has a clock of its own.
afterEach(() => void vi.useRealTimers());

test('it is at most 2 kB before any packing', () => {
  expect(Buffer.byteLength(code)).toBeLessThanOrEqual(2_000);
});

describe('consent', () => {
  test('before it nothing is read, stored or sent; after it what this page has said goes out', async () => {
    const dataLayer = [view(), null, 7, ['event'], { event: 'gtm.js' }];
    const page = openPage({ dataLayer });
    page.gondola('event', 'view_item', { items: [{ item_id: '1' }] });
    page.fire('pagehide');
    page.fire('online');
    await vi.advanceTimersByTimeAsync(60_000);
    expect([page.sent, [...store], Object.hasOwn(dataLayer, 'push')]).toEqual([[], [], false]);
    page.gondola('consent', true);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told(page)).toMatchObject([{ event: 'view_item', items: [{ item_id: '10002' }] }]);
  });

  test('anything but true is no', async () => {
    const page = openPage();
    for (const given of [undefined, null, 1, 'true', {}, []]) page.gondola('consent', given);
    page.gondola('event', 'view_item', { items: [{ item_id: '1' }] });
    await vi.advanceTimersByTimeAsync(60_000);
    expect([page.sent, [...store]]).toEqual([[], []]);
  });

  test('taken back it deletes the visitor at once, and what was said meanwhile is never sent', async () => {
    const page = openPage({ dataLayer: [] });
    page.gondola('consent', true);
    pushTo(page, view('1'));
    page.gondola('consent', false);
    expect([...store]).toEqual([]);
    pushTo(page, view('2'));
    page.fire('pagehide');
    await vi.advanceTimersByTimeAsync(60_000);
    expect([page.sent, [...store]]).toEqual([[], []]);
    page.gondola('consent', true);
    pushTo(page, view('3'));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told(page)).toMatchObject([{ items: [{ item_id: '3' }] }]);
  });

  test('refused first, what the page said until it was given stays unsaid', async () => {
    const page = openPage({ dataLayer: [view('1')] });
    page.gondola('consent', false);
    page.gondola('consent', true);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(page.sent).toEqual([]);
  });

  test('refused on a later page, what an earlier page had left is deleted', () => {
    store.set('gondola', '{"v":"visitor","q":[]}');
    openPage().gondola('consent', false);
    expect([...store]).toEqual([]);
  });

  test('taken back on another page of the shop it is taken back here', async () => {
    const page = openPage({ dataLayer: [] });
    page.gondola('consent', true);
    store.clear();
    page.fire('storage', { key: 'gondola', newValue: null });
    pushTo(page, view());
    await vi.advanceTimersByTimeAsync(60_000);
    expect([page.sent, [...store]]).toEqual([[], []]);
  });
});

describe('what goes out', () => {
  test('is what was seen and by which visitor; no names, no search words, nothing of a purchase', async () => {
    const page = openPage({ dataLayer: [] });
    page.gondola('consent', true);
    page.gondola('user', 'c1');
    const item = { item_id: 'a', item_name: 'Bota', price: 10, quantity: 2, item_brand: 'Serra' };
    pushTo(page, { event: 'add_to_cart', ecommerce: { currency: 'BRL', items: [item] } });
    pushTo(
      page,
      { event: 'search', search_term: 'fulana@example.com' },
      { event: 'purchase', ecommerce: { items: [item] } },
    );
    page.gondola('event', 'view_item', { items: [{ id: 'b' }] });
    // What gtag() pushes is its arguments, no array.
    pushTo(page, { 0: 'event', 1: 'add_to_wishlist', 2: { items: [{ item_id: 'c' }] } }, { 0: 'js', 1: new Date() });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(page.sent).toHaveLength(1);
    expect(page.sent[0]).toMatchObject({ url: 'https://tablets.example/v1/events', body: { key: 'gk_x' } });
    expect(page.sent[0]?.options).toMatchObject({ method: 'POST', keepalive: true, credentials: 'omit' });
    const visitor = expect.stringMatching(/^[0-9a-f-]{36}$/);
    const common = { event_id: visitor, client_id: visitor, timestamp: Date.UTC(2026, 10, 1), user_id: 'c1' };
    expect(told(page)).toEqual([
      {
        ...common,
        session_id: Date.now() - 2_000,
        event: 'add_to_cart',
        currency: 'BRL',
        items: [{ item_id: 'a', quantity: 2, price: 10 }],
      },
      { ...common, session_id: Date.now() - 2_000, event: 'search' },
      { ...common, session_id: Date.now() - 2_000, event: 'view_item', items: [{ item_id: 'b' }] },
      { ...common, session_id: Date.now() - 2_000, event: 'add_to_wishlist', items: [{ item_id: 'c' }] },
    ]);
    expect(page.window.dataLayer).toHaveLength(5);
  });

  test('after half an hour of nothing is another session of the same visitor, on the next page too', async () => {
    const page = openPage({ dataLayer: [] });
    page.gondola('consent', true);
    pushTo(page, view());
    await vi.advanceTimersByTimeAsync(31 * 60_000);
    const next = openPage({ dataLayer: [view()] });
    next.gondola('consent', true);
    await vi.advanceTimersByTimeAsync(2_000);
    const [first, second] = [...told(page), ...told(next)] as { client_id: string; session_id: number }[];
    expect(second?.client_id).toBe(first?.client_id);
    expect(second?.session_id).not.toBe(first?.session_id);
  });

  test('calls that were made before the script came are made then, in their order', async () => {
    const q = [
      ['consent', true],
      ['event', 'view_item', { items: [{ item_id: 'early' }] }],
    ];
    const page = openPage({ gondola: { q } });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told(page)).toMatchObject([{ items: [{ item_id: 'early' }] }]);
  });

  test('whatever a page pushes, its own push goes on', () => {
    const page = openPage({ dataLayer: [] });
    page.gondola('consent', true);
    const strange = [
      null,
      undefined,
      1,
      'x',
      { event: 'view_item', ecommerce: { items: 7 } },
      { event: {} },
      Object.create(null),
    ];
    for (const one of strange) expect(() => pushTo(page, one)).not.toThrow();
    expect(page.window.dataLayer).toHaveLength(strange.length);
    store.set('gondola', 'no JSON');
    expect(() => pushTo(page, view())).not.toThrow();
  });
});

describe('a batch that does not arrive', () => {
  test('is sent again with the same ids, later each time, and at once when the network is back', async () => {
    const page = openPage({ dataLayer: [] });
    page.gondola('consent', true);
    page.status = null;
    pushTo(page, view('1'));
    await vi.advanceTimersByTimeAsync(10_000);
    page.status = 503;
    await vi.advanceTimersByTimeAsync(30_000);
    const tried = page.sent.length;
    expect(tried).toBeGreaterThanOrEqual(1);
    expect(tried).toBeLessThan(6);
    page.status = 200;
    page.fire('online');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(page.sent).toHaveLength(tried + 1);
    expect(new Set(told(page).map((event) => (event as { event_id: string }).event_id)).size).toBe(1);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(page.sent).toHaveLength(tried + 1);
  });

  test('goes out from the next page, once consent is said there', async () => {
    const page = openPage({ dataLayer: [] });
    page.gondola('consent', true);
    page.status = null;
    pushTo(page, view('1'));
    page.fire('pagehide');
    await vi.advanceTimersByTimeAsync(0);
    const next = openPage();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(next.sent).toEqual([]);
    next.gondola('consent', true);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told(next)).toMatchObject([{ items: [{ item_id: '1' }] }]);
  });

  test('that is refused as it stands is not sent again', async () => {
    const page = openPage({ dataLayer: [] });
    page.gondola('consent', true);
    page.status = 401;
    pushTo(page, view());
    await vi.advanceTimersByTimeAsync(600_000);
    expect(page.sent).toHaveLength(1);
  });

  test('many events go in batches small enough to leave with a page', async () => {
    const page = openPage({ dataLayer: [] });
    page.gondola('consent', true);
    const items = Array.from({ length: 80 }, (_, at) => ({ item_id: 'x'.repeat(40) + at, quantity: 1, price: 1234.5 }));
    for (let at = 0; at < 90; at += 1) pushTo(page, { event: 'view_item', ecommerce: { currency: 'BRL', items } });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told(page)).toHaveLength(90);
    for (const { options } of page.sent) expect(String(options['body']).length).toBeLessThan(60_000);
  });
});
