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
} as const;

export const productPath = (gtin14: string): string => `/p/${gtin14}`;
export const comparePath = (left: string, right: string): string => `/compare/${left}/${right}`;
/** `entry`: of the problem desk, to which Back leads. */
export const staffOrderPath = (number: string, entry: string | null = null): string =>
  `/staff/orders/${encodeURIComponent(number)}${entry === null ? '' : `?entry=${encodeURIComponent(entry)}`}`;
export const managerDisplayPath = (deviceId: string): string => `/manager/displays/${deviceId}`;
export const deskPath = (id: string): string => `/staff/desk/${encodeURIComponent(id)}`;
