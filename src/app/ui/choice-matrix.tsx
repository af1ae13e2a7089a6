// Colour × size at one glance: filled + square is here, dashed + ring online only, struck none. Arrow keys walk the grid.
// In little room the colours become a list and the numbers of the chosen colour stand below it.
import './choice-matrix.css';
import { useId, useRef } from 'react';
import { useText } from '#app/text/text.ts';
import {
  besideGrid,
  type Choice,
  type ChoiceColour,
  choiceRows,
  nextCell,
  sameSizeIn,
  shownRows,
  stopIn,
} from './choice.ts';
import { names } from './names.ts';

export interface ChoiceMatrixProps {
  choices: readonly Choice[];
  /** In order; empty when the product has one colour only. */
  colours: readonly ChoiceColour[];
  /** In order; empty when it has no sizes. */
  sizes: readonly string[];
  /** Variant id that is chosen. */
  chosen: string | null;
  onChoose: (key: string) => void;
  /** Words of the legend when stock is old ("aqui às 10:42", "online, a confirmar"); default "nesta loja", "só online". */
  hereWords?: string;
  onlineWords?: string;
}

export function ChoiceMatrix({ choices, colours, sizes, chosen, onChoose, hereWords, onlineWords }: ChoiceMatrixProps) {
  const t = useText();
  const grid = useRef<HTMLDivElement>(null);
  const besideId = useId();
  const all = choiceRows(choices, colours, sizes);
  const { rows, left: leftInGrid } = shownRows(all, chosen);
  const { beside, left: leftBeside } = besideGrid(choices, all, chosen);
  const left = leftInGrid + leftBeside;
  const current = choices.find((one) => one.key === chosen) ?? null;
  const colourOf = (one: Choice) => colours.find((colour) => colour.key === one.colour);
  const single = colours.length === 0 || sizes.length === 0;
  const words = {
    here: hereWords ?? t('product.here'),
    online: onlineWords ?? t('product.online_only'),
    none: t('product.sold_out'),
  };
  const stop = stopIn(rows, chosen);
  const isBeside = beside.some(({ key }) => key === chosen);
  const stockWords = (one: Choice): string =>
    one.count === undefined ? words[one.availability] : t('product.cell_count', { count: one.count });
  const plainName = (one: Choice): string => [colourOf(one)?.name, one.size].filter(Boolean).join(' ');
  const besideName = (one: Choice): string => [plainName(one), one.code].filter(Boolean).join(' ');
  const title = isBeside
    ? 'product.chosen_beside'
    : colours.length === 0
      ? 'product.chosen_size'
      : sizes.length === 0
        ? 'product.chosen_colour'
        : 'product.chosen';
  const sample = rows.flatMap((row) => row.cells).find((one) => one?.availability === 'none');

  function walk(event: React.KeyboardEvent<HTMLButtonElement>, from: Choice): void {
    const next = nextCell(rows, from.key, event.key);
    if (!next) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-choice="${CSS.escape(next.key)}"]`)?.focus();
  }

  return (
    <section className={names('g-choice', single && 'g-choice--single', sizes.length === 0 && 'g-choice--colours')}>
      <header className="g-choice__head">
        <h2 className="g-choice__title" data-said="">
          {current ? t(title, { choice: isBeside ? besideName(current) : plainName(current) }) : t('product.choice')}
        </h2>
        <p className="g-choice__legend" aria-hidden="true">
          <span>
            <i className="g-dot g-dot--here" />
            {words.here}
          </span>
          <span>
            <i className="g-dot g-dot--online" />
            {words.online}
          </span>
          {sample ? (
            <span>
              <s>{sample.size ?? colourOf(sample)?.name}</s>
              {words.none}
            </span>
          ) : null}
        </p>
      </header>
      <div hidden={stop === null} className="g-choice__grid" role="grid" ref={grid} aria-label={t('product.choice')}>
        {rows.map(({ colour, cells }) => (
          <div
            className={names('g-choice__row', colour?.key === (current?.colour ?? undefined) && 'g-choice__row--open')}
            role="row"
            key={colour?.key ?? 'only'}
          >
            {colour ? (
              <div role="rowheader">
                <button
                  type="button"
                  className="g-choice__colour"
                  onClick={() => {
                    const next =
                      sameSizeIn(all, colour.key, current?.size ?? null) ??
                      beside.find((one) => one.colour === colour.key);
                    if (next) onChoose(next.key);
                  }}
                >
                  <i className="g-swatch" style={colour.hex ? { background: colour.hex } : undefined} />
                  {colour.name}
                </button>
              </div>
            ) : null}
            <div className="g-choice__cells" role="presentation">
              {cells.map((one, index) =>
                one ? (
                  <button
                    type="button"
                    role="gridcell"
                    key={one.key}
                    data-choice={one.key}
                    aria-selected={one.key === chosen}
                    tabIndex={one.key === stop ? 0 : -1}
                    className={names('g-cell', `g-cell--${one.availability}`, one.key === chosen && 'g-cell--chosen')}
                    aria-label={`${plainName(one)}, ${stockWords(one)}`}
                    onClick={() => onChoose(one.key)}
                    onKeyDown={(event) => walk(event, one)}
                  >
                    {one.size === null ? (
                      <i
                        className="g-swatch"
                        style={colourOf(one)?.hex ? { background: colourOf(one)?.hex } : undefined}
                      />
                    ) : null}
                    {one.availability === 'none' && one.key !== chosen ? (
                      <s>{one.size ?? colourOf(one)?.name}</s>
                    ) : (
                      <span>{one.size ?? colourOf(one)?.name}</span>
                    )}
                    {one.availability === 'none' ? null : <i className={`g-dot g-dot--${one.availability}`} />}
                  </button>
                ) : (
                  <span className="g-cell g-cell--gap" role="gridcell" key={`gap${index}`} />
                ),
              )}
            </div>
          </div>
        ))}
      </div>
      {beside.length > 0 ? (
        <div className="g-choice__beside" role="group" aria-labelledby={besideId}>
          <h3 className="g-choice__beside-title" id={besideId}>
            {t('product.choice_beside')}
          </h3>
          {beside.map((one) => (
            <button
              type="button"
              key={one.key}
              data-choice={one.key}
              aria-pressed={one.key === chosen}
              className={names('g-cell', `g-cell--${one.availability}`, one.key === chosen && 'g-cell--chosen')}
              aria-label={`${besideName(one)}, ${stockWords(one)}`}
              onClick={() => onChoose(one.key)}
            >
              {one.availability === 'none' && one.key !== chosen ? (
                <s>{besideName(one)}</s>
              ) : (
                <span>{besideName(one)}</span>
              )}
              {one.availability === 'none' ? null : <i className={`g-dot g-dot--${one.availability}`} />}
            </button>
          ))}
        </div>
      ) : null}
      {left > 0 ? <p className="g-note g-quiet">{t('product.choice_more', { count: left })}</p> : null}
    </section>
  );
}
