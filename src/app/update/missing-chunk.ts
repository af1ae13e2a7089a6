// A part of the app that can't be loaded: its file went with an older version. Promise: one reload brings the new
// version [EV4]; off line there is none, since the reload could show nothing better.

export type MissingChunkPorts = {
  /** True when the app's own server answers. */
  serverAnswers(): Promise<boolean>;
  /** Kept for the life of the tab, so that a chunk that is missing for good can't reload for ever. */
  remembered(): string | null;
  remember(chunk: string): void;
  reload(): void;
};

const memoryKey = 'gondola:reloaded-for';

/** Listens for imports that failed. The error itself still reaches the screen's own error boundary. */
export function reloadOnMissingChunk(ports: MissingChunkPorts = browserPorts): void {
  addEventListener('vite:preloadError', (event) => {
    void onMissingChunk(event.payload.message, ports);
  });
}

/** Reloads once per missing chunk, and only while the server answers. */
export async function onMissingChunk(chunk: string, ports: MissingChunkPorts): Promise<void> {
  if (ports.remembered() === chunk) return;
  if (!(await ports.serverAnswers())) return;
  ports.remember(chunk);
  ports.reload();
}

const browserPorts: MissingChunkPorts = {
  async serverAnswers() {
    try {
      const answer = await fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(5_000) });
      return answer.ok;
    } catch {
      return false;
    }
  },
  remembered: () => sessionStorage.getItem(memoryKey),
  remember: (chunk) => sessionStorage.setItem(memoryKey, chunk),
  reload: () => location.reload(),
};
