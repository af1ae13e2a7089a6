// GS1 Application Identifiers: how long each value is, what it may hold, which ones name a thing in an address.
// Source: the facts of the GS1 Syntax Dictionary (Apache-2.0), without its rules about which pairs belong together.

/**
 * One line per value format, then the identifiers that have it (`3100-3105` is a run). Parts of a format:
 * N digits, X the 82 characters of GS1 (table 7.11-1), Y the 39, Z the 64; `6` exactly, `..20` one to 20,
 * `[…]` may be missing; `c` check digit, `d` a date YYMMDD whose day may be 00.
 * A star: the length is predefined, so no FNC1 has to follow.
 */
const formats = `
*N18c: 00
*N14c: 01 02
*N13c: 410-417
*N6d: 11-13 15-17
*N2: 20
*N6: 3100-3105 3110-3115 3120-3125 3130-3135 3140-3145 3150-3155 3160-3165 3200-3205 3210-3215 3220-3225 3230-3235 3240-3245 3250-3255 3260-3265 3270-3275 3280-3285 3290-3295 3300-3305 3310-3315 3320-3325 3330-3335 3340-3345 3350-3355 3360-3365 3370-3375 3400-3405 3410-3415 3420-3425 3430-3435 3440-3445 3450-3455 3460-3465 3470-3475 3480-3485 3490-3495 3500-3505 3510-3515 3520-3525 3530-3535 3540-3545 3550-3555 3560-3565 3570-3575 3600-3605 3610-3615 3620-3625 3630-3635 3640-3645 3650-3655 3660-3665 3670-3675 3680-3685 3690-3695
X..20: 10 21 22 243 254 420 4318 7020 7021 7022 710-715 7240 8002 8012
X..28: 235
X..30: 240 241 250 251 400 401 403 4308 4319 7002 7023 8004 90
N..6: 242
N..8: 30 37
N..15: 3900-3909 3920-3929 423 425
N3 N..15: 3910-3919 3930-3939
N4: 3940-3943 8111
N6: 3950-3955 8005
N17c: 402
N3 X..9: 421
N3: 422 424 426
X..3: 427 7008
X..35: 4300 4301 4310 4311 4320
X..70: 4302-4306 4312-4316 8110 8112 8200
X2: 4307 4317
N10 N10: 4309
N1: 4321-4323
N6d N4: 4324 4325
N6d: 4326 7006
N6 [X1]: 4330-4333
N13c [X..17]: 253
N13c [N..12]: 255
N13: 7001
N6d N4: 7003
N..4: 7004
X..12: 7005
N6d [N6d]: 7007
X..10: 7009
X..2: 7010
N6d [N4]: 7011
N3 X..27: 7030-7039
N1 X3: 7040
X2 X..28: 7230-7239
N2: 7241
X..25: 7242 8013 8020
N4 N5 N3 N1 N1: 8001
N1 N13c [X..16]: 8003
N14c N4: 8006 8026
X..34: 8007
N8 [N..4]: 8008
X..50: 8009
Y..30: 8010
N..12: 8011
N18c: 8017 8018
N..10: 8019
Z..90: 8030
X..90: 91-99`;

/** Identifiers that name a thing in a GS1 Digital Link, each with the orders its qualifiers may have. */
export const linkKeys: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ['00', [[]]],
  ['01', [['22', '10', '21'], ['235']]],
  ['253', [[]]],
  ['255', [[]]],
  ['401', [[]]],
  ['402', [[]]],
  ['414', [['254'], ['7040']]],
  ['415', [['8020']]],
  ['417', [['7040']]],
  ['8003', [[]]],
  ['8004', [['7040']]],
  ['8006', [['22', '10', '21']]],
  ['8010', [['8011']]],
  ['8013', [[]]],
  ['8017', [['8019']]],
  ['8018', [['8019']]],
]);

export type AiFormat = {
  readonly ai: string;
  /** Whole value; each group is one part of the format. */
  readonly pattern: RegExp;
  readonly checks: readonly ('c' | 'd' | '')[];
  /** Exact length when predefined (no FNC1 follows), else undefined. */
  readonly fixedLength: number | undefined;
  readonly maxLength: number;
};

const sets: Record<string, string> = {
  N: String.raw`\d`,
  X: String.raw`[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]`,
  Y: String.raw`[#\-/0-9A-Z]`,
  Z: '[-0-9A-Z_a-z=]',
};

function partToPattern(part: string): { pattern: string; check: 'c' | 'd' | ''; length: number } {
  const [, open, set = 'N', upTo, length = '', check = ''] = /^(\[)?([NXYZ])(\.\.)?(\d+)([cd])?\]?$/.exec(part) ?? [];
  const pattern = `(${sets[set] ?? ''}{${upTo ? '1,' : ''}${length}})${open ? '?' : ''}`;
  return { pattern, check: check === 'c' || check === 'd' ? check : '', length: Number(length) };
}

function* identifiers(list: string): Generator<string> {
  for (const entry of list.split(' ')) {
    const [first = '', last = first] = entry.split('-');
    for (let ai = Number(first); ai <= Number(last); ai++) yield String(ai).padStart(first.length, '0');
  }
}

function readFormats(): Map<string, AiFormat> {
  const table = new Map<string, AiFormat>();
  for (const line of formats.trim().split('\n')) {
    const [format = '', list = ''] = line.split(': ');
    const parts = format.replace('*', '').split(' ').map(partToPattern);
    const pattern = new RegExp(`^${parts.map((part) => part.pattern).join('')}$`);
    const maxLength = parts.reduce((sum, part) => sum + part.length, 0);
    const fixedLength = format.startsWith('*') ? maxLength : undefined;
    for (const ai of identifiers(list))
      table.set(ai, { ai, pattern, checks: parts.map((part) => part.check), fixedLength, maxLength });
  }
  return table;
}

export const aiFormats: ReadonlyMap<string, AiFormat> = readFormats();
