// Every address of the app, typed, in one file. A tag's own address (GS1 Digital Link) is one of them, so that a
// tablet without NFC opens the same page from the QR beside it.
export const routes = {
  home: '/',
  product: '/p/:gtin14',
  digitalLink: '/01/*?',
  poster: '/s/:code',
  type: '/type',
  lens: '/lens',
  unknown: '/unknown',
  search: '/search',
  compare: '/compare/:left/:right',
  list: '/list',
  activity: '/activity',
  ticket: '/code',
  identify: '/identify',
  staff: '/staff',
  staffOrder: '/staff/orders/:number',
  staffFind: '/staff/orders',
  staffCalls: '/staff/calls',
  staffReaders: '/staff/readers',
  staffTags: '/staff/tags',
  desk: '/staff/desk',
  deskEntry: '/staff/desk/:id',
  scan: '/scan',
  manager: '/manager',
  managerDevices: '/manager/devices',
  managerDisplays: '/manager/displays',
  managerDisplay: '/manager/displays/:deviceId',
  managerPrices: '/manager/prices',
  managerFleet: '/manager/fleet',
  claim: '/manager/claim',
  me: '/me',
  mePass: '/me/pass',
  meConsents: '/me/consents',
} as const;

/** In the address of a code that several variants carry: the one that was pointed at. */
export const chosenParameter = 'v';
/** The same for the two sides of a comparison. */
export const chosenSides = { left: 'left', right: 'right' } as const;

/** In the address of a person's phone: the code that a tablet shows. */
export const joinParameter = 'join';
/** Where a browser that is no device asks who somebody is, and not what it shall be. */
export const isOwnPath = (path: string): boolean => path === routes.me || path.startsWith(`${routes.me}/`);

/** `chosen`: a variant's id; null: the code alone says which. `variantPath` of shared-code.ts knows when it does. */
export const productPath = (gtin14: string, chosen: string | null = null): string =>
  `/p/${gtin14}${queryOf([[chosenParameter, chosen]])}`;

type Side = { gtin14: string; chosen: string | null };
export const comparePath = (left: Side, right: Side): string =>
  `/compare/${left.gtin14}/${right.gtin14}${queryOf([
    [chosenSides.left, left.chosen],
    [chosenSides.right, right.chosen],
  ])}`;

function queryOf(pairs: readonly [string, string | null][]): string {
  const said = pairs.flatMap(([name, value]) => (value === null ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return said.length > 0 ? `?${said.join('&')}` : '';
}

/** `entry`: of the problem desk, to which Back leads. */
export const staffOrderPath = (number: string, entry: string | null = null): string =>
  `/staff/orders/${encodeURIComponent(number)}${entry === null ? '' : `?entry=${encodeURIComponent(entry)}`}`;
export const managerDisplayPath = (deviceId: string): string => `/manager/displays/${deviceId}`;
export const deskPath = (id: string): string => `/staff/desk/${encodeURIComponent(id)}`;
