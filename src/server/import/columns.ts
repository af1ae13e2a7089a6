// Which column of a file means what: by the shopkeeper's word (--map, --mapping), else by its name.
// A column that has to be there and isn't ends the import before anything is written.
import { StartRefusal } from '#server/start-refusal.ts';

/** In the order in which they come in: the later ones name what the earlier ones brought. */
export const fileKinds = [
  'catalogue',
  'stock',
  'recall',
  'markdown',
  'tagRule',
  'poster',
  'rating',
  'promotion',
  'priceList',
  'coupon',
  'history',
] as const;
export type FileKind = (typeof fileKinds)[number];

/** Field → column of the file. */
export type Columns = Partial<Record<string, string>>;

/** What people say: `name=Title` for every file that knows the field, `history.item=SKU` for one. */
export type Mapping = Record<string, string>;

interface Field {
  names: string;
  pattern?: RegExp;
}

const live: Field = { names: 'live active ativo activo' };
/** Words in the chain's three languages: `text`, `text_en`, `text_es`. */
const wordsOf = (field: string, names: string): Record<string, Field> => ({
  [field]: { names },
  [`${field}_en`]: { names: `${field}_en` },
  [`${field}_es`]: { names: `${field}_es` },
});

/** What promotions, price lists and coupons have in common. */
const deal: Record<string, Field> = {
  ...wordsOf('name', 'name title nome titulo nombre'),
  kind: { names: 'kind type tipo' },
  value: { names: 'value valor' },
  products: { names: 'products product items item produtos produto productos producto' },
  departments: { names: 'departments department departamentos departamento categories category' },
  tags: { names: 'tags tag etiquetas' },
  from: { names: 'from since start de desde inicio' },
  to: { names: 'to until end ate hasta fim fin' },
  weekly: { names: 'weekly hours horas semana' },
  stacking: { names: 'stacking stack' },
  bestOf: { names: 'best_of' },
  priority: { names: 'priority prioridade prioridad' },
  currency: { names: 'currency moeda moneda' },
  live,
};

/** Names are compared without case, accents and punctuation. A pattern is tried after all names of its field. */
const known: Record<FileKind, Record<string, Field>> = {
  catalogue: {
    item: { names: 'id item item_id sku variant_id source_id codigo referencia stockcode' },
    gtin: {
      names: 'gtin gtin13 gtin14 ean ean13 barcode upc codigo_de_barras',
      pattern: /(^|_)(gtin|ean|upc|rcn)_?(8|12|13|14)?(_|$)/,
    },
    name: { names: 'name title nome titulo nombre product_name' },
    price: { names: 'price preco precio unit_price valor', pattern: /(^|_)(price|preco|precio)(_|$)/ },
    currency: { names: 'currency moeda moneda' },
    group: { names: 'item_group_id group parent parent_id style product_id' },
    sku: { names: 'sku mpn' },
    brand: { names: 'brand marca vendor' },
    department: { names: 'department departamento category categoria product_type tipo_de_produto tipo_de_producto' },
    googleCategory: { names: 'google_product_category' },
    salePrice: { names: 'sale_price preco_promocional precio_de_oferta' },
    saleDates: { names: 'sale_price_effective_date' },
    availability: { names: 'availability disponibilidade disponibilidad' },
    colour: { names: 'colour color cor' },
    size: { names: 'size tamanho talla' },
    subtitle: { names: 'subtitle subtitulo' },
    description: { names: 'description descricao descripcion body' },
    care: { names: 'care cuidados' },
    unit: { names: 'unit unidade unidad' },
    picture: { names: 'picture image image_link foto imagem imagen' },
    pictures: { names: 'pictures images additional_image_link fotos imagens imagenes' },
    tags: { names: 'tags etiquetas' },
    live,
  },
  stock: {
    item: { names: 'id item item_id sku variant_id source_id codigo referencia stockcode' },
    gtin: {
      names: 'gtin gtin13 gtin14 ean ean13 barcode upc codigo_de_barras',
      pattern: /(^|_)(gtin|ean|upc|rcn)_?(8|12|13|14)?(_|$)/,
    },
    store: { names: 'store loja tienda location store_code' },
    onHand: { names: 'on_hand onhand stock estoque existencias quantity qty quantidade cantidad' },
    aisle: { names: 'aisle corredor pasillo' },
    bay: { names: 'bay shelf prateleira estante' },
  },
  recall: {
    id: { names: 'id recall notice number numero codigo' },
    gtin: { names: 'gtin gtin13 gtin14 ean ean13 barcode upc codigo_de_barras' },
    lots: { names: 'lots lot lotes lote batches batch' },
    serials: { names: 'serials serial series serie' },
    level: { names: 'level nivel' },
    from: { names: 'from since start de desde inicio' },
    to: { names: 'to until end ate hasta fim fin' },
    ...wordsOf('text', 'text texto message'),
    live,
  },
  markdown: {
    id: { names: 'id markdown rule codigo' },
    products: { names: 'products product items item produtos produto productos producto' },
    steps: { names: 'steps step faixas tramos' },
    live,
  },
  tagRule: {
    id: { names: 'id rule codigo' },
    pattern: { names: 'pattern layout formato' },
    names: { names: 'names kind nomeia nombra' },
    base: { names: 'base' },
    decimals: { names: 'decimals decimais decimales' },
    currency: { names: 'currency moeda moneda' },
    live,
  },
  poster: {
    code: { names: 'code id poster codigo' },
    ...wordsOf('name', 'name title nome titulo nombre'),
    products: { names: 'products product items item produtos produto productos producto' },
    live,
  },
  rating: {
    product: { names: 'product item id item_group_id produto producto codigo sku gtin' },
    average: { names: 'rating average stars nota media estrelas estrellas' },
    count: { names: 'count rating_count ratings reviews avaliacoes valoraciones' },
    ...wordsOf('review', 'review comment avaliacao comentario'),
    ...wordsOf('review_2', 'review_2'),
    ...wordsOf('review_3', 'review_3'),
    live,
  },
  promotion: { id: { names: 'id promotion promocao promocion codigo' }, ...deal },
  priceList: {
    id: { names: 'id price_list codigo' },
    group: { names: 'group customer_group grupo' },
    ...deal,
  },
  coupon: { code: { names: 'code coupon codigo cupom cupon' }, use: { names: 'use uso' }, ...deal },
  history: {
    item: { names: 'item item_id sku id variant_id source_id product codigo stockcode' },
    gtin: { names: 'gtin gtin13 gtin14 ean ean13 barcode upc' },
    customer: { names: 'customer customer_id user user_id cliente' },
    visit: { names: 'visit session session_id order order_id invoice invoiceno' },
    at: { names: 'ts timestamp time at date datetime event_timestamp invoicedate' },
    event: { names: 'event event_name' },
    quantity: { names: 'qty quantity quantidade cantidad' },
    price: { names: 'unit_price price preco', pattern: /(^|_)(price|preco|precio)(_|$)/ },
    currency: { names: 'currency moeda' },
    eventId: { names: 'event_id' },
    order: { names: 'transaction_id' },
  },
};

/** One of each inner list has to be there. */
const needed: Record<FileKind, string[][]> = {
  catalogue: [['item', 'gtin'], ['gtin'], ['name'], ['price']],
  stock: [['item', 'gtin'], ['onHand']],
  recall: [['id'], ['gtin']],
  markdown: [['id']],
  tagRule: [['id']],
  poster: [['code']],
  rating: [['product']],
  promotion: [['id']],
  priceList: [['id'], ['group']],
  coupon: [['code']],
  history: [['item', 'gtin'], ['at'], ['customer', 'visit']],
};

/** A catalogue in a further language: it names what is there already, and says it in other words. */
export const neededForWords: string[][] = [['item', 'gtin', 'group'], ['name']];

export const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');

/** Throws StartRefusal when a needed field has no column, or a column that was named for this file is not in it. */
export function columnsOf(
  file: string,
  kind: FileKind,
  columns: readonly string[],
  mapping: Mapping,
  mustHave: readonly string[][] = needed[kind],
): Columns {
  const found: Columns = {};
  // Some feeds write their attributes with the prefix they have in XML.
  const byName = new Map(columns.map((column) => [plainName(column.replace(/^g:/, '')), column]));
  for (const [field, { names, pattern }] of Object.entries(known[kind])) {
    const said = mapping[`${kind}.${field}`];
    const column = said ?? mapping[field];
    if (column !== undefined && columns.includes(column)) found[field] = column;
    else if (said !== undefined)
      throw new StartRefusal(
        `${file} has no column "${said}" (asked for by ${kind}.${field}).`,
        `Its columns: ${columns.join(', ')}.`,
      );
    else {
      const name =
        names.split(' ').find((candidate) => byName.has(candidate)) ??
        [...byName.keys()].find((candidate) => pattern?.test(candidate));
      if (name !== undefined) found[field] = byName.get(name) ?? name;
    }
  }
  for (const fields of mustHave) {
    if (fields.some((field) => found[field] !== undefined)) continue;
    throw new StartRefusal(
      `${file}: no column was recognised as ${fields.join(' or ')}.`,
      `Name it: --map ${kind}.${fields[0]}=COLUMN. Its columns: ${columns.join(', ') || 'none'}.`,
    );
  }
  return found;
}

/** `name=Title,gtin=EAN` to a mapping. Throws StartRefusal for anything else. */
export function parseMapping(text: string): Mapping {
  const mapping: Mapping = {};
  for (const part of text.split(',')) {
    const [, field, column] = /^\s*([\w.]+)\s*=\s*(.+?)\s*$/.exec(part) ?? [];
    if (field === undefined || column === undefined)
      throw new StartRefusal(`--map ${text}: "${part}" is not field=column.`, 'Write --map name=Title,gtin=EAN.');
    refuseUnknownField(field);
    mapping[field] = column;
  }
  return mapping;
}

/** The content of a mapping file: `{"name": "Title", "history": {"item": "SKU"}}`. Throws StartRefusal for anything else. */
export function mappingOfJson(file: string, value: unknown): Mapping {
  const mapping: Mapping = {};
  const add = (field: string, column: unknown): void => {
    if (typeof column !== 'string')
      throw new StartRefusal(`${file}: ${field} has to be the name of a column.`, 'Write {"name": "Title"}.');
    refuseUnknownField(field);
    mapping[field] = column;
  };
  if (typeof value !== 'object' || value === null)
    throw new StartRefusal(`${file} is no mapping.`, 'Write {"name": "Title"}.');
  for (const [field, column] of Object.entries(value)) {
    if (field in known && typeof column === 'object' && column !== null)
      for (const [inner, name] of Object.entries(column)) add(`${field}.${inner}`, name);
    else add(field, column);
  }
  return mapping;
}

function refuseUnknownField(field: string): void {
  const fields = Object.entries(known).flatMap(([kind, inner]) =>
    Object.keys(inner).flatMap((name) => [name, `${kind}.${name}`]),
  );
  if (!fields.includes(field))
    throw new StartRefusal(
      `There is no field "${field}".`,
      `Fields: ${[...new Set(fields.filter((name) => !name.includes('.')))].join(', ')}.`,
    );
}
