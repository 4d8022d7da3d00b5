/**
 * Giấy mời (NĐ 30/2020/NĐ-CP, Phụ lục III, mẫu 1.7): who invites whom to what, who chairs, time, place, what to mind.
 * The quota of an office, the programme and the date to answer by are the house's additions to the form.
 */
import { dashBlocks } from '../blocks-of-text.ts';
import type { DocBlock, OfficeDoc } from '../doc-model.ts';
import { agencyInText } from '../messages.ts';
import { paperKindFacts } from '../paper-kinds.ts';
import { invitationWords as words } from './messages.ts';
import { dayText, momentText, officePaper, orRoom, type PaperBase, twoDigits } from './paper.ts';
import { type ProgrammeRow, programmeTable } from './programme-model.ts';

export type Invitee =
  /** An office sends people of its own choice; `who` says which ("Hiệu trưởng"), `quota` how many, null for no number. */
  | { readonly kind: 'office'; readonly name: string; readonly who: string | null; readonly quota: number | null }
  | {
      readonly kind: 'person';
      /** "Ông", "Bà"; null prints "Ông/Bà". */
      readonly address: string | null;
      readonly name: string;
      readonly position: string | null;
    };

export interface InvitationInput extends PaperBase {
  /** "Dự Lễ khai mạc …". */
  readonly subject: string;
  /** Empty: room for a name. */
  readonly invitees: readonly Invitee[];
  /** What they are invited to: "Lễ khai mạc Tuần lễ …". */
  readonly event: string;
  readonly chair: string | null;
  readonly date: string | null;
  /** HH:MM. */
  readonly time: string | null;
  readonly place: string | null;
  readonly programme: readonly ProgrammeRow[];
  /** Dress, parking, documents to bring. */
  readonly notes: readonly string[];
  readonly contact: string | null;
  /** ISO date to answer by; null: no answer is asked for. */
  readonly replyBy: string | null;
}

/** The invitation as a document. */
export function invitationModel(input: InvitationInput): OfficeDoc {
  const inviter = agencyInText(input.head.agency);
  const [only] = input.invitees;
  const isOne = input.invitees.length < 2;
  const notes = [
    ...input.notes,
    ...(input.replyBy === null ? [] : [words.reply(dayText(input.replyBy))]),
    ...(input.contact === null ? [] : [words.contact(input.contact)]),
  ];
  const body: DocBlock[] = [
    labelled(words.invites(inviter), isOne ? (only === undefined ? orRoom(null) : inviteeText(only)) : null),
    ...(isOne ? [] : listOf(input.invitees.map(inviteeText))),
    labelled(words.to, orRoom(input.event)),
    labelled(words.chair, orRoom(input.chair)),
    labelled(words.time, momentText(input.time, input.date)),
    labelled(words.place, orRoom(input.place)),
    ...(input.programme.length === 0 ? [] : [labelled(words.programme, null), programmeTable(input.programme)]),
    ...(notes.length === 0 ? [] : [labelled(words.notes, null), ...listOf(notes)]),
  ];
  return officePaper(input, {
    type: paperKindFacts.invitation.type,
    subject: input.subject,
    body,
    closing: words.closing(inviter),
  });
}

function labelled(label: string, text: string | null): DocBlock {
  return { kind: 'paragraph', text: text === null ? `${label}:` : `${label}: ${text}` };
}

/** Each with ";" and the last with ".". */
function listOf(lines: readonly string[]): DocBlock[] {
  return dashBlocks(
    lines.map((line, index) => `${line.replace(/[;.]$/u, '')}${index === lines.length - 1 ? '.' : ';'}`),
  );
}

/** "03 đại biểu của Trường …: Hiệu trưởng", "Ông Trần Văn A, Giám đốc …". */
export function inviteeText(invitee: Invitee): string {
  if (invitee.kind === 'person') {
    const position = invitee.position === null ? '' : `, ${invitee.position}`;
    return `${invitee.address ?? words.sirOrMadam} ${orRoom(invitee.name)}${position}`;
  }
  const who = invitee.who ?? (invitee.quota === null ? words.representative : words.guest);
  const counted =
    invitee.quota === null ? who : `${twoDigits(invitee.quota)} ${invitee.who === null ? words.guest : who}`;
  return `${counted} ${orRoom(invitee.name)}`;
}
