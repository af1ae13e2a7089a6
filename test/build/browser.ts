// A browser as a process of its own group with a profile of its own: a second tablet, or one that is killed mid-write.
// Promise: kill() is a SIGKILL to the whole group, and the same profile can be opened again after it.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright';
import type { Browser, BrowserContext } from 'playwright';

import { findChromium } from './chromium.ts';

export type LaunchOptions = {
  /** Kept after the end when given; otherwise a scratch folder that goes with the browser. */
  profileDir?: string;
  /** A camera without hardware: Chromium's test pattern, or frames of a .y4m or .mjpeg file. */
  fakeCamera?: boolean | string;
  args?: string[];
  executablePath?: string;
};

export type RunningChromium = {
  browser: Browser;
  /** The profile's own context: IndexedDB, caches and workers live on in profileDir. */
  context: BrowserContext;
  profileDir: string;
  pid: number;
  /** SIGKILL to the browser's process group, as a power cut would; resolves when all of it is gone. */
  kill(): Promise<void>;
  /** An orderly end; a scratch profile is removed. */
  close(): Promise<void>;
};

const flags = [
  '--headless=new',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  // Pages of the browser's own under its address line, which nobody sees here: a second of work for each browser.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
  '--password-store=basic',
  '--use-mock-keychain',
  '--force-color-profile=srgb',
  // A page in the background is a second tablet on the same desk: it must not be slowed down.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--remote-debugging-port=0',
];

/** Starts Chromium on a profile and connects to it. */
export async function launchChromium(options: LaunchOptions = {}): Promise<RunningChromium> {
  const executablePath = options.executablePath ?? (await findChromium());
  const profileDir = options.profileDir ?? mkdtempSync(join(tmpdir(), 'gondola-profile-'));
  removeLocks(profileDir);
  const child = spawn(
    executablePath,
    [
      ...flags,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...cameraFlags(options.fakeCamera),
      ...(options.args ?? []),
      `--user-data-dir=${profileDir}`,
      'about:blank',
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const pid = child.pid;
  if (pid === undefined) throw new Error(`Chromium did not start: ${executablePath}`);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const killGroup = async (): Promise<void> => {
    signalGroup(pid, 'SIGKILL');
    await gone;
  };
  const endWithUs = (): void => signalGroup(pid, 'SIGKILL');
  process.once('exit', endWithUs);
  // The number may be another's by then.
  void gone.then(() => process.off('exit', endWithUs));
  try {
    const browser = await chromium.connectOverCDP(await debuggerAddress(child.stderr, gone), { timeout: 60_000 });
    const [context] = browser.contexts();
    if (!context) throw new Error('Chromium has no default context');
    return {
      browser,
      context,
      profileDir,
      pid,
      kill: killGroup,
      async close() {
        const session = await browser.newBrowserCDPSession().catch(() => undefined);
        await session?.send('Browser.close').catch(() => undefined);
        const late = setTimeout(() => signalGroup(pid, 'SIGKILL'), 5_000);
        await gone;
        clearTimeout(late);
        signalGroup(pid, 'SIGKILL');
        if (!options.profileDir) rmSync(profileDir, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  } catch (error) {
    await killGroup();
    throw error;
  }
}

function cameraFlags(camera: LaunchOptions['fakeCamera']): string[] {
  if (!camera) return [];
  const file = typeof camera === 'string' ? [`--use-file-for-fake-video-capture=${camera}`] : [];
  // Each frame is searched for codes: more of them would only take the machine from the test.
  return ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=fps=10', ...file];
}

// A killed browser leaves its lock; the next one would refuse the profile.
function removeLocks(profileDir: string): void {
  let names: string[] = [];
  try {
    names = readdirSync(profileDir);
  } catch {
    return;
  }
  for (const name of names) if (name.startsWith('Singleton')) rmSync(join(profileDir, name), { force: true });
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

function debuggerAddress(stderr: NodeJS.ReadableStream, gone: Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const late = setTimeout(() => reject(new Error(`Chromium gave no address in 60 s:\n${text}`)), 60_000);
    stderr.on('data', (chunk: Buffer) => {
      if (text.length < 20_000) text += chunk.toString();
      const address = /DevTools listening on (ws:\/\/\S+)/.exec(text)?.[1];
      if (!address) return;
      clearTimeout(late);
      resolve(address);
    });
    void gone.then(() => {
      clearTimeout(late);
      reject(new Error(`Chromium ended at once:\n${text.slice(-2_000)}`));
    });
  });
}
