// Where the page is, for the screens: the browser's own address, but for the moment in which the way back of a visit that
// has ended is written over. What stood there is painted for nobody [K6].
import { type BrowserLocationHook, useBrowserLocation } from 'wouter/use-browser-location';
import { heldPath } from './forget-history.ts';
import { useReadable } from './tablet-context.ts';

export const useSteadyLocation: BrowserLocationHook = (options) => {
  const [path, navigate] = useBrowserLocation(options);
  return [useReadable(heldPath) ?? path, navigate];
};
