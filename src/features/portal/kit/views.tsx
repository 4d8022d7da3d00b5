/** The page of slogans and media kit. */
import type { Messages } from '../../../../messages/index.ts';
import { KIT_DESIGNS, KIT_FORMATS, type KitFormat } from '../../../documents/write/kit/sheet.ts';
import { LinkButton, PageHead, Section } from '../../../ui/index.ts';
import type { Area } from '../store.area.ts';

export interface KitBodyProps {
  readonly t: Messages;
  readonly area: Area;
  readonly words: {
    readonly slogans: readonly string[];
    readonly themes: readonly string[];
    readonly chosen: number;
  };
}

const KINDS = ['pdf', 'png', 'svg'] as const;
const FORMATS = Object.keys(KIT_FORMATS) as KitFormat[];

export function KitBody({ t, area, words }: KitBodyProps) {
  const { kit } = t.feeds;
  const base = `/khu-vuc/${area.unit.id}/bo-nhan-dien`;
  const choice = words.chosen === 0 ? '' : `cau=${words.chosen}`;
  const query = choice === '' ? '' : `?${choice}`;
  const download = `?${[choice, 'tai=1'].filter((part) => part !== '').join('&')}`;
  return (
    <>
      <PageHead
        title={kit.title}
        lead={kit.lead(area.unit.name)}
        actions={<LinkButton href={`${base}.zip${query}`}>{kit.all}</LinkButton>}
      />
      <Section title={kit.slogans} note={words.slogans.length > 0 ? kit.slogansNote : kit.noSlogans}>
        <ol class="kit-words">
          {[...words.themes, ...words.slogans].map((line, index) => (
            <li key={line} class={index === words.chosen ? 'kit-chosen' : undefined}>
              <q>{line}</q>
              {index === words.chosen ? (
                <span class="kit-state">{kit.chosen}</span>
              ) : (
                <a href={`${base}${index === 0 ? '' : `?cau=${index}`}#mau`} aria-label={`${kit.use}: ${line}`}>
                  {kit.use}
                </a>
              )}
            </li>
          ))}
        </ol>
      </Section>
      <Section id="mau" title={kit.designs}>
        <div class="kit-designs">
          {KIT_DESIGNS.map((design) => {
            const name = kit.designNames[design];
            return (
              <article class="kit-design" key={design}>
                <h3>{name}</h3>
                <a href={`${base}/${design}-a4.svg${query}`}>
                  <img
                    src={`${base}/${design}-a4.svg${query}`}
                    alt={kit.preview(name)}
                    width="210"
                    height="297"
                    loading="lazy"
                  />
                </a>
                <ul>
                  {FORMATS.map((format) => (
                    <li key={format}>
                      <span>{kit.formatNames[format]}</span>
                      {KINDS.map((kind) => (
                        <a
                          key={kind}
                          href={`${base}/${design}-${format}.${kind}${download}`}
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
        </div>
      </Section>
    </>
  );
}
