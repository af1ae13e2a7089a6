import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { aiFormats, linkKeys } from '#domain/gs1-ai-table.ts';
import { aiTableOf } from './ai-table.ts';

/** A few lines of every kind, as they stand in the GS1 Barcode Syntax Dictionary (Apache-2.0). */
const excerpt = `
# AI     Flags Specification                    Attributes                                         Title

00         *?  N18,csum,keyoff1                 dlpkey                                           # SSCC
01         *?  N14,csum,keyoff1                 ex=255,37 dlpkey=22,10,21|235                    # GTIN
10          ?  X..20                            req=01,02,03,8006,8026                           # BATCH/LOT
17         *?  N6,yymmd0                        req=01,02,03,255,8006,8026                       # USE BY or EXPIRY
21             X..20                            req=01,03,8006 ex=235                            # SERIAL
253         ?  N13,csum,key [X..17]             dlpkey                                           # GDTI
3100-3105  *?  N6                               req=01,02 ex=310n                                # NET WEIGHT (kg)
3110-3115  *?  N6                               req=01,02 ex=311n                                # LENGTH (m)
3930-3939   ?  N3,iso4217 N..15                 req=30,31nn,32nn,35nn,36nn ex=393n               # PRICE
4302        ?  X..70,pcenc                      req=00                                           # SHIP TO ADD1
4303        ?  X..70,pcenc                      req=4302                                         # SHIP TO ADD2
7003        ?  N6,yymmdd N4,hhmi                req=01,02                                        # EXPIRY TIME
7007        ?  N6,yymmdd [N6],yymmdd            req=01,02                                        # HARVEST DATE
8010        ?  Y..30,key                        dlpkey=8011                                      # CPID
8030        ?  Z..90  req=00,01+21,253,255,8003,8004,8006+21,8010+8011,8017,8018                 # DIGSIG
8110        ?  X..70,couponcode
91-99       ?  X..90                                                                             # INTERNAL
`;

describe('the table of identifiers', () => {
  it('is made of the dictionary: one line per format, runs joined, checks and qualifiers kept', () => {
    const made = aiTableOf(excerpt);
    for (const line of [
      '*N18c: 00',
      'X..20: 10 21',
      'N13c [X..17]: 253',
      '*N6: 3100-3105 3110-3115',
      'N3 N..15: 3930-3939',
      'X..70: 4302-4303 8110',
      'N6e N4: 7003',
      'N6e [N6e]: 7007',
      'X..90: 91-99',
    ])
      expect(made.split(/[\n`;]/)).toContain(line);
    expect(made).toContain("['01', [['22','10','21'],['235']]],");
  });

  it('says of each identifier of the excerpt what the committed table says', () => {
    const linesOf = (text: string): string[] => /formats = `\n([^`]*)`/.exec(text)?.[1]?.split('\n') ?? [];
    const lines = linesOf(aiTableOf(excerpt));
    const committed = readFileSync(
      fileURLToPath(new URL('../../src/domain/gs1-ai-formats.ts', import.meta.url)),
      'utf8',
    );
    const formatOf = (text: readonly string[], ai: string): string | undefined =>
      text
        .find((line) =>
          line
            .split(': ')[1]
            ?.split(' ')
            .some((run) => {
              const [from = '', to = from] = run.split('-');
              return ai.length === from.length && ai >= from && ai <= to;
            }),
        )
        ?.split(': ')[0];
    const committedLines = linesOf(committed);
    for (const [ai = ''] of excerpt.matchAll(/^\d{2,4}/gm)) {
      expect(formatOf(committedLines, ai), ai).toBe(formatOf(lines, ai));
      expect(aiFormats.has(ai), ai).toBe(true);
    }
    expect(linkKeys.get('01')).toEqual([['22', '10', '21'], ['235']]);
    expect(linkKeys.has('10')).toBe(false);
  });

  it('refuses a line that it can not read', () => {
    expect(() => aiTableOf('01 * what is this')).toThrow(/not a line/);
  });
});
