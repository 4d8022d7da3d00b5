import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { type Calendar, type CalendarEntry, sessionUid, writeCalendar } from './icalendar.ts';

const at = (moment: string): Date => new Date(moment);

const OPENING: CalendarEntry = {
  kind: 'event',
  uid: sessionUid('0197f0a2-0000-7000-8000-000000000001', 1),
  sequence: 2,
  changedAt: at('2026-09-20T10:11:12.345Z'),
  startsAt: at('2026-10-01T08:00:00+07:00'),
  endsAt: at('2026-10-01T10:30:00+07:00'),
  title: 'Đọc sách cùng con; buổi 1, phòng “Hoa mai” \\ tầng 2',
  description: 'Mang theo một cuốn sách.\n\nĐổi sách tại chỗ.',
  location: 'Thư viện phường Trấn Biên, tỉnh Đồng Nai',
  geo: { lat: 10.9574, lng: 106.8427 },
  url: 'https://tuan.example.vn/hoat-dong/12-doc-sach-cung-con',
  isCancelled: false,
};

const calendarOf = (...entries: CalendarEntry[]): Calendar => ({ method: 'PUBLISH', name: 'Tuần lễ', entries });

const read = (file: string): ICAL.Component => new ICAL.Component(ICAL.parse(file));

function eventOf(file: string, kind = 'vevent'): ICAL.Component {
  const found = read(file).getFirstSubcomponent(kind);
  if (!found) throw new Error('no entry');
  return found;
}

describe('a calendar', () => {
  test('says the hour of Vietnam, with its zone once, and its own times in UTC', () => {
    const file = writeCalendar(calendarOf(OPENING, { ...OPENING, uid: 'x' }));
    expect(file).toContain('\r\nDTSTART;TZID=Asia/Ho_Chi_Minh:20261001T080000\r\n');
    expect(file).toContain('\r\nDTEND;TZID=Asia/Ho_Chi_Minh:20261001T103000\r\n');
    expect(file).toContain('\r\nDTSTAMP:20260920T101112Z\r\n');
    expect(file).toContain('\r\nLAST-MODIFIED:20260920T101112Z\r\n');
    expect(file.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1);
    const zone = read(file).getFirstSubcomponent('vtimezone');
    const start = eventOf(file).getFirstPropertyValue('dtstart');
    if (!zone || !(start instanceof ICAL.Time)) throw new Error('no time');
    expect(start.toString()).toBe('2026-10-01T08:00:00');
    // By the zone that the file itself carries, not by one that the reader knows.
    start.zone = new ICAL.Timezone(zone);
    expect(start.toJSDate().toISOString()).toBe('2026-10-01T01:00:00.000Z');
  });

  test('keeps what was cancelled, with a number that has grown', () => {
    const event = eventOf(writeCalendar(calendarOf({ ...OPENING, isCancelled: true, sequence: 3 })));
    expect(event.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(event.getFirstPropertyValue('sequence')).toBe(3);
    expect(event.getFirstPropertyValue('uid')).toBe('0197f0a2-0000-7000-8000-000000000001-1@suotdoi');
  });

  test('names the feed, its source and how often to ask', () => {
    const calendar = read(
      writeCalendar({
        ...calendarOf(OPENING),
        source: 'https://tuan.example.vn/hoat-dong.ics?noi=4',
        refreshMinutes: 60,
        colour: 'teal',
      }),
    );
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(calendar.getFirstPropertyValue('name')).toBe('Tuần lễ');
    expect(calendar.getFirstPropertyValue('source')).toBe('https://tuan.example.vn/hoat-dong.ics?noi=4');
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT60M');
    expect(calendar.getFirstPropertyValue('color')).toBe('teal');
  });

  test('is an invitation with an organiser and one who is asked', () => {
    const file = writeCalendar({
      method: 'REQUEST',
      entries: [
        {
          ...OPENING,
          organizer: { name: 'UBND phường "Trấn Biên"', email: 'vanphong@tranbien.example.vn' },
          attendees: [{ name: 'Nguyễn Thị Ánh', email: 'anh@example.vn', answer: 'NEEDS-ACTION' }],
        },
      ],
    });
    const event = eventOf(file);
    const organizer = event.getFirstProperty('organizer');
    expect(organizer?.getFirstValue()).toBe('mailto:vanphong@tranbien.example.vn');
    expect(organizer?.getParameter('cn')).toBe('UBND phường "Trấn Biên"');
    const attendee = event.getFirstProperty('attendee');
    expect(attendee?.getParameter('partstat')).toBe('NEEDS-ACTION');
    expect(attendee?.getParameter('rsvp')).toBe('TRUE');
    expect(attendee?.getParameter('cn')).toBe('Nguyễn Thị Ánh');
  });

  test('lets in no address that is none of the web', () => {
    const conference = { url: 'javascript:alert(1)', label: 'Phòng họp' };
    const file = writeCalendar(calendarOf({ ...OPENING, url: 'file:///etc/passwd', conference, image: 'nothing' }));
    expect(file).not.toMatch(/javascript|passwd|IMAGE/);
  });

  test('says a deadline as a task until then', () => {
    const todo = eventOf(writeCalendar(calendarOf({ ...OPENING, kind: 'todo' })), 'vtodo');
    expect(String(todo.getFirstPropertyValue('due'))).toBe('2026-10-01T10:30:00');
    expect(todo.getFirstPropertyValue('status')).toBe('NEEDS-ACTION');
    expect(todo.hasProperty('dtend')).toBe(false);
  });
});

/** Any text at all, with what is written otherwise in it more often than by chance. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\r\n', ';', ',', '\\', '\\n', '"', '^', 'ễ', '👩‍🏫', ':', ' '),
    ),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(''));

/** What a text is once it has been through a calendar: its letters, with one kind of line end. */
function carried(value: string): string {
  // oxlint-disable-next-line no-control-regex
  return value.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}

describe('whatever stands in it', () => {
  test('lines are at most 75 octets of whole letters, between CRLF', () => {
    fc.assert(
      fc.property(anyText, anyText, (title, location) => {
        const file = writeCalendar(calendarOf({ ...OPENING, title, location }));
        expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
        expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        for (const line of file.split('\r\n')) {
          const bytes = Buffer.from(line);
          expect(bytes.length).toBeLessThanOrEqual(75);
          expect(bytes.toString('utf8')).toBe(line);
          expect(line.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  test('a foreign reader finds the same words, times and numbers', () => {
    fc.assert(
      fc.property(
        anyText.filter((title) => carried(title).trim() !== ''),
        anyText,
        // This reader takes a backslash in a parameter for an escape, which RFC 6868 does not know.
        anyText.map((name) => name.replaceAll('\\', '')),
        fc.date({ min: at('1990-01-01T00:00:00Z'), max: at('2100-01-01T00:00:00Z'), noInvalidDate: true }),
        fc.nat(99),
        (title, description, name, startsAt, sequence) => {
          const organizer = { name, email: 'a@example.vn' };
          const endsAt = new Date(startsAt.getTime() + 3_600_000);
          const event = eventOf(
            writeCalendar(calendarOf({ ...OPENING, title, description, organizer, startsAt, endsAt, sequence })),
          );
          expect(event.getFirstPropertyValue('summary')).toBe(carried(title));
          expect(event.getFirstPropertyValue('description') ?? '').toBe(carried(description));
          expect(event.getFirstProperty('organizer')?.getParameter('cn')).toBe(carried(name));
          expect(event.getFirstPropertyValue('sequence')).toBe(sequence);
          const start = event.getFirstPropertyValue('dtstart');
          const wall = new Date(startsAt.getTime() + 7 * 3_600_000).toISOString().slice(0, 19);
          expect(String(start)).toBe(wall);
        },
      ),
    );
  });
});

test.each(['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York'])('a server set to %s writes the same file', (zone) => {
  const program = `
    import { writeCalendar } from ${JSON.stringify(new URL('icalendar.ts', import.meta.url).href)};
    const at = (moment) => new Date(moment);
    process.stdout.write(writeCalendar({ method: 'PUBLISH', entries: [{
      kind: 'event', uid: 'u', sequence: 0, changedAt: at('2026-03-08T07:30:00Z'),
      startsAt: at('2026-10-01T08:00:00+07:00'), endsAt: at('2026-11-01T23:59:59+07:00'), title: 't', isCancelled: false }] }));`;
  const file = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
    encoding: 'utf8',
  });
  expect(file).toContain('DTSTART;TZID=Asia/Ho_Chi_Minh:20261001T080000');
  expect(file).toContain('DTEND;TZID=Asia/Ho_Chi_Minh:20261101T235959');
  expect(file).toContain('DTSTAMP:20260308T073000Z');
});

test('5,000 entries are written, each of them read by a foreign reader', () => {
  const entries = Array.from({ length: 5_000 }, (_, n) => ({ ...OPENING, uid: sessionUid(`u${n}`, 1) }));
  const file = writeCalendar(calendarOf(...entries));
  expect(read(file).getAllSubcomponents('vevent')).toHaveLength(5_000);
});
