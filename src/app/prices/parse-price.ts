// A price as people write it, in minor units: "389,90", "389.90", "1.389,90", "R$ 389". null when it is none.
const most = 100_000_000;

/** Two decimals at most; both comma and point are understood, the last one counts as the decimal sign. */
export function parsePrice(words: string): number | null {
  const bare = words.replaceAll(/[^\d.,-]/g, '');
  if (!/^\d/.test(bare) || bare.includes('-')) return null;
  const match = /^([\d.,]*\d)[.,](\d{1,2})$/.exec(bare) ?? [bare, bare, ''];
  const whole = (match[1] ?? '').replaceAll(/[.,]/g, '');
  const cents = (match[2] ?? '').padEnd(2, '0');
  const minor = Number(whole) * 100 + Number(cents);
  return Number.isSafeInteger(minor) && minor > 0 && minor < most ? minor : null;
}
