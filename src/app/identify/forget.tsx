// "Esquecer meu histórico": asked once more in the same place, empty here at once, deleted at the shop when it hears of it.
import { useState } from 'react';
import { useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';

export function Forget() {
  const t = useText();
  const tablet = useTablet();
  const [step, setStep] = useState<'rest' | 'asks' | 'done' | 'failed'>('rest');
  const forget = () =>
    tablet.forgetHistory().then(
      () => setStep('done'),
      () => setStep('failed'),
    );
  return (
    <section className="g-me__part">
      {step === 'asks' ? (
        <div className="g-me__ask" role="group" aria-labelledby="forget-ask">
          <p id="forget-ask">{t('me.forget_ask')}</p>
          <div className="g-hello__answers">
            <Button variant="strong" wide onClick={() => setStep('rest')}>
              {t('me.forget_no')}
            </Button>
            <Button variant="strong" wide onClick={() => void forget()}>
              {t('me.forget_yes')}
            </Button>
          </div>
        </div>
      ) : step === 'done' ? null : (
        <div>
          <Button onClick={() => setStep('asks')}>{t('me.forget')}</Button>
        </div>
      )}
      <StatusLine
        tone={step === 'failed' ? 'stop' : 'good'}
        words={step === 'done' ? t('me.forgotten') : step === 'failed' ? t('consent.not_saved') : ''}
      />
    </section>
  );
}
