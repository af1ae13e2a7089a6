// A web order over the counter: its lines, then six digits of proof. Checked here at once, by the server for good.
import CircleX from 'lucide-react/icons/circle-x';
import CreditCard from 'lucide-react/icons/credit-card';
import Lock from 'lucide-react/icons/lock';
import PackageCheck from 'lucide-react/icons/package-check';
import './find-order.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearch } from 'wouter';
import { useActing } from '#app/acting.tsx';
import { lookUps } from '#app/look-ups.ts';
import { Notes } from '#app/notes.tsx';
import { useNow } from '#app/now.ts';
import { deskPath, routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { CodeCells } from '#app/ui/code-cells.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { Keypad } from '#app/ui/keypad.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { Skeleton } from '#app/ui/skeleton.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { handOver } from '#domain/actions/hand-over.ts';
import type { Fulfilment } from '#domain/order.ts';
import { FulfilmentLines } from './fulfilment-lines.tsx';

const proofLength = 6;

export function HandOverPage({ number }: { number: string }) {
  const t = useText();
  const back = useBack();
  const tablet = useTablet();
  const { home, chain } = useInstallation();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { link } = useReadable(tablet.status);
  const here = view.knows('fulfilment', home)
    ? view.list('fulfilment', home).find((one) => one.number === number)
    : undefined;
  const asked = useQuery(
    {
      queryKey: ['order', chain, number],
      queryFn: () => tablet.lookUp.order(number),
      enabled: !here && link !== 'offline',
      retry: 1,
    },
    lookUps,
  );
  if (here) return <HandOver fulfilment={here} />;
  const elsewhere = asked.data?.fulfilments[0];
  const store = asked.data?.order.fulfilmentIds[0] && catalogue?.store(asked.data.order.fulfilmentIds[0].home);
  return (
    <Screen bar={<ScreenBar back={back} home={routes.staff} />} note={<Notes />} title={t('order.number', { number })}>
      {link === 'offline' || asked.isError ? (
        <EmptyState title={t('order.none', { number })} text={t('order.offline')} />
      ) : null}
      {asked.isLoading ? <Skeleton boxes={[120, 80]} /> : null}
      {asked.data === null ? <EmptyState title={t('order.none', { number })} text={t('order.none_text')} /> : null}
      {asked.data ? (
        <>
          <EmptyState title={t('order.not_here', { store: store?.name ?? '' })} text={t('order.none_text')} />
          {elsewhere ? <FulfilmentLines lines={elsewhere.lines} box={null} /> : null}
        </>
      ) : null}
    </Screen>
  );
}

/** To the entry of the problem desk that led here, or to the search. */
function useBack(): string {
  const entry = new URLSearchParams(useSearch()).get('entry');
  return entry === null ? routes.staffFind : deskPath(entry);
}

function HandOver({ fulfilment }: { fulfilment: Fulfilment }) {
  const t = useText();
  const back = useBack();
  const format = useFormat();
  const { zone } = useInstallation();
  const nowMs = useNow();
  const { run, sheet } = useActing();
  const [proof, setProof] = useState('');
  const [wrong, setWrong] = useState(false);
  const { number, firstName, state, lines, box, paidOnWeb, handedOver, readyMs } = fulfilment;
  const missing = proofLength - proof.length;
  const open = state === 'ready' || state === 'waiting';
  const give = async () => {
    // Nothing is noted that the server would refuse: off line nobody could take the parcel back.
    const fits = proof === fulfilment.proof;
    setWrong(!fits);
    setProof('');
    if (fits) await run(handOver, { fulfilmentId: fulfilment.id, proof });
  };
  const ready = readyMs ? format.moment(readyMs, zone, nowMs) : null;
  const line = handedOver
    ? t('handover.at', { ...format.moment(handedOver.atMs, zone, nowMs), name: handedOver.name })
    : `${firstName}${ready ? ` · ${t('order.state_ready')} ${ready.day === 'none' ? '' : `${ready.day}, `}${ready.time}` : ''}`;
  return (
    <>
      <Screen
        bar={<ScreenBar back={back} home={routes.staff} />}
        note={<Notes />}
        title={t('handover.title', { number })}
        line={line}
        dock={
          open ? (
            <Dock>
              <Button
                size="dock"
                variant="primary"
                wide
                icon={missing > 0 ? Lock : PackageCheck}
                disabled={missing > 0}
                onClick={() => void give()}
              >
                {missing > 0 ? t('handover.missing', { count: missing }) : t('handover.do', { number })}
              </Button>
            </Dock>
          ) : null
        }
      >
        <div className="g-columns">
          <div>
            {paidOnWeb ? (
              <p>
                <Chip tone="good" icon={CreditCard}>
                  {t('order.paid')}
                </Chip>
              </p>
            ) : null}
            <FulfilmentLines lines={lines} box={box} />
          </div>
          {open ? (
            <div>
              <div className="g-hand-over__ask">
                <h2 className="g-heading">{t('handover.ask')}</h2>
                <p className="g-note g-quiet">{t('handover.check_offline')}</p>
              </div>
              <CodeCells value={proof} length={proofLength} groups={[3]} label={t('handover.code')} />
              <StatusLine
                tone="stop"
                icon={CircleX}
                words={wrong ? `${t('reason.wrong_proof')} ${t('next.check_code')}` : ''}
              />
              <Keypad
                onDigit={(digit) => {
                  setWrong(false);
                  setProof((before) => (before + digit).slice(0, proofLength));
                }}
                onDelete={() => setProof((before) => before.slice(0, -1))}
              />
            </div>
          ) : (
            <EmptyState icon={PackageCheck} title={t(`order.state_${state}`)} text={line} />
          )}
        </div>
      </Screen>
      {sheet}
    </>
  );
}
