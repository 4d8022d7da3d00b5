/** The pages of slogans and media kit. */
import type { Messages } from '../../../../messages/index.ts';
import { KIT_DESIGNS, KIT_FORMATS } from '../../../documents/write/kit/sheet.ts';
import {
  Actions,
  Button,
  Form,
  formatNumber,
  Icon,
  LinkButton,
  Notice,
  PageHead,
  Progress,
  Section,
} from '../../../ui/index.ts';
import type { Area } from '../store.area.ts';
import { FORMATS, type KitProgress, type KitWords } from './order.ts';

export interface KitBodyProps {
  readonly t: Messages;
  readonly area: Area;
  readonly words: KitWords;
  /** The query of an address of this kit, with another line chosen or with more in it. */
  readonly query: (chosen: number, more?: Readonly<Record<string, string>>) => string;
}

const KINDS = ['pdf', 'png', 'svg'] as const;
/** What of a design is shown on the page, in one picture each. */
const SHOWN = ['a4', 'square', 'banner'] as const;

export function KitBody({ t, area, words, query }: KitBodyProps) {
  const { kit } = t.feeds;
  const base = `/khu-vuc/${area.unit.id}/bo-nhan-dien`;
  const own = query(words.chosen);
  return (
    <>
      <PageHead
        title={kit.title}
        lead={kit.lead(area.unit.name)}
        crumbs={[{ label: area.unit.name, href: `/khu-vuc/${area.unit.id}` }]}
        actions={
          <LinkButton href={`${base}/tron-bo${own}`} icon="download">
            {kit.all}
          </LinkButton>
        }
      />
      <Section title={kit.slogans} note={words.slogans.length > 0 ? kit.slogansNote : kit.noSlogans}>
        <ol class="kit-words">
          {[...words.themes, ...words.slogans].map((line, index) => (
            <li key={line} class={index === words.chosen ? 'kit-chosen' : undefined}>
              <q>{line}</q>
              {index === words.chosen ? (
                <span class="kit-state">
                  <Icon name="check" size={18} /> {kit.chosen}
                </span>
              ) : (
                <a href={`${base}${query(index)}#mau`} aria-label={`${kit.use}: ${line}`}>
                  {kit.use}
                </a>
              )}
            </li>
          ))}
        </ol>
      </Section>
      <Section id="mau" title={kit.designs} note={kit.designsNote}>
        {KIT_DESIGNS.map((design) => {
          const name = kit.designNames[design];
          return (
            <article class="kit-design" key={design}>
              <h3>{name}</h3>
              <div class="kit-shown">
                {SHOWN.map((format) => (
                  <a
                    key={format}
                    class={`kit-${format}`}
                    href={`${base}/${design}-${format}.png${own}`}
                    aria-label={kit.preview(kit.formatNames[format], name)}
                  >
                    <img
                      src={`${base}/${design}-${format}.svg${own}`}
                      alt=""
                      width={KIT_FORMATS[format].width}
                      height={KIT_FORMATS[format].height}
                      loading="lazy"
                      decoding="async"
                    />
                  </a>
                ))}
              </div>
              <ul class="kit-files">
                {FORMATS.map((format) => (
                  <li key={format}>
                    <span>{kit.formatNames[format]}</span>
                    {KINDS.map((kind) => (
                      <a
                        key={kind}
                        href={`${base}/${design}-${format}.${kind}${query(words.chosen, { tai: '1' })}`}
                        aria-label={`${kit.download(kit.formatNames[format], kind.toUpperCase())} – ${name}`}
                      >
                        {kind.toUpperCase()}
                      </a>
                    ))}
                  </li>
                ))}
              </ul>
            </article>
          );
        })}
      </Section>
    </>
  );
}

export interface WholeKitBodyProps {
  readonly t: Messages;
  readonly area: Area;
  readonly words: KitWords;
  readonly progress: KitProgress;
  readonly query: string;
}

/** All of the kit in one file: to be ordered, being made, there. */
export function WholeKitBody({ t, area, words, progress, query }: WholeKitBodyProps) {
  const { kit } = t.feeds;
  const base = `/khu-vuc/${area.unit.id}/bo-nhan-dien`;
  const { done, total, isOrdered } = progress;
  const isThere = done >= total;
  return (
    <>
      <PageHead
        title={kit.all}
        lead={kit.wholeLead(formatNumber(total), area.unit.name)}
        crumbs={[
          { label: area.unit.name, href: `/khu-vuc/${area.unit.id}` },
          { label: kit.title, href: `${base}${query}` },
        ]}
      />
      <p class="kit-line">
        <q>{words.headline === '' ? area.edition.title : words.headline}</q>
      </p>
      {isThere ? (
        <>
          <Notice kind="success">{kit.ready}</Notice>
          <Actions>
            <LinkButton href={`${base}.zip${query}`} icon="download" download>
              {kit.fetch}
            </LinkButton>
          </Actions>
        </>
      ) : isOrdered ? (
        <div class="kit-wait">
          <Progress id="tien-do" label={kit.making(formatNumber(done), formatNumber(total))} value={done} max={total} />
          <p class="soft">{kit.mayLeave}</p>
        </div>
      ) : (
        <Form action={`${base}/tron-bo${query}`}>
          <p>{kit.orderText}</p>
          <Actions>
            <Button icon="download">{kit.order}</Button>
          </Actions>
        </Form>
      )}
    </>
  );
}
