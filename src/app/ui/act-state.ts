// Where an act stands, as a sign: icon and tone. The list and the sheet always show the same one.
import CircleCheck from 'lucide-react/icons/circle-check';
import CirclePause from 'lucide-react/icons/circle-pause';
import CircleX from 'lucide-react/icons/circle-x';
import Clock from 'lucide-react/icons/clock';
import Hourglass from 'lucide-react/icons/hourglass';
import Scale from 'lucide-react/icons/scale';
import Send from 'lucide-react/icons/send';
import ShieldCheck from 'lucide-react/icons/shield-check';
import Split from 'lucide-react/icons/split';
import UserCheck from 'lucide-react/icons/user-check';
import type { IconType } from './icon.tsx';

export type ActState =
  | 'queued'
  | 'guaranteed'
  | 'sent'
  | 'confirmed'
  | 'adjusted'
  | 'choice'
  | 'refused'
  | 'superseded'
  | 'expired'
  | 'parked';

type Tone = 'good' | 'stale' | 'stop' | 'note' | 'plain';

export const actLooks: Record<ActState, readonly [Tone, IconType]> = {
  queued: ['plain', Clock],
  guaranteed: ['good', ShieldCheck],
  sent: ['plain', Send],
  confirmed: ['good', CircleCheck],
  adjusted: ['note', Scale],
  choice: ['stale', Split],
  refused: ['stop', CircleX],
  superseded: ['note', UserCheck],
  expired: ['stale', Hourglass],
  parked: ['stale', CirclePause],
};
