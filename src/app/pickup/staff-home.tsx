// The floor at a glance: what waits carries colour; the newest of it stands on the right with its next step.
import HandHelping from 'lucide-react/icons/hand-helping';
import PackageCheck from 'lucide-react/icons/package-check';
import Printer from 'lucide-react/icons/printer';
import ScanBarcode from 'lucide-react/icons/scan-barcode';
import ScanLine from 'lucide-react/icons/scan-line';
import SearchIcon from 'lucide-react/icons/search';
import Send from 'lucide-react/icons/send';
import './staff-home.css';
import { useLocation } from 'wouter';
import { waitingOf } from '#app/activity-listed.ts';
import { DeskTile, UrgentProblems, useUrgent } from '#app/desk-tile.tsx';
import { Notes } from '#app/notes.tsx';
import { useNow } from '#app/now.ts';
import { routes, staffOrderPath } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { Icon, type IconType } from '#app/ui/icon.tsx';
import { ReaderLine } from '#app/ui/reader-line.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { StaffTile, StaffTiles } from '#app/ui/staff-tile.tsx';
import { VisitBar } from '#app/ui/visit-bar.tsx';

const newest = 6;

export function StaffHome() {
  const t = useText();
  const format = useFormat();
  const tablet = useTablet();
  const [, navigate] = useLocation();
  const { home, zone } = useInstallation();
  const view = useReadable(tablet.view);
  const shift = useReadable(tablet.shift);
  const { link, lastAnswerMs } = useReadable(tablet.status);
  const waiting = waitingOf(useReadable(tablet.activity));
  const nowMs = useNow();
  const ready = view.knows('fulfilment', home)
    ? view.list('fulfilment', home).filter(({ state }) => state === 'ready' || state === 'waiting')
    : [];
  const calls = view.knows('task', home) ? view.list('task', home).filter(({ state }) => state === 'open') : [];
  const urgent = useUrgent(nowMs);
  const oldestCallMs = Math.min(...calls.map(({ createdMs }) => createdMs));
  return (
    <Screen
      bar={
        <ScreenBar home={null} brand>
          {link === 'online' && lastAnswerMs ? (
            <Chip tone="good">{t('bar.up_to_date', { time: format.time(lastAnswerMs, zone) })}</Chip>
          ) : null}
          <VisitBar firstName={shift?.staff.name ?? null} onEnd={() => void tablet.signOut()} />
        </ScreenBar>
      }
      note={<Notes />}
      title={t('staff.home')}
      titleHidden
      wide
    >
      <div className="g-floor">
        <StaffTiles>
          <StaffTile
            icon={PackageCheck}
            title={t('staff.pickups')}
            count={ready.length}
            waiting={ready.length > 0}
            pigment="mata"
            line={t('staff.pickups_ready', { count: ready.length })}
            onOpen={() => navigate(routes.staffFind)}
          />
          <StaffTile
            icon={HandHelping}
            title={t('staff.calls')}
            count={calls.length}
            waiting={calls.length > 0}
            pigment="caju"
            line={
              calls.length > 0
                ? t('staff.calls_line', { age: format.age(nowMs - oldestCallMs) })
                : t('staff.calls_empty')
            }
            onOpen={() => navigate(routes.staffCalls)}
          />
          <DeskTile />
          <StaffTile
            icon={SearchIcon}
            title={t('staff.find')}
            line={t('staff.find_line')}
            pigment="anil"
            onOpen={() => navigate(routes.staffFind)}
          />
          <StaffTile
            icon={Send}
            title={t('staff.outbox')}
            count={waiting}
            line={t('staff.outbox_line', { count: waiting })}
            pigment="ceu"
            onOpen={() => navigate(routes.activity)}
          />
          <StaffTile
            icon={ScanBarcode}
            title={t('staff.product')}
            line={t('scan.show_tag')}
            pigment="ipe"
            onOpen={() => navigate(routes.scan)}
          />
          <StaffTile
            icon={Printer}
            title={t('tags.title')}
            line={t('tags.tile_line')}
            pigment="goiaba"
            onOpen={() => navigate(routes.staffTags)}
          />
          <StaffTile
            icon={ScanLine}
            title={t('readers.title')}
            line={t('readers.tile_line')}
            pigment="anil"
            onOpen={() => navigate(routes.staffReaders)}
          />
        </StaffTiles>
        <section className="g-card g-floor__now">
          <h2>{t('staff.now')}</h2>
          {ready.length + calls.length + urgent.length === 0 ? (
            <p className="g-quiet">{t('staff.nothing_now')}</p>
          ) : null}
          <ul>
            <UrgentProblems problems={urgent} nowMs={nowMs} />
            {calls
              .toReversed()
              .slice(0, newest)
              .map(({ id, code, kind, text, createdMs }) => (
                <li key={id} className="g-floor__row">
                  <Sign icon={kind === 'unknown_code' ? ScanBarcode : HandHelping} pigment="caju" />
                  <div>
                    <h3>
                      {kind === 'unknown_code'
                        ? t('staff.call_code', { code: text })
                        : text
                          ? t('staff.call_help', { product: text })
                          : t('staff.call_plain')}
                    </h3>
                    <p className="g-note g-quiet">
                      {code} · {format.age(nowMs - createdMs)}
                    </p>
                  </div>
                  <Button onClick={() => navigate(routes.staffCalls)}>{t('do.see')}</Button>
                </li>
              ))}
            {ready.slice(0, newest - 2 * urgent.length).map(({ id, number, firstName, box }) => (
              <li key={id} className="g-floor__row">
                <Sign icon={PackageCheck} pigment="mata" />
                <div>
                  <h3>{`${number}, ${firstName}`}</h3>
                  <p className="g-note g-quiet">{box ? t('order.box', { box }) : t('order.state_ready')}</p>
                </div>
                <Button onClick={() => navigate(staffOrderPath(number))}>{t('handover.give')}</Button>
              </li>
            ))}
          </ul>
          <ReaderLine rail words={t('reader.ready_anywhere')} />
        </section>
      </div>
    </Screen>
  );
}

function Sign({ icon, pigment }: { icon: IconType; pigment: 'caju' | 'mata' }) {
  return (
    <span className={`g-floor__sign g-pigment-${pigment}`}>
      <Icon of={icon} />
    </span>
  );
}
