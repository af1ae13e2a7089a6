// The first screen of a phone: the pass, large enough for any reader and honest about how long it lasts; then what is kept.
import Search from 'lucide-react/icons/search';
import ShieldCheck from 'lucide-react/icons/shield-check';
import ListPlus from 'lucide-react/icons/list-plus';
import ChevronRight from 'lucide-react/icons/chevron-right';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import './phone.css';
import { useId } from 'react';
import { Link, useLocation } from 'wouter';
import { useNow } from '#app/now.ts';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { usePhoneText } from '#app/text/phone-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { Icon, type IconType } from '#app/ui/icon.tsx';
import { QrCode } from '#app/ui/qr-code.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { TilePattern } from '#app/ui/tile-pattern.tsx';
import { usePhone } from './phone-context.tsx';
import { PhoneNote } from './phone-note.tsx';
import { savedOf } from './saved.ts';

export function PassHome() {
  const p = usePhoneText();
  const tablet = useTablet();
  const [, navigate] = useLocation();
  const view = useReadable(tablet.view);
  const { customerHome } = useReadable(tablet.visit);
  const saved = savedOf(view, customerHome);
  return (
    <Screen
      bar={<ScreenBar home={null} brand />}
      note={<PhoneNote />}
      title={p('pass.title')}
      titleHidden
      dock={
        <Dock>
          <Button size="dock" variant="primary" wide icon={Search} onClick={() => navigate(routes.search)}>
            {p('home.search')}
          </Button>
        </Dock>
      }
    >
      <PassCard />
      <ul className="g-card g-me-rows">
        <MeRow
          icon={ListPlus}
          title={saved ? p('home.list', { count: saved.length }) : p('list.title')}
          line={p('home.list_line')}
          href={routes.list}
        />
        <MeRow icon={ShieldCheck} title={p('home.consents')} line={p('home.consents_line')} href={routes.meConsents} />
      </ul>
      <p className="g-note g-quiet">
        {p('home.history')} <Link href={routes.meConsents}>{p('home.history_link')}</Link>
      </p>
    </Screen>
  );
}

function PassCard() {
  const p = usePhoneText();
  const format = useFormat();
  const title = useId();
  const phone = usePhone();
  const { person, zone } = useInstallation();
  const pass = useReadable(phone.pass);
  const state = useReadable(phone.passState);
  const nowMs = useNow(1_000);
  const name = person?.firstName ?? '';
  return (
    <section className="g-pass" aria-labelledby={title} data-testid="pass" data-state={pass ? 'ready' : state}>
      <div className="g-pass__head g-pigment-anil">
        <TilePattern seed={person?.customer ?? name} rows={2} />
        <p>{p('pass.title')}</p>
        <h2 id={title}>{name}</h2>
      </div>
      <div className="g-pass__body">
        {pass ? (
          <>
            <QrCode text={pass.text} label={p('pass.qr', { name })} />
            <Changes leftMs={pass.endsMs - nowMs} />
          </>
        ) : (
          <div className="g-pass__none" role="status">
            <Icon of={RefreshCw} size="l" />
            <b>{p(state === 'ended' ? 'pass.ended' : state === 'refused' ? 'pass.refused' : 'pass.asking')}</b>
            {state === 'ended' || state === 'refused' ? <p>{p(`pass.${state}_text`)}</p> : null}
          </div>
        )}
      </div>
      {pass ? (
        <p className="g-pass__how">
          {p('pass.how')} {p('pass.without', { time: format.time(pass.certificateEndsMs, zone) })}
        </p>
      ) : null}
    </section>
  );
}

/** The ring empties with the minute; readers hear of it when they ask, not every second. */
function Changes({ leftMs }: { leftMs: number }) {
  const p = usePhoneText();
  const seconds = Math.max(0, Math.min(60, Math.ceil(leftMs / 1_000)));
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <p className="g-pass__changes" data-testid="pass-changes">
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <circle className="g-pass__ring" cx="12" cy="12" r="9.5" />
        <circle
          className="g-pass__left"
          cx="12"
          cy="12"
          r="9.5"
          pathLength="60"
          strokeDasharray={`${seconds} 60`}
          transform="rotate(-90 12 12)"
        />
      </svg>
      {p('pass.changes', { time })}
    </p>
  );
}

function MeRow({ icon, title, line, href }: { icon: IconType; title: string; line: string; href: string }) {
  return (
    <li>
      <Link href={href} className="g-me-row">
        <Icon of={icon} />
        <span className="g-me-row__words">
          <b>{title}</b>
          <span className="g-note g-quiet">{line}</span>
        </span>
        <Icon of={ChevronRight} />
      </Link>
    </li>
  );
}
