// Who follows what [FD4]: every device its store's floor, the web store's, the catalogue and itself;
// people's rows only in an open shift or visit, and then in memory.
import type { Feed } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Installation } from '#protocol/session.ts';

export function feedsToFollow(installation: Installation, shiftOpen: boolean, visitHome: HomeId): Feed[] {
  const { home, chain, web, device } = installation;
  const feeds: Feed[] = [
    { kind: 'chain/catalogue', home: chain, device: null },
    { kind: 'store/floor', home, device: null },
    { kind: 'device/own', home, device: device.id },
    { kind: 'customer/self', home: visitHome, device: null },
  ];
  if (web !== home) feeds.push({ kind: 'store/floor', home: web, device: null });
  if (shiftOpen) feeds.push({ kind: 'store/staff', home, device: null });
  return feeds;
}
