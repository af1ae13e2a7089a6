// Loaded with `node --import`: patches one source file of this process as GONDOLA_MUTATION names it.
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mutated, mutations } from './mutations.ts';

const wanted = process.env.GONDOLA_MUTATION;
const mutation = mutations.find(({ name }) => name === wanted);
if (wanted !== undefined && !mutation) throw new Error(`no such mutation: ${wanted}`);
if (mutation) {
  const address = pathToFileURL(join(import.meta.dirname, '../..', mutation.file)).href;
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (url !== address) return loaded;
      const { source } = loaded;
      const text = typeof source === 'string' ? source : new TextDecoder().decode(source as Uint8Array);
      return { ...loaded, source: mutated(text, mutation) };
    },
  });
}
