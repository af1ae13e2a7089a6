// The boxes of what is coming, after 200 ms and standing still. Readers hear "Abrindo" once.
import './skeleton.css';
import { useText } from '#app/text/text.ts';

/** Heights in px, from top to bottom; the same boxes as the content that follows. */
export function Skeleton({ boxes }: { boxes: readonly number[] }) {
  const t = useText();
  return (
    <div className="g-skeleton" role="status">
      <span className="g-sr">{t('app.loading')}</span>
      {boxes.map((height, index) => (
        <i key={index} style={{ blockSize: height }} />
      ))}
    </div>
  );
}
