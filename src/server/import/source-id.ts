// Ids of what comes from somewhere else: made from the chain and the source's own id, so that the same line
// always means the same record and a second import finds what the first one wrote.
import { hash } from 'node:crypto';
import type { HomeId } from '#domain/ids.ts';
import { recallPrefix } from '#domain/recall.ts';

/** A UUIDv8 (RFC 9562: custom) of the parts. Two lists of parts never run together: each is closed by a NUL. */
export function sourceUuid(...parts: readonly string[]): string {
  const hex = hash('sha256', `${parts.join('\0')}\0`, 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const sourceHome = (...parts: readonly string[]): HomeId => sourceUuid(...parts) as HomeId;
// Tablets reckon these two as well (domain/packed/derived-id.ts): another way to them is another format of the packed file.
export const variantIdOf = (chain: HomeId, item: string): string => sourceUuid(chain, 'variant', item);
export const productIdOf = (chain: HomeId, group: string): string => sourceUuid(chain, 'product', group);
/** Of a style or of one of its items. */
export const saleIdOf = (chain: HomeId, id: string): string => sourceUuid(chain, 'sale', id);
export const customerHomeOf = (chain: HomeId, customer: string): HomeId => sourceHome(chain, 'customer', customer);
export const recallIdOf = (chain: HomeId, notice: string, gtin14: string): string =>
  recallPrefix(gtin14) + sourceUuid(chain, 'recall', notice, gtin14);
