// The script that other people's pages load, built into one small file beside the app: /gondola.js.
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

const entry = fileURLToPath(new URL('gondola.ts', import.meta.url));

/** One classic script without imports, minified. */
export async function buildWebScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2020',
      minify: 'oxc',
      modulePreload: false,
      rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: 'gondola.js' } },
    },
  });
  const [{ output }] = [built].flat() as [Rolldown.RolldownOutput];
  return output[0].code;
}

export function webScript(): Plugin {
  return {
    name: 'gondola-web-script',
    apply: 'build',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'gondola.js', source: await buildWebScript() });
    },
  };
}
