// "Seus pedidos" for a shopper, "Enviados e fila" for the staff: every act with its code, open ones first [A16, A17].
import ClipboardList from 'lucide-react/icons/clipboard-list';
import ScanBarcode from 'lucide-react/icons/scan-barcode';
import Ticket from 'lucide-react/icons/ticket';
import './activity.css';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useActivityWords } from '#app/activity-words.ts';
import { Notes } from '#app/notes.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { type TextKey, useText } from '#app/text/text.ts';
import type { ActState } from '#app/ui/act-state.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { Segmented } from '#app/ui/segmented.tsx';
import type { Activity } from '#sync/tablet-port.ts';
import { ActFileCard, useActFiles } from './act-files.tsx';
import { ActRows, type Row } from './act-rows.tsx';
import { isListed } from '#app/activity-listed.ts';

type Group = 'waiting' | 'sent' | 'done' | 'refused' | 'parked';

/** What a person has to do something about comes first. */
const order: Record<ActState, [rank: number, group: Group]> = {
  choice: [0, 'refused'],
  parked: [1, 'parked'],
  refused: [2, 'refused'],
  expired: [3, 'refused'],
  superseded: [4, 'refused'],
  adjusted: [5, 'done'],
  queued: [6, 'waiting'],
  guaranteed: [7, 'waiting'],
  sent: [8, 'sent'],
  confirmed: [9, 'done'],
};
const groups = ['parked', 'waiting', 'sent', 'refused', 'done'] as const satisfies Group[];

export function ActivityPage() {
  const { device } = useInstallation();
  const rows = useRows();
  return device.mode === 'shopper' ? <OwnActs rows={rows} /> : <DeviceActs rows={rows} />;
}

function OwnActs({ rows }: { rows: Row[] }) {
  const t = useText();
  const [, navigate] = useLocation();
  return (
    <Screen
      bar={<ScreenBar back />}
      note={<Notes />}
      title={t('activity.title')}
      titleHidden={rows.length === 0}
      line={rows.length > 0 ? t('activity.line') : ''}
      dock={
        <Dock>
          <Button size="dock" icon={Ticket} onClick={() => navigate(routes.ticket)}>
            {t('ticket.have')}
          </Button>
          <Button size="dock" variant="primary" wide icon={ScanBarcode} onClick={() => navigate(routes.home)}>
            {t('activity.other_tag')}
          </Button>
        </Dock>
      }
    >
      {rows.length === 0 ? (
        <EmptyState title={t('activity.empty')} text={t('activity.empty_text')} icon={ClipboardList} />
      ) : (
        <ActRows label={t('activity.title')} rows={rows} onSave={null} />
      )}
    </Screen>
  );
}

function DeviceActs({ rows }: { rows: Row[] }) {
  const t = useText();
  const { device } = useInstallation();
  const files = useActFiles();
  const [chosen, setChosen] = useState<Group | 'all'>('all');
  const inGroup = (group: Group) => rows.filter(({ words }) => order[words.state][1] === group);
  const filled = groups.filter((group) => inGroup(group).length > 0);
  // The last one of a group may leave it while its filter is on.
  const shown = chosen === 'all' || inGroup(chosen).length === 0 ? rows : inGroup(chosen);
  const named = (key: TextKey, count: number) => t('outbox.count', { name: t(key), count });
  const home = device.mode === 'manager' ? routes.manager : routes.staff;
  return (
    <Screen
      bar={<ScreenBar back={home} home={home} />}
      note={<Notes />}
      title={t('outbox.title')}
      line={t('outbox.line')}
    >
      {filled.length > 1 ? (
        <Segmented
          label={t('outbox.filter')}
          labelHidden
          value={inGroup(chosen as Group).length > 0 ? chosen : 'all'}
          onChange={setChosen}
          options={[
            { value: 'all' as const, label: named('outbox.all', rows.length) },
            ...filled.map((group) => ({
              value: group,
              label: named(`outbox.${group}`, inGroup(group).length),
            })),
          ]}
        />
      ) : null}
      {rows.length === 0 ? (
        <EmptyState title={t('outbox.empty')} text={t('outbox.empty_text')} icon={ClipboardList} />
      ) : (
        <ActRows label={t('outbox.title')} rows={shown} onSave={(ids) => void files.save(ids)} />
      )}
      <ActFileCard files={files} />
    </Screen>
  );
}

function useRows(): Row[] {
  const wordsOf = useActivityWords();
  const activities = useReadable(useTablet().activity);
  useSeen(activities);
  return activities
    .filter((activity) => isListed(activity, activities))
    .map((activity) => ({ activity, words: wordsOf(activity) }))
    .toSorted((a, b) => order[a.words.state][0] - order[b.words.state][0]);
}

/** What stands on this page has been seen by a person [OC1]. */
function useSeen(activities: readonly Activity[]): void {
  const tablet = useTablet();
  useEffect(() => {
    for (const { id, outcome, seen } of activities) if (outcome && !seen) void tablet.seen(id);
  }, [tablet, activities]);
}
