// What one invented shopper says at a tablet: words that occur nowhere else, each with the mark of its visit, so that
// whatever is found later names the visit that left it.
export interface Canaries {
  /** Two letters that no other visit has. */
  mark: string;
  firstName: string;
  email: string;
  phone: string;
  orderNumber: string;
  /** Of a person who knows their number: the person's own home, never the visit's. */
  customerId: string;
  listName: string;
  searchText: string;
}

const stems = {
  firstName: 'Qyxavelo',
  email: 'zywekafu',
  phone: '98417-36',
  orderNumber: 'WXQ40771',
  customerId: '01909e6c-77aa-7bbb-8c1d-6f2e7a9d',
  listName: 'Jykuvopra',
  searchText: 'vuqizoky',
} as const;

/** `visit` from 0 to 99. */
export function canariesOf(visit: number): Canaries {
  const digits = String(visit).padStart(2, '0');
  const mark = [...digits].map((digit) => 'bdfghjkmnp'[Number(digit)]).join('');
  return {
    mark,
    firstName: stems.firstName + mark,
    email: `${stems.email}${mark}@example.com`,
    phone: `11 ${stems.phone}${digits}`,
    orderNumber: stems.orderNumber + digits,
    customerId: `${stems.customerId}00${digits}`,
    listName: stems.listName + mark,
    searchText: stems.searchText + mark,
  };
}

/** What to look for: it is in every canary of every visit, and in nothing else. The number with and without its hyphen. */
export const canaryWords: readonly string[] = [...Object.values(stems), stems.phone.replace('-', '')];
