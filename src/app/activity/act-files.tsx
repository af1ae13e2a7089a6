// What is stopped or waiting, as a file for another device: written and read on staff devices only [PO3].
// Sending an act twice from two devices is safe [SV1], so nobody has to know which one was first.
import Download from 'lucide-react/icons/download';
import FolderOpen from 'lucide-react/icons/folder-open';
import { useRef, useState } from 'react';
import { useReadable, useTablet } from '#app/tablet-context.ts';
import { type Translate, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import type { ActionId } from '#domain/ids.ts';
import { NotSaved } from '#sync/trouble.ts';

interface Said {
  tone: 'good' | 'stop';
  words: string;
}

export interface ActFiles {
  said: Said | null;
  save(ids?: readonly ActionId[]): Promise<void>;
  read(file: File): Promise<void>;
}

export function useActFiles(): ActFiles {
  const t = useText();
  const tablet = useTablet();
  const [said, setSaid] = useState<Said | null>(null);
  return {
    said,
    async save(ids) {
      const text = await tablet.exportActs(ids);
      const day = new Date(tablet.now()).toISOString().slice(0, 16).replaceAll(':', '-');
      download(`gondola-${day}.json`, text);
      setSaid({ tone: 'good', words: t('outbox.saved') });
    },
    async read(file) {
      setSaid(await readFile(file, tablet.importActs, t));
    },
  };
}

/** A file of more is none of ours: 5,000 acts are some 8 MB. */
const largestFileBytes = 32_000_000;

async function readFile(
  file: File,
  importActs: (text: string) => Promise<{ added: number; known: number }>,
  t: Translate,
): Promise<Said> {
  if (file.size > largestFileBytes) return { tone: 'stop', words: t('outbox.bad_file') };
  try {
    return { tone: 'good', words: t('outbox.opened', await importActs(await file.text())) };
  } catch (error) {
    return { tone: 'stop', words: t(error instanceof NotSaved ? 'outbox.not_stored' : 'outbox.bad_file') };
  }
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function ActFileCard({ files }: { files: ActFiles }) {
  const t = useText();
  const { pending, parked } = useReadable(useTablet().status);
  const picker = useRef<HTMLInputElement>(null);
  return (
    <section className="g-card g-files" aria-labelledby="files">
      <div>
        <h2 id="files" className="g-heading">
          {t('outbox.file')}
        </h2>
        <p className="g-note g-quiet">{t('outbox.file_line')}</p>
      </div>
      <StatusLine tone={files.said?.tone ?? 'good'} words={files.said?.words ?? ''} />
      <div className="g-files__ways">
        <Button icon={Download} disabled={pending === 0 && parked === 0} onClick={() => void files.save()}>
          {t('outbox.save_all')}
        </Button>
        <Button icon={FolderOpen} onClick={() => picker.current?.click()}>
          {t('outbox.open')}
        </Button>
      </div>
      <input
        ref={picker}
        type="file"
        accept="application/json,.json"
        aria-label={t('outbox.open')}
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void files.read(file);
          event.target.value = '';
        }}
      />
    </section>
  );
}
