// One line while there is no network: what still works, in the words of a phone.
import { usePhoneText } from '#app/text/phone-text.ts';
import { useReadable, useTablet } from '#app/tablet-context.ts';
import { NoteLine } from '#app/ui/offline-line.tsx';

export function PhoneNote() {
  const p = usePhoneText();
  const { link } = useReadable(useTablet().status);
  return link === 'offline' ? <NoteLine words={p('offline.line')} /> : null;
}
