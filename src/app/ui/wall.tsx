// What a screen of the shop shows: `Wall` (1920 × 1080) and `Strip` (1920 × 158, bays of 640). Same shelf, rail and tag.
// A price that is too old hides; the picture and the name stay.
import './wall.css';
import type { ReactNode } from 'react';
import { QrCode } from './qr-code.tsx';
import { PriceTag, type PriceTagProps } from './price-tag.tsx';
import { Rail } from './rail.tsx';
import { ShelfField, type ShelfFieldProps } from './shelf-field.tsx';

export interface WallProps {
  field: Pick<ShelfFieldProps, 'pigment' | 'seed' | 'picture' | 'kicker' | 'name'>;
  tag: Pick<PriceTagProps, 'price' | 'was' | 'percent' | 'insteadOfPrice'>;
  title?: string | undefined;
  lines?: readonly string[];
  /** Address on our own domain. */
  qr: { text: string; label: string } | null;
  /** Under the QR: "12 pares aqui, 10:58". */
  stock?: string | undefined;
}

export function Wall({ field, tag, title, lines = [], qr, stock }: WallProps) {
  return (
    <main className="g-wall" id="content">
      <ShelfField {...field} place="wall" />
      <Rail
        tag={<PriceTag {...tag} cash={false} />}
        title={title}
        lines={lines}
        end={
          qr ? (
            <div className="g-wall__qr">
              <QrCode {...qr} />
              {stock ? <p>{stock}</p> : null}
            </div>
          ) : stock ? (
            <p className="g-wall__stock">{stock}</p>
          ) : undefined
        }
      />
    </main>
  );
}

export interface Bay {
  id: string;
  name: string;
  lines: readonly string[];
  tag: Pick<PriceTagProps, 'price' | 'was' | 'percent' | 'insteadOfPrice'>;
  qr: { text: string; label: string } | null;
}

export function Strip({ bays }: { bays: readonly Bay[] }) {
  return (
    <main className="g-strip" id="content">
      {bays.map((bay) => (
        <StripBay key={bay.id} bay={bay} />
      ))}
    </main>
  );
}

function StripBay({ bay }: { bay: Bay }): ReactNode {
  return (
    <section className="g-bay">
      <PriceTag {...bay.tag} cash={!bay.tag.was} />
      <div className="g-bay__words">
        <h2>{bay.name}</h2>
        {bay.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {bay.qr ? (
        <div className="g-bay__qr">
          <QrCode {...bay.qr} />
        </div>
      ) : null}
    </section>
  );
}
