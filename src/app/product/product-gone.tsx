// A tag whose product this catalogue no longer has: an old tag, said plainly, with somebody to ask.
import { useLocation } from 'wouter';
import { Notes } from '#app/notes.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';

export function ProductGone() {
  const t = useText();
  const [, navigate] = useLocation();
  return (
    <Screen bar={<ScreenBar back />} note={<Notes />}>
      <EmptyState title={t('product.not_here')} text={t('product.not_here_text')}>
        <Button variant="primary" onClick={() => navigate(routes.home)}>
          {t('activity.other_tag')}
        </Button>
        <Button onClick={() => navigate(routes.search)}>{t('scan.search')}</Button>
      </EmptyState>
    </Screen>
  );
}
