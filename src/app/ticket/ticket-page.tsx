// "Tenho um código": how the acts of a visit that is over ended, for whoever kept its code. Shows what was asked, never
// who asked [AR2], and says when the other tablets could not be asked.
import Ticket from 'lucide-react/icons/ticket';
import './ticket.css';
import { useEffect, useState } from 'react';
import { useActivityWords } from '#app/activity-words.ts';
import { Notes } from '#app/notes.tsx';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { ActivityList, ActivityRow } from '#app/ui/activity-row.tsx';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { Skeleton } from '#app/ui/skeleton.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { claimCodeFrom } from '#sync/claim.ts';
import type { ClaimedAct } from '#sync/tablet-port.ts';
import { claimCodeShown } from './claim-qr.ts';

const codeLength = 8;

/** `scanned`: the code that a reader has just seen; it is never put into an address. */
export function TicketPage({ scanned }: { scanned: string | null }) {
  const [code, setCode] = useState(scanned);
  return code === null ? <Ask onCode={setCode} /> : <Answer key={code} code={code} onOther={() => setCode(null)} />;
}

function Ask({ onCode }: { onCode: (code: string) => void }) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [short, setShort] = useState(false);
  const see = () => {
    const code = claimCodeFrom(typed);
    if (code) onCode(code);
    else setShort(true);
  };
  return (
    <Screen
      bar={<ScreenBar back />}
      note={<Notes />}
      title={t('ticket.ask')}
      line={t('ticket.ask_line')}
      dock={
        <Dock>
          <Button size="dock" variant="primary" wide icon={Ticket} onClick={see}>
            {t('ticket.see')}
          </Button>
        </Dock>
      }
    >
      <form
        className="g-ticket"
        onSubmit={(event) => {
          event.preventDefault();
          see();
        }}
      >
        <TextField
          label={t('ticket.field')}
          value={typed}
          onChange={(next) => {
            setTyped(next.toUpperCase());
            setShort(false);
          }}
          error={short ? t('ticket.short', { length: codeLength }) : null}
          autoCapitalize="characters"
          maxLength={codeLength + 4}
        />
      </form>
    </Screen>
  );
}

const askEveryMs = 15_000;

/** Its end, or what the desk does about it, is still to come. */
const mayMove = ({ outcome, deskWord }: ClaimedAct): boolean =>
  outcome === null || (outcome.status !== 'applied' && deskWord?.state !== 'solved');

type Found = { acts: ClaimedAct[]; online: boolean } | 'looking' | 'no_answer';

function Answer({ code, onOther }: { code: string; onOther: () => void }) {
  const t = useText();
  const tablet = useTablet();
  const wordsOf = useActivityWords('claimed');
  const [found, setFound] = useState<Found>('looking');
  const [round, setRound] = useState(0);
  useEffect(() => {
    let gone = false;
    tablet.openClaim(code).then(
      (answer) => !gone && setFound(answer),
      () => !gone && setFound((last) => (typeof last === 'object' ? { ...last, online: false } : 'no_answer')),
    );
    return () => void (gone = true);
  }, [tablet, code, round]);
  const isOpen = typeof found === 'object' && found.acts.some(mayMove);
  useEffect(() => {
    if (!isOpen) return undefined;
    const timer = setInterval(() => setRound((last) => last + 1), askEveryMs);
    return () => clearInterval(timer);
  }, [isOpen]);
  const acts = typeof found === 'object' ? found.acts : [];
  const offline = typeof found === 'object' && !found.online;
  return (
    <Screen
      bar={<ScreenBar back />}
      note={<Notes />}
      title={t('ticket.found', { code: claimCodeShown(code) })}
      titleHidden={typeof found === 'object' && acts.length === 0}
      dock={
        <Dock>
          <Button size="dock" variant={acts.length > 0 ? 'outline' : 'primary'} wide icon={Ticket} onClick={onOther}>
            {t('ticket.other_code')}
          </Button>
        </Dock>
      }
    >
      {found === 'looking' ? <Skeleton boxes={[96, 96]} /> : null}
      {found === 'no_answer' ? <EmptyState title={t('error.server')} text={t('ticket.none_offline_text')} /> : null}
      {acts.length > 0 ? (
        <>
          <StatusLine tone="stale" words={offline ? t('ticket.offline') : ''} />
          <ActivityList label={t('ticket.found', { code: claimCodeShown(code) })}>
            {acts.map((act) => {
              const words = wordsOf(act);
              // The number to say at the counter is that of what lies there now.
              const code = words.state === 'confirmed' ? (act.deskWord?.answer?.code ?? act.code) : act.code;
              return <ActivityRow key={act.id} code={code} {...words} />;
            })}
          </ActivityList>
        </>
      ) : null}
      {typeof found === 'object' && acts.length === 0 ? (
        <EmptyState
          icon={Ticket}
          title={t(offline ? 'ticket.none_offline' : 'ticket.none')}
          text={t(offline ? 'ticket.none_offline_text' : 'ticket.none_text')}
        />
      ) : null}
    </Screen>
  );
}
