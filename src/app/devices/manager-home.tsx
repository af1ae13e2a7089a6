// The manager's first page: four places to go, each with what is in it now.
import HeartPulse from 'lucide-react/icons/heart-pulse';
import Monitor from 'lucide-react/icons/monitor';
import Printer from 'lucide-react/icons/printer';
import Send from 'lucide-react/icons/send';
import Tablet from 'lucide-react/icons/tablet';
import Tag from 'lucide-react/icons/tag';
import './devices.css';
import { useLocation } from 'wouter';
import { DeskTile } from '#app/desk-tile.tsx';
import { Notes } from '#app/notes.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { Screen } from '#app/ui/screen.tsx';
import { StaffTile, StaffTiles } from '#app/ui/staff-tile.tsx';
import { VisitBar } from '#app/ui/visit-bar.tsx';

export function ManagerHome() {
  const t = useText();
  const tablet = useTablet();
  const [, navigate] = useLocation();
  const { home, storeName } = useInstallation();
  const view = useReadable(tablet.view);
  const shift = useReadable(tablet.shift);
  const { pending } = useReadable(tablet.status);
  const all = view.knows('device', home) ? view.list('device', home) : [];
  const devices = all.filter(({ state }) => state === 'active');
  const waiting = all.filter(({ state }) => state === 'pending').length;
  const displays = view.knows('display', home) ? view.list('display', home) : [];
  return (
    <Screen
      bar={
        <ScreenBar home={null} brand>
          <VisitBar firstName={shift?.staff.name ?? null} onEnd={() => void tablet.signOut()} />
        </ScreenBar>
      }
      note={<Notes />}
      title={storeName}
      line={shift ? t('manager.number', { number: shift.staff.number }) : ''}
      wide
    >
      <div className="g-manager">
        <StaffTiles>
          <StaffTile
            icon={Tablet}
            title={t('device.title')}
            line={t('manager.devices_line')}
            count={devices.length}
            pigment="mata"
            waiting={waiting > 0}
            onOpen={() => navigate(routes.managerDevices)}
          />
          <StaffTile
            icon={Monitor}
            title={t('display.title')}
            line={t('manager.displays_line')}
            count={displays.length}
            pigment="anil"
            onOpen={() => navigate(routes.managerDisplays)}
          />
          <StaffTile
            icon={Tag}
            title={t('priced.title')}
            line={t('manager.prices_line')}
            pigment="ipe"
            onOpen={() => navigate(routes.managerPrices)}
          />
          <StaffTile
            icon={Printer}
            title={t('tags.title')}
            line={t('tags.tile_line')}
            pigment="goiaba"
            onOpen={() => navigate(routes.staffTags)}
          />
          <DeskTile />
          <StaffTile
            icon={HeartPulse}
            title={t('fleet.title')}
            line={t('fleet.tile_line')}
            pigment="caju"
            onOpen={() => navigate(routes.managerFleet)}
          />
          <StaffTile
            icon={Send}
            title={t('staff.outbox')}
            line={t('manager.outbox_line')}
            count={pending}
            pigment="ceu"
            onOpen={() => navigate(routes.activity)}
          />
        </StaffTiles>
      </div>
    </Screen>
  );
}
