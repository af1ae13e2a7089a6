// A tag that was opened as an address (GS1 Digital Link): the same resolver, the same page as from the camera.
import { useEffect, useRef } from 'react';
import { useReading } from '#app/reading.tsx';
import { Opening } from '#app/opening.tsx';

export function DigitalLink() {
  const { open } = useReading();
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    open({ source: 'link', raw: window.location.href });
  }, [open]);
  return <Opening />;
}
