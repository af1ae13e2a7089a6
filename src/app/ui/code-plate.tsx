// A code to say aloud at the counter, on yellow: small yellow marks mean a code.
import './code-plate.css';
import { useText } from '#app/text/text.ts';

export function CodePlate({ code, label, small = false }: { code: string; label?: string; small?: boolean }) {
  const t = useText();
  return (
    <div
      className={small ? 'g-plate g-plate--small' : 'g-plate'}
      role="img"
      aria-label={t('code.label', { code: [...code].join(' ') })}
    >
      {label ? <p className="g-plate__label">{label}</p> : null}
      <p className="g-plate__code">{code}</p>
    </div>
  );
}
