// What goes with what in the demo: things in one bundle, then things that share tags.
// It shapes the invented history only; what a shopper is shown is learnt from that history.
import type { Article } from './assortment.ts';
import type { Person } from './people.ts';
import { type Rng, rngFor } from './rng.ts';

const bundles: readonly (readonly string[])[] = [
  ['bota-serra', 'meia-de-la-serra', 'casaco-garoa', 'mochila-trilha', 'luva-geada'],
  ['barraca-clareira', 'lanterna-vagalume', 'corda-cipo', 'lenha-eucalipto', 'machadinha-aroeira', 'bussola-norte'],
  ['caneca-barro', 'bule-quintal', 'mel-laranjeira', 'chocolate-cabruca', 'xicara-de-cha-camomila'],
  [
    'maio-ilhabela',
    'chinelo-areia',
    'guarda-sol-jericoacoara',
    'chapeu-duna',
    'oculos-de-sol-mare',
    'saida-de-praia-trancoso',
  ],
  ['mascara-de-mergulho-arraial', 'boia-litoral', 'sunga-maresia', 'oculos-de-natacao-raia'],
  ['vela-capim-limao', 'sabonete-jabuticaba', 'hidratante-cupuacu', 'necessaire-petala'],
  ['bola-de-futebol-varzea', 'gol-campinho', 'camiseta-pitanga', 'bermuda-restinga'],
  ['novelo-carneiro', 'linha-bordado', 'tesoura-recorte', 'cesto-taboa'],
  ['vaso-com-planta-peperomia', 'cacto-caatinga', 'muda-manjericao', 'balde-poco', 'ninho-sabia'],
  ['tulipa-holambra', 'jacinto-julho', 'vaso-de-ceramica-marajo'],
  ['bicicleta-ciclovia', 'colete-farol', 'cadeado-portao', 'chave-inglesa-rosca'],
  ['tenis-orla', 'regata-vento', 'cronometro-volta', 'bone-mirante'],
  ['caderno-confete', 'caneta-recado', 'lapis-jequitiba', 'caderneta-noturna', 'aquarela-manaca'],
  ['caixa-de-ferramentas-oficina', 'martelo-cumaru', 'chave-de-fenda-fenda', 'serrote-pinho', 'escada-pomar'],
  ['panela-caldo', 'faca-mineira', 'tigela-angra', 'frigideira-alvorada', 'pote-conserva'],
  ['aparelho-de-fondue-mantiqueira', 'taca-de-vinho-vinhedo', 'prato-louca'],
  ['livro-sobremesa', 'oculos-de-leitura-varanda', 'chocolate-cabruca'],
  ['trenzinho-maria-fumaca', 'bondinho-santa-teresa', 'jipe-lama', 'trator-roca'],
  ['urso-amendoim', 'dinossauro-sousa', 'almofada-raposa', 'baleia-jubarte'],
  ['peixe-soneca', 'pena-cacador', 'novelo-carneiro'],
  ['osso-roer', 'bolinha-esconde-esconde', 'disco-parque'],
  ['mala-rota', 'necessaire-petala', 'bateria-meio-dia', 'fone-silencio'],
  ['guarda-chuva-temporal', 'casaco-garoa', 'bota-longa-vereda'],
  ['sofa-soneca', 'quadro-vale-verde', 'almofada-panda', 'luminaria-arraial'],
];

const bundlesOf = (article: Article): (readonly string[])[] =>
  bundles.filter((bundle) => bundle.includes(article.product.sourceId));

export class Affinity {
  readonly #articles: readonly Article[];
  readonly #popularity: ReadonlyMap<Article, number>;
  readonly #near = new Map<Article, ReadonlyMap<Article, number>>();

  constructor(seed: string, articles: readonly Article[]) {
    this.#articles = articles;
    // A few things sell ten times as well as most; dear things sell less.
    this.#popularity = new Map(
      articles.map((article) => {
        const luck = 0.3 + 2.7 * rngFor(seed, `popularity/${article.product.sourceId}`).next() ** 3;
        return [article, luck * (20_000 / article.regular.minor) ** 0.35];
      }),
    );
  }

  /** What a visit of this person is about. */
  anchor(rng: Rng, person: Person): Article {
    return rng.weighted(
      this.#articles,
      (article) => this.#liking(person, article) ** 2 * (this.#popularity.get(article) ?? 0),
    );
  }

  /** Something to look at or buy beside `anchor`, never the same thing. */
  companion(rng: Rng, person: Person, anchor: Article): Article {
    const near = this.#nearOf(anchor);
    return rng.weighted(this.#articles, (article) => (near.get(article) ?? 0) * (this.#liking(person, article) + 0.5));
  }

  #liking(person: Person, article: Article): number {
    return article.product.tags.reduce((sum, tag) => sum + (person.tastes.get(tag) ?? 0), 0.05);
  }

  #nearOf(anchor: Article): ReadonlyMap<Article, number> {
    const known = this.#near.get(anchor);
    if (known) return known;
    const together = new Set(bundlesOf(anchor).flat());
    const near = new Map(
      this.#articles
        .filter((article) => article !== anchor)
        .map((article) => {
          const shared = article.product.tags.filter(
            (tag) => tag !== 'presente' && anchor.product.tags.includes(tag),
          ).length;
          const closeness = shared ** 2 + (together.has(article.product.sourceId) ? 40 : 0);
          return [article, closeness * (this.#popularity.get(article) ?? 0) + 0.002];
        }),
    );
    this.#near.set(anchor, near);
    return near;
  }
}

/** The keys of all bundles, for the test that they name real families. */
export const bundledKeys: readonly string[] = [...new Set(bundles.flat())];
