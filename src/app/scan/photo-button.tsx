// A photograph instead of the camera; it never leaves the device. Of several codes a product of this shop goes first.
import ImageUp from 'lucide-react/icons/image-up';
import { useRef, useState } from 'react';
import { useReading } from '#app/reading.tsx';
import { useCatalogue } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { pickRead } from './photo-pick.ts';

const words = { looking: 'camera.photo_looking', none: 'scan.photo_none', bad: 'camera.photo_bad' } as const;

export function PhotoButton() {
  const t = useText();
  const { open } = useReading();
  const catalogue = useCatalogue();
  const input = useRef<HTMLInputElement>(null);
  const [news, setNews] = useState<keyof typeof words | null>(null);

  async function look(file: File): Promise<void> {
    setNews('looking');
    try {
      const { readPhoto } = await import('#scan/photo.ts');
      const read = pickRead(await readPhoto(file), catalogue);
      setNews(read ? null : 'none');
      if (read) open(read);
    } catch {
      setNews('bad');
    }
  }

  return (
    <>
      <Button icon={ImageUp} disabled={news === 'looking'} onClick={() => input.current?.click()}>
        {t('scan.photo')}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={t('scan.photo')}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same photograph may be tried twice.
          target.value = '';
          if (file) void look(file);
        }}
      />
      <StatusLine tone={news === 'looking' ? 'note' : 'stale'} words={news ? t(words[news]) : ''} />
    </>
  );
}
