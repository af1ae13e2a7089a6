// Counts what getUserMedia hands out. Promise: the camera itself is the real one; only the counting is added.
import type { BrowserContext } from 'playwright';

declare global {
  interface Window {
    /** Camera tracks that were handed out and not stopped. */
    liveTracks(): number;
    mostLiveTracks: number;
    openings: number;
  }
}

/** From the next page load on. */
export const countLiveTracks = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const tracks = new Set<MediaStreamTrack>();
    window.openings = 0;
    window.mostLiveTracks = 0;
    window.liveTracks = () => [...tracks].filter(({ readyState }) => readyState === 'live').length;
    const { mediaDevices } = navigator;
    const real = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await real(constraints);
      window.openings++;
      for (const track of stream.getTracks()) tracks.add(track);
      window.mostLiveTracks = Math.max(window.mostLiveTracks, window.liveTracks());
      return stream;
    };
  });
