// A pass with no network: the server's signature vouches for the certificate, the phone's for the minute. What it opens is
// a name and at most thirty products, and this tablet takes each certificate once.
import { type Certificate, faultOf, parsePass, type PassFault, shortHash } from '#protocol/pass.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { Installation } from '#protocol/session.ts';
import type { Clock } from './clock.ts';

export interface OfflinePasses {
  check(
    text: string,
    installation: Installation,
  ): Promise<{ certificate: Certificate } | { error: PassFault | 'used' }>;
}

const rememberedMs = 20 * 60_000;

export function offlinePassesOf(clock: Pick<Clock, 'earliestMs' | 'latestMs'>): OfflinePasses {
  /** By the certificate's random name, which says nothing of anybody: until when it is remembered. */
  const taken = new Map<string, number>();
  return {
    async check(text, { serverKey, chain }) {
      const [earliestMs, latestMs] = [clock.earliestMs(), clock.latestMs()];
      const pass = parsePass(text);
      if (!pass) return { error: 'forged' };
      const fault = await faultOf(pass, { serverKey, chain, earliestMs, latestMs });
      if (fault) return { error: fault };
      for (const [name, untilMs] of taken) if (untilMs < earliestMs) taken.delete(name);
      const { alias } = pass.certificate;
      if (taken.has(alias)) return { error: 'used' };
      taken.set(alias, latestMs + rememberedMs);
      return { certificate: pass.certificate };
    },
  };
}

const perSlice = 500;

/** The products of this catalogue that a certificate names, found a slice at a time so that no frame waits for it. */
export async function productsNamed(
  catalogue: Catalogue,
  hashes: readonly string[],
  pause: () => Promise<void>,
): Promise<string[]> {
  const wanted = new Set(hashes);
  const found: string[] = [];
  const products = catalogue.sample(0, Number.POSITIVE_INFINITY);
  for (let from = 0; from < products.length && wanted.size > 0; from += perSlice) {
    const slice = products.slice(from, from + perSlice);
    const named = await Promise.all(slice.map(({ id }) => shortHash(id)));
    for (const [at, hash] of named.entries()) if (wanted.has(hash)) found.push(slice[at]?.id ?? '');
    await pause();
  }
  return found.toSorted();
}
