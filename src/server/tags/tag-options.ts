// What `gondola tags` can be told on the command line, and its help.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { labelSize, labelSizes, type LabelSize } from '#domain/label-size.ts';
import { parseTag } from '#domain/tag.ts';
import { Locale, type Locale as LocaleName } from '#domain/text.ts';
import { DEFAULT_DATA_DIR } from '#server/options.ts';
import { StartRefusal } from '#server/start-refusal.ts';
import type { TagPick } from './tag-labels.ts';

export const HELP = `gondola tags --pdf FILE (--products GTIN,GTIN | --all | --category NAME) [options]

Shelf tags to print: name, price now, EAN, and a QR code that opens the product (GS1 Digital Link).

  --products GTIN,…      these products, in this order
  --all                  every variant on sale
  --category NAME        every variant of one department
  --size SIZE            ${labelSizes.map(({ id }) => id).join(', ')}, or a roll of
                         other millimetres from 50x30 up, such as 58x40 (a4-3x8)
  --skip N               labels of the first sheet that are used up already
  --pdf FILE             where to write
  --lang LANGUAGE        pt-BR, en or es (pt-BR)
  --chain NAME           which chain, where the database holds several
  --origin URL           address in the QR codes, instead of this shop's own
  --data DIR             data folder of the shop (.gondola in the project folder)
  --help

  DATABASE_URL           a PostgreSQL server to use instead of the bundled one
`;

export type TagCommand = {
  pick: TagPick;
  size: LabelSize;
  skip: number;
  pdf: string;
  locale: LocaleName;
  chain: string | undefined;
  origin: string | undefined;
  dataDir: string;
};

/** Relative to where the person stands, not to the project. */
const place = (path: string): string => resolve(process.env['INIT_CWD'] ?? '.', path);
const wrong = (what: string): StartRefusal => new StartRefusal(what, '`npx gondola tags --help` lists the options.');

export function parseTags(args: string[]): TagCommand | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  if (!values.pdf) throw wrong('--pdf is missing: where should the tags be written?');
  const size = labelSize(values.size);
  if (!size) throw wrong(`--size ${values.size} is no label that is known here.`);
  const locale = Locale.safeParse(values.lang);
  if (!locale.success) throw wrong(`--lang ${values.lang} is none of pt-BR, en and es.`);
  const skip = Number(values.skip);
  const most = size.sheet ? size.sheet.columns * size.sheet.rows - 1 : 0;
  if (!Number.isInteger(skip) || skip < 0) throw wrong(`--skip ${values.skip} is no number of labels.`);
  if (skip > most) throw wrong(`--skip ${skip} is more than a sheet of ${size.id} has to use up: at most ${most}.`);
  const origin = values.origin === undefined ? undefined : URL.parse(values.origin);
  if (origin === null || (origin && !/^https?:$/.test(origin.protocol)))
    throw wrong(`--origin ${values.origin} is no address such as https://shop.example`);
  return {
    pick: parsePick(values),
    size,
    skip,
    pdf: place(values.pdf),
    locale: locale.data,
    chain: values.chain?.trim() || undefined,
    origin: origin?.origin,
    dataDir: values.data === undefined ? DEFAULT_DATA_DIR : place(values.data),
  };
}

function parsePick(values: { products?: string | undefined; all: boolean; category?: string | undefined }): TagPick {
  const ways = [values.products !== undefined, values.all, values.category !== undefined].filter(Boolean).length;
  if (ways !== 1) throw wrong('Say which products, in one way: --products, --all or --category.');
  if (values.category !== undefined) return { kind: 'category', name: values.category };
  if (values.products === undefined) return { kind: 'all' };
  const gtins = values.products.split(',').map((raw) => {
    const tag = parseTag({ source: 'typed', raw });
    if (tag.kind !== 'gtin') throw wrong(`--products: "${raw.trim()}" is no GTIN with a right check digit.`);
    return tag.gtin14;
  });
  return { kind: 'products', gtins };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    const options = {
      products: text,
      all: flag,
      category: text,
      size: { type: 'string', default: 'a4-3x8' },
      skip: { type: 'string', default: '0' },
      pdf: text,
      lang: { type: 'string', default: 'pt-BR' },
      chain: text,
      origin: text,
      data: text,
      help: flag,
    } as const;
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw wrong((error as Error).message);
  }
}
