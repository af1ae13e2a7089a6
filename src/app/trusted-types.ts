// First import of every page: the one Trusted Types policy, named `default` so that library code passes through it.
// It lets scripts of our own origin be loaded (workers, the service worker) and the empty string be set as HTML; nothing else.

interface PolicyRules {
  createHTML(text: string): string;
  createScriptURL(text: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: PolicyRules): unknown;
  readonly defaultPolicy: unknown;
}

/** Throws on everything the page has no reason to do; the browser turns that into a refused assignment. */
export const rules = (origin: string): PolicyRules => ({
  createHTML(text) {
    // html5-qrcode empties its container with innerHTML = ''.
    if (text !== '') throw new TypeError('HTML from strings is refused.');
    return text;
  },
  createScriptURL(text) {
    const address = new URL(text, origin);
    // A blob: address also says our origin, and may hold anything.
    if (address.origin !== origin || !/^https?:$/.test(address.protocol))
      throw new TypeError('Scripts come from this origin only.');
    return text;
  },
});

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
if (factory && typeof location !== 'undefined' && !factory.defaultPolicy)
  factory.createPolicy('default', rules(location.origin));
