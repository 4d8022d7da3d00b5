/** The room of a site: its rows, seats by rule and by hand, the map to print with the list of places. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  Checkbox,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatNumber,
  LinkButton,
  PageHead,
  RadioGroup,
  SCROLLS,
  Section,
  Table,
  Textarea,
  TextInput,
} from '../../ui/index.ts';
import type { Guest, GuestGroup } from './guest.ts';
import { comerOf, placeLabel } from './rules.guests.ts';
import { seatName, seatsOf } from './rules.seats.ts';
import type { SeatScreen } from './service.seats.ts';

interface Props {
  readonly t: Messages;
  readonly screen: SeatScreen;
  readonly path: string;
}
interface Sitting {
  readonly group: GuestGroup;
  readonly guest: Guest;
}

/** Everybody who may come, in the order of rank. */
const expectedOf = ({ groups }: SeatScreen): Sitting[] =>
  groups.flatMap(({ group, guests }) =>
    guests.filter(({ answer }) => answer !== 'no').map((guest) => ({ group, guest })),
  );

const nameOf = ({ group, guest }: Sitting): string => comerOf(guest).name ?? placeLabel(group, guest);

export function SeatPage(
  props: Props & {
    readonly rows: string;
    readonly typed: ReadonlyMap<number, string>;
    readonly errors: readonly FieldError[];
  },
): VNode {
  const { t, screen, path, rows, typed, errors } = props;
  const words = t.guests.seats;
  const { site, mayWrite } = screen;
  const self = `${path}/cho-ngoi/${site.id}`;
  const people = expectedOf(screen);
  const seats = seatsOf(site.seatRows).flat().length;
  const given = people.filter(({ guest }) => guest.seat !== null).length;
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.lead(site.name)}
        crumbs={[{ label: t.guests.title, href: path }]}
        actions={
          seats > 0 && (
            <LinkButton kind="second" icon="print" href={`${self}/so-do`}>
              {words.print}
            </LinkButton>
          )
        }
      />
      <ErrorSummary errors={errors} />
      {seats > 0 && <p>{words.numbers(formatNumber(given), formatNumber(seats), formatNumber(people.length))}</p>}
      {mayWrite && (
        <Section title={words.rows} note={words.rowsNote}>
          <Form action={`${self}/hang`}>
            <Textarea
              id="rows"
              label={words.rowsField}
              hint={words.rowsHint}
              value={rows}
              rows={Math.min(12, Math.max(4, site.seatRows.length + 1))}
              error={
                errors
                  .filter(({ field }) => field === 'rows')
                  .map(({ message }) => message)
                  .join(' ') || undefined
              }
            />
            <Actions>
              <Button kind={seats === 0 ? 'main' : 'second'}>{t.guests.act.save}</Button>
            </Actions>
          </Form>
        </Section>
      )}
      {seats === 0 ? (
        !mayWrite && <EmptyState title={words.noRows}>{words.noRowsHint}</EmptyState>
      ) : people.length === 0 ? (
        <p>{words.nobody}</p>
      ) : (
        <>
          {mayWrite && (
            <Section title={words.auto}>
              <Form action={`${self}/xep`}>
                <RadioGroup
                  id="who"
                  label={words.who}
                  value="all"
                  options={[
                    { value: 'all', label: words.whoAll },
                    { value: 'coming', label: words.whoComing },
                  ]}
                />
                <Checkbox id="keep" label={words.keep} checked />
                <Actions>
                  <Button>{words.give}</Button>
                </Actions>
              </Form>
            </Section>
          )}
          <Section title={words.plan}>
            <SeatMap t={t} screen={screen} />
          </Section>
          {mayWrite && (
            <Section title={words.hand} note={words.handNote}>
              <Form action={`${self}/ghe`} islands={['unsaved-changes']}>
                <Table
                  id="ghe"
                  caption={words.hand}
                  captionHidden
                  layout="cards"
                  rows={people}
                  rowKey={({ guest }) => guest.id}
                  columns={[
                    { key: 'name', label: t.guests.one.name, header: true, cell: (one) => nameOf(one) },
                    { key: 'group', label: t.guests.one.label, cell: ({ group }) => group.label },
                    {
                      key: 'seat',
                      label: t.guests.one.seat,
                      cell: (one) => (
                        <TextInput
                          id={`ghe-${one.guest.id}`}
                          class="guest-seat"
                          label={words.seatOf(nameOf(one))}
                          labelHidden
                          optional
                          autocomplete="off"
                          maxLength={12}
                          value={typed.get(one.guest.id) ?? one.guest.seat ?? ''}
                          error={errorOf(errors, `ghe-${one.guest.id}`)}
                        />
                      ),
                    },
                  ]}
                />
                <Actions>
                  <Button kind="second">{words.handSave}</Button>
                </Actions>
              </Form>
            </Section>
          )}
        </>
      )}
    </>
  );
}

/** The room from the stage to the back; read row by row. */
function SeatMap({ t, screen }: { t: Messages; screen: SeatScreen }) {
  const words = t.guests.seats;
  const bySeat = new Map(
    expectedOf(screen).flatMap((one): [string, Sitting][] => (one.guest.seat === null ? [] : [[one.guest.seat, one]])),
  );
  return (
    <section class="seat-map" aria-label={words.planOf(screen.site.name)} {...SCROLLS}>
      <p class="seat-stage">{words.stage}</p>
      {screen.site.seatRows.map(({ row, seats }) => (
        <div class="seat-row" key={row}>
          <p class="seat-row-name">
            <span class="hidden-text">{words.row} </span>
            {row}
          </p>
          <ol class="seat-list">
            {Array.from({ length: seats }, (_, at) => {
              const seat = seatName(row, at + 1);
              const sitting = bySeat.get(seat);
              return (
                <li key={seat} class={sitting === undefined ? 'seat' : 'seat seat-given'}>
                  <b>{seat}</b>
                  {sitting === undefined ? (
                    <span class="hidden-text">{words.free}</span>
                  ) : (
                    <span>{nameOf(sitting)}</span>
                  )}
                </li>
              );
            })}
          </ol>
        </div>
      ))}
    </section>
  );
}

/** The map and the list of places, as they are printed and put up at the door; the list cuts into name cards. */
export function SeatPlanPage({ t, screen, path }: Props): VNode {
  const words = t.guests.seats;
  const columns = t.guests.one;
  const order = new Map(
    seatsOf(screen.site.seatRows)
      .flat()
      .map((seat, at) => [seat, at]),
  );
  const seated = expectedOf(screen)
    .filter(({ guest }) => guest.seat !== null)
    .sort((a, b) => (order.get(a.guest.seat ?? '') ?? 0) - (order.get(b.guest.seat ?? '') ?? 0));
  return (
    <>
      <PageHead
        title={words.planOf(screen.site.name)}
        lead={screen.ceremony.title}
        crumbs={[
          { label: t.guests.title, href: path },
          { label: words.title, href: `${path}/cho-ngoi/${screen.site.id}` },
        ]}
      />
      <SeatMap t={t} screen={screen} />
      <Section title={words.cards}>
        <Table
          id="cho"
          caption={words.list}
          captionHidden
          rows={seated}
          rowKey={({ guest }) => guest.id}
          columns={[
            { key: 'seat', label: columns.seat, header: true, cell: ({ guest }) => guest.seat },
            { key: 'name', label: columns.name, cell: (one) => nameOf(one) },
            { key: 'post', label: columns.post, cell: ({ guest }) => comerOf(guest).post },
            { key: 'group', label: columns.label, cell: ({ group }) => group.label },
          ]}
        />
      </Section>
    </>
  );
}
