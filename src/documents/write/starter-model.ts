/**
 * The paper to begin with in the editor: for each kind a whole text from the few facts that the system knows, with room
 * for what it does not. Forms: NĐ 30/2020/NĐ-CP, Phụ lục III; which one is said in each builder of `kinds/`.
 */
import { listedNames } from './blocks-of-text.ts';
import type { DocHead, DocModel, DocSignature, DocTable } from './doc-model.ts';
import { certificateModel } from './kinds/certificate-model.ts';
import { commendationDecision, committeeDecision } from './kinds/decision-model.ts';
import { figuresModel } from './kinds/figures-model.ts';
import { invitationModel } from './kinds/invitation-model.ts';
import { letterModel } from './kinds/letter-model.ts';
import { scriptModel } from './kinds/mc-script-model.ts';
import { starterWords as words } from './kinds/messages.ts';
import { minutesModel } from './kinds/minutes-model.ts';
import { narrativeReportModel } from './kinds/narrative-report-model.ts';
import { dayText, ROOM, SHORT_ROOM, type PaperBase, withSmallStart } from './kinds/paper.ts';
import { programmeAnnex, type ProgrammeRow, programmeModel } from './kinds/programme-model.ts';
import { proposalModel } from './kinds/proposal-model.ts';
import { agencyInText } from './messages.ts';
import { type PaperKind, paperKindFacts } from './paper-kinds.ts';
import { planModel } from './plan-model.ts';

export interface StarterFacts {
  readonly office: {
    /** As the head prints it, in capitals; null where none is printed. */
    readonly parentAgency: string | null;
    /** `ỦY BAN NHÂN DÂN\nXÃ TÂN AN`. */
    readonly agency: string;
    /** Địa danh: `Tân An`. */
    readonly place: string;
    /** Abbreviation in symbols: `UBND`, `SGDĐT`. */
    readonly symbol: string;
    /** Abbreviation of the office that drafts, in the symbol of a letter and after "Lưu: VT"; null where there is none. */
    readonly drafter: string | null;
    /** Who answers questions: "bà Trần Thị A, điện thoại …"; null leaves it out. */
    readonly contact: string | null;
  };
  readonly edition: {
    readonly year: number;
    readonly themes: readonly string[];
    /** ISO dates. */
    readonly week: { readonly start: string; readonly end: string } | null;
    readonly ceremony: {
      readonly date: string | null;
      /** HH:MM. */
      readonly time: string | null;
      readonly place: string | null;
      readonly form: string | null;
    } | null;
    /** Rows of the ceremony's programme; empty: a usual one is proposed. */
    readonly programme: readonly ProgrammeRow[];
  };
  readonly signer: DocSignature;
  /** Nơi nhận for information and action, without "Như trên" and "Lưu". */
  readonly recipients: readonly string[];
  /** Kính gửi of letters, proposals and reports; empty: room to write. */
  readonly addressees: readonly string[];
  readonly via: string | null;
  /** Căn cứ, one each; empty: what is known for certain, and room. */
  readonly bases: readonly string[];
  /** What a decision is about; `committee` when absent. */
  readonly decides?: 'committee' | 'commendation';
}

/** The paper of that kind to begin with. Number and date are open. Pure: equal facts give equal models. */
export function starterModel(kind: PaperKind, facts: StarterFacts): DocModel {
  return starters[kind](new Facts(kind, facts));
}

/** The facts with what follows from them. */
class Facts {
  readonly given: StarterFacts;
  readonly head: DocHead;
  /** "Tuần lễ … năm 2026". */
  readonly week: string;
  /** "Lễ khai mạc Tuần lễ …". */
  readonly ceremony: string;
  /** The office as a sentence names it. */
  readonly office: string;
  readonly theme: string | null;
  readonly base: PaperBase;

  constructor(kind: PaperKind, given: StarterFacts) {
    const { office, edition, signer, recipients } = given;
    this.given = given;
    this.head = {
      parentAgency: office.parentAgency,
      agency: office.agency,
      number: null,
      symbol: symbolOf(kind, office),
      place: office.place,
      date: null,
      urgency: null,
    };
    this.week = words.week(edition.year);
    this.ceremony = words.ceremony(this.week);
    this.office = agencyInText(office.agency);
    this.theme = edition.themes[0] ?? null;
    const isFiled = recipients.some((name) => /^Lưu(?!\p{L})/iu.test(name));
    this.base = {
      head: this.head,
      signature: signer,
      recipients: isFiled ? recipients : [...recipients, words.filed(office.drafter)],
    };
  }

  get open(): { date: string | null; time: string | null; place: string | null } {
    const ceremony = this.given.edition.ceremony;
    return { date: ceremony?.date ?? null, time: ceremony?.time ?? null, place: ceremony?.place ?? null };
  }

  /** The rows of the ceremony, or the usual ones from its hour on. */
  get programme(): readonly ProgrammeRow[] {
    const { programme } = this.given.edition;
    if (programme.length > 0) return programme;
    return words.programmeRows.map((row, index) => ({ ...row, start: index === 0 ? this.open.time : null }));
  }

  bases(...usual: readonly string[]): readonly string[] {
    return this.given.bases.length > 0 ? this.given.bases : [...usual, words.openBasis(ROOM)];
  }
}

/** `KH-UBND`, `UBND-VX` for a letter, nothing for papers without a number (Phụ lục I, Mục II.3 b). */
function symbolOf(kind: PaperKind, office: StarterFacts['office']): string {
  const { abbreviation, isNumbered } = paperKindFacts[kind];
  if (!isNumbered) return '';
  const parts = abbreviation === null ? [office.symbol, office.drafter] : [abbreviation, office.symbol];
  return parts.filter((part) => part !== null && part !== '').join('-');
}

const starters: Readonly<Record<PaperKind, (facts: Facts) => DocModel>> = {
  plan: planStarter,
  letter: letterStarter,
  invitation: (facts) =>
    invitationModel({
      ...facts.base,
      ...facts.open,
      subject: words.invitationSubject(facts.ceremony),
      invitees: [],
      event: facts.ceremony,
      chair: null,
      programme: facts.given.edition.programme,
      notes: [words.dress],
      contact: facts.given.office.contact,
      replyBy: null,
    }),
  programme: (facts) =>
    programmeModel({ ...facts.base, ...facts.open, subject: facts.ceremony, rows: facts.programme }),
  'mc-script': scriptStarter,
  report: (facts) => reportStarter(facts, words.reportSections),
  'consolidated-report': (facts) => reportStarter(facts, words.consolidatedSections),
  minutes: (facts) =>
    minutesModel({
      ...facts.base,
      subject: words.minutesSubject(facts.week),
      date: null,
      start: null,
      endDate: null,
      end: null,
      place: null,
      chair: facts.given.signer.name,
      secretary: null,
      present: [],
      absent: [],
      course: '',
      conclusions: [],
      signature: { authority: [], title: words.chair, name: facts.given.signer.name },
      secretarySignature: { authority: [], title: words.secretary, name: null },
    }),
  proposal: (facts) =>
    proposalModel({
      ...facts.base,
      subject: words.proposalSubject(facts.week),
      addressees: facts.given.addressees,
      via: facts.given.via,
      bases: facts.bases(words.commendationLaw),
      reason: words.proposalReason(facts.office, facts.week),
      request: words.proposalRequest,
      candidates: [],
      attachments: words.proposalAttachments,
    }),
  decision: decisionStarter,
  certificate: (facts) =>
    certificateModel({
      head: facts.head,
      name: null,
      detail: null,
      reason: words.certificateReason(facts.week, facts.theme),
      signature: facts.given.signer,
      color: null,
      verification: null,
    }),
  table: (facts) =>
    figuresModel({
      ...facts.base,
      subject: words.tableSubject(facts.week),
      note: words.tableNote(dayText(null)),
      rowTitle: words.unit,
      columns: words.figures,
      rows: [],
      hasTotal: true,
    }),
};

function planStarter(facts: Facts): DocModel {
  const { edition } = facts.given;
  const plan = planModel({
    ...facts.base,
    subject: words.planSubject(facts.week),
    bases: facts.bases(words.societyBasis),
    opening: words.planOpening(facts.office, facts.week),
    purposes: words.planPurposes,
    requirements: words.planRequirements,
    themes: edition.themes.length > 0 ? edition.themes : [ROOM],
    week: edition.week,
    ceremony: edition.ceremony,
    contents: words.planContents,
    slogans: [],
    budget: words.planBudget,
    agencies: [{ name: words.planAgencies, tasks: words.planTasks }],
    deadlines: [],
    programme: [],
    reportForm: null,
    closing: null,
  });
  if (edition.programme.length === 0) return plan;
  const programme = programmeAnnex({ ...facts.open, subject: facts.ceremony, rows: edition.programme });
  return { ...plan, annexes: [programme, ...plan.annexes] };
}

function letterStarter(facts: Facts): DocModel {
  const { week, themes } = facts.given.edition;
  const span =
    week === null ? words.span(dayText(null), dayText(null)) : words.span(dayText(week.start), dayText(week.end));
  return letterModel({
    ...facts.base,
    subject: words.letterSubject(facts.week),
    addressees: facts.given.addressees,
    via: facts.given.via,
    opening: words.letterOpening(facts.office, facts.week),
    requests: [
      {
        title: null,
        lines: [
          words.letterTheme(themes.length === 0 ? ROOM : listedNames(themes)),
          words.letterWeek(span),
          words.letterReport(facts.office, dayText(null)),
        ],
      },
    ],
    closing: null,
  });
}

function scriptStarter(facts: Facts): DocModel {
  const rows = facts.programme;
  return scriptModel({
    ...facts.base,
    ...facts.open,
    time: rows[0]?.start ?? facts.open.time,
    subject: words.scriptSubject(facts.ceremony),
    recipients: [],
    cues: rows.map((row, index) => ({
      cue: row.content,
      speaker: row.person,
      minutes: row.minutes,
      text:
        index === 0
          ? words.scriptFirst(facts.ceremony, facts.theme)
          : index === rows.length - 1
            ? words.scriptLast
            : words.scriptLine(withSmallStart(row.content)),
    })),
  });
}

/** The second section has the figures. */
function reportStarter(facts: Facts, sections: readonly string[]): DocModel {
  const isConsolidated = sections === words.consolidatedSections;
  return narrativeReportModel({
    ...facts.base,
    subject: words.reportSubject(facts.week),
    addressees: facts.given.addressees,
    via: facts.given.via,
    opening: words.reportOpening(facts.office, facts.week),
    sections: sections.map((title, index) =>
      index === 1
        ? { title, text: isConsolidated ? words.consolidatedResults(SHORT_ROOM) : '', table: resultTable() }
        : { title, text: '' },
    ),
  });
}

function resultTable(): DocTable {
  return {
    kind: 'table',
    columns: [
      { header: words.order, width: 0.08, align: 'center' },
      { header: words.content, width: 0.47, align: 'left' },
      { header: words.result, width: 0.2, align: 'right' },
      { header: words.note, width: 0.25, align: 'left' },
    ],
    rows: words.figures.map((name, index) => ({
      cells: [{ lines: [String(index + 1)] }, { lines: [name] }, { lines: [''] }, { lines: [''] }],
    })),
  };
}

function decisionStarter(facts: Facts): DocModel {
  const common = {
    ...facts.base,
    authority: null,
    responsible: words.responsible,
  };
  if (facts.given.decides === 'commendation') {
    return commendationDecision({
      ...common,
      subject: words.awardSubject(facts.week),
      bases: [...facts.bases(words.commendationLaw), words.onProposal(ROOM)],
      award: words.award,
      reason: words.awardReason(facts.week),
      rows: [],
      fund: null,
    });
  }
  return committeeDecision({
    ...common,
    subject: words.committeeSubject(facts.week),
    bases: [...facts.bases(words.societyBasis), words.onProposal(ROOM)],
    committee: words.committee(facts.week),
    members: [],
    tasks: words.committeeTasks,
  });
}
