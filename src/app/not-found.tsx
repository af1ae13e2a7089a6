// An address that leads nowhere in this shop.
import { useLocation } from 'wouter';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { routes } from './routes.ts';
import { ScreenBar } from './screen-bar.tsx';

export function NotFound() {
  const t = useText();
  const [, navigate] = useLocation();
  return (
    <Screen bar={<ScreenBar />}>
      <EmptyState title={t('error.not_found')} text={t('error.not_found_text')}>
        <Button variant="primary" onClick={() => navigate(routes.home)}>
          {t('bar.home')}
        </Button>
      </EmptyState>
    </Screen>
  );
}
