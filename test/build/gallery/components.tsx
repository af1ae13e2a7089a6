// Every small component beside its states.
import Clock from 'lucide-react/icons/clock';
import Check from 'lucide-react/icons/check';
import Eye from 'lucide-react/icons/eye';
import Lock from 'lucide-react/icons/lock';
import Search from 'lucide-react/icons/search';
import Truck from 'lucide-react/icons/truck';
import User from 'lucide-react/icons/user';
import { useState } from 'react';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { ChoiceMatrix } from '#app/ui/choice-matrix.tsx';
import { CodeCells } from '#app/ui/code-cells.tsx';
import { CodePlate } from '#app/ui/code-plate.tsx';
import { FreshnessChip } from '#app/ui/freshness-chip.tsx';
import { CountdownRing } from '#app/ui/idle-sheet.tsx';
import { Mark } from '#app/ui/mark.tsx';
import { EmptyState, ErrorState } from '#app/ui/message.tsx';
import { OfflineLine } from '#app/ui/offline-line.tsx';
import { PriceTag } from '#app/ui/price-tag.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { QrCode } from '#app/ui/qr-code.tsx';
import { Rail } from '#app/ui/rail.tsx';
import { ReaderLine } from '#app/ui/reader-line.tsx';
import { Segmented } from '#app/ui/segmented.tsx';
import { Skeleton } from '#app/ui/skeleton.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { StockLine, StockList } from '#app/ui/stock-line.tsx';
import { Switch } from '#app/ui/switch.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { Viewfinder } from '#app/ui/viewfinder.tsx';
import { at, bootChoices, bootColours, bootSizes, brl, nothing, zone } from './samples.ts';

export function Components() {
  const t = useText();
  const [on, setOn] = useState(false);
  const [tab, setTab] = useState<'all' | 'online' | 'store'>('all');
  const [words, setWords] = useState('Semana da Serra');
  const [chosen, setChosen] = useState('caramelo-39');
  return (
    <main className="gallery" id="content" tabIndex={-1}>
      <section>
        <Mark />
        <h1>Componentes</h1>
      </section>
      <section>
        <h2>Etiqueta de preço</h2>
        <Rail tag={<PriceTag price={brl(38990)} was={brl(45990)} percent={15} />} />
        <Rail tag={<PriceTag price={brl(29990)} />} title="5× de R$ 59,98" lines={['sem juros', 'total R$ 299,90']} />
        <Rail tag={<PriceTag price={null} />} />
        <div className="gallery__row">
          <PriceTag price={brl(123456)} size="s" />
          <PriceTag price={brl(4990)} was={brl(5990)} size="s" />
          <PriceTag price={brl(4990)} size="row" />
          <PriceTag price={brl(4990)} was={brl(5990)} size="row" />
        </div>
      </section>
      <section>
        <h2>Linha de estoque</h2>
        <StockList>
          <StockLine
            state="here"
            title="3 pares do 39 aqui"
            line="Corredor 4, prateleira 2"
            promise={{ words: t('promise.hand', { percent: 92 }), percent: 92 }}
            end={<FreshnessChip state="fresh" words="short" seenMs={at('10:42')} nowMs={at('10:45')} timeZone={zone} />}
          />
          <StockLine state="last" title="Último par aqui" line={t('stock.last_line')} />
          <StockLine state="none" title="Acabou aqui" line="Vila Madalena tem 2" />
          <StockLine
            state="stale"
            title="Havia 3 às 10:42"
            line={t('stock.staff_confirms')}
            promise={{ words: t('promise.doubt'), percent: null }}
            end={<FreshnessChip state="stale" words="age" seenMs={at('10:42')} nowMs={at('11:20')} timeZone={zone} />}
          />
          <StockLine
            state="hidden"
            title={t('stock.hidden_title')}
            line={t('stock.counted', { time: '06:10', day: 'none' })}
          />
        </StockList>
      </section>
      <section>
        <h2>Idade e conexão</h2>
        <div className="gallery__row">
          <FreshnessChip state="fresh" seenMs={at('10:42')} nowMs={at('10:45')} timeZone={zone} />
          <FreshnessChip state="stale" seenMs={at('10:42')} nowMs={at('11:20')} timeZone={zone} />
          <FreshnessChip state="hidden" seenMs={at('06:10')} nowMs={at('11:20')} timeZone={zone} />
          <Chip tone="stop">Não deu certo</Chip>
          <Chip tone="note">Trocável até 02/12</Chip>
        </div>
        <OfflineLine pricesFromMs={at('10:42')} nowMs={at('10:50')} timeZone={zone} />
        <ReaderLine words={t('reader.ready')} />
        <ReaderLine on={false} words={t('reader.off')} />
        <StatusLine tone="good" icon={Check} words="11 de 12 no ar" />
      </section>
      <section>
        <h2>Cor e número</h2>
        <ChoiceMatrix
          choices={bootChoices}
          colours={bootColours}
          sizes={bootSizes}
          chosen={chosen}
          onChoose={setChosen}
        />
      </section>
      <section>
        <h2>Só tamanho, só cor</h2>
        <ChoiceMatrix
          choices={['P', 'M', 'G'].map((size, index) => ({
            key: size,
            colour: null,
            size,
            availability: index === 1 ? 'online' : 'here',
          }))}
          colours={[]}
          sizes={['P', 'M', 'G']}
          chosen="P"
          onChoose={nothing}
        />
        <ChoiceMatrix
          choices={bootColours.map((one, index) => ({
            key: one.key,
            colour: one.key,
            size: null,
            availability: index === 2 ? 'none' : 'here',
          }))}
          colours={bootColours}
          sizes={[]}
          chosen="cafe"
          onChoose={nothing}
        />
      </section>
      <section>
        <h2>Botões</h2>
        <div className="gallery__row">
          <Button variant="primary" size="dock" wide icon={Truck}>
            Separar o 39 para mim
          </Button>
        </div>
        <div className="gallery__row">
          <Button icon={Truck}>Receber em casa</Button>
          <Button variant="soft" icon={User}>
            Entrar
          </Button>
          <Button disabled icon={Lock}>
            Faltam 3 números
          </Button>
          <Button variant="strong">Seguir sem histórico</Button>
          <Button variant="plain">Entendi</Button>
          <Button variant="dark">Terminar</Button>
        </div>
      </section>
      <section>
        <h2>Campos</h2>
        <TextField
          label="Título"
          value={words}
          onChange={setWords}
          end={<span className="g-note g-quiet">{words.length} de 24</span>}
        />
        <TextField label="Nome, marca ou código" icon={Search} value="" onChange={nothing} placeholder="Bota" />
        <TextField label="Preço novo" value="0" onChange={nothing} error={t('priced.invalid')} />
        <Segmented
          label="Pedidos"
          value={tab}
          onChange={setTab}
          options={[
            { value: 'all', label: 'Todos' },
            { value: 'online', label: 'Online' },
            { value: 'store', label: 'Loja' },
          ]}
        />
        <Switch
          label="Usar minha conta online agora"
          line="Só para sugerir, até você terminar"
          on={on}
          onChange={setOn}
        />
      </section>
      <section>
        <h2>Códigos</h2>
        <div className="gallery__row">
          <CodePlate label={t('code.yours')} code="7F3K" />
          <CodePlate small code="7F3K" />
          <CountdownRing left={16} total={20} />
        </div>
        <CodeCells value="12" length={6} label="PIN" secret />
        <div className="gallery__row">
          <div style={{ inlineSize: 160 }}>
            <QrCode text="https://loja.example/01/09520000100018" label="Abre a Bota Serra" />
          </div>
        </div>
      </section>
      <section>
        <h2>Visor</h2>
        <div className="gallery__lens">
          <Viewfinder read>
            <div className="gallery__video" />
          </Viewfinder>
        </div>
      </section>
      <section>
        <h2>Espera</h2>
        <ProgressBar
          label={t('enrol.loading')}
          done={212}
          total={403}
          words={t('enrol.progress', { done: 212, total: 403 })}
        />
        <Skeleton boxes={[60, 120]} />
      </section>
      <section>
        <EmptyState icon={Eye} title={t('list.empty')} text={t('list.empty_text')}>
          <Button variant="primary">{t('scan.show_tag')}</Button>
        </EmptyState>
      </section>
      <section>
        <ErrorState title={t('error.title')} text={t('error.text')} code="7F3K">
          <Button icon={Clock}>{t('do.retry')}</Button>
        </ErrorState>
      </section>
    </main>
  );
}
