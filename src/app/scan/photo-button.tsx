// A photograph instead of the camera; it never leaves the device.
import ImageUp from 'lucide-react/icons/image-up';
import { useRef, useState } from 'react';
import { useReading } from '#app/reading.tsx';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';

export function PhotoButton() {
  const t = useText();
  const { open } = useReading();
  const input = useRef<HTMLInputElement>(null);
  const [none, setNone] = useState(false);

  async function look(file: File | undefined): Promise<void> {
    if (!file) return;
    const { readPhoto } = await import('#scan/photo.ts');
    const [read] = await readPhoto(file).catch(() => []);
    setNone(!read);
    if (read) open(read);
  }

  return (
    <>
      <Button icon={ImageUp} onClick={() => input.current?.click()}>
        {t('scan.photo')}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={t('scan.photo')}
        onChange={(event) => void look(event.target.files?.[0])}
      />
      <StatusLine tone="stale" words={none ? t('scan.photo_none') : ''} />
    </>
  );
}
