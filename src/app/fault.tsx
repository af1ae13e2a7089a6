// The last net: a bug in one screen says so in plain words and offers the way home; nothing saved is touched.
import { Component, type ReactNode } from 'react';
import { t } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { ErrorState } from '#app/ui/message.tsx';

export class Fault extends Component<{ children: ReactNode }, { message: string | null }> {
  override state: { message: string | null } = { message: null };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <main id="content" tabIndex={-1} className="g-opening">
        <ErrorState title={t('error.title')} text={t('error.text')} code={message}>
          <Button variant="primary" onClick={() => window.location.assign('/')}>
            {t('bar.home')}
          </Button>
        </ErrorState>
      </main>
    );
  }
}
