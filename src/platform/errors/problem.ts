/**
 * One catalogue of everything that can be refused: code, HTTP status. The texts are in messages/<locale>/problems.ts,
 * by the same code. The API answers them as RFC 9457 problem details, pages as a page or beside the field.
 */

const CATALOGUE = {
  'request.invalid': 422,
  'request.too-large': 413,
  'request.forged': 403,
  'request.too-many': 429,
  'sign-in.needed': 401,
  'sign-in.failed': 401,
  'sign-in.too-many': 429,
  'sign-in.second-factor-wrong': 401,
  'permission.denied': 403,
  'not-found': 404,
  'edit.stale': 409,
  'edit.conflict': 409,
  'installation.finished': 409,
  'installation.unfinished': 409,
  'invitation.invalid': 410,
  'account.exists': 409,
  'account.last-administrator': 409,
  'password.weak': 422,
  'unit.import-invalid': 422,
  'unit.duplicate-name': 409,
  'document.unreadable': 422,
  'document.not-confirmable': 422,
  'document.confirmed': 409,
  'edition.exists': 409,
  'edition.closed': 409,
  'plan.exists': 409,
  'plan.issued': 409,
  'plan.not-issued': 409,
  'report.locked': 409,
  'report.cell-locked': 409,
  'report.invalid-value': 422,
  'report.empty': 422,
  'report.missing-units': 422,
  'report.not-submitted': 409,
  'report.nothing-returned': 422,
  'form.frozen': 409,
  'form.changed': 409,
  'form.invalid': 422,
  'paper.issued': 409,
  'paper.not-issued': 409,
  'paper.incomplete': 422,
  'register.number-taken': 409,
  'register.gap-unexplained': 422,
  'key.unreadable': 422,
  'key.password-wrong': 422,
  'key.expired': 409,
  'signature.refused': 422,
  'signature.person-first': 409,
  'signature.done': 409,
  'signature.timestamp-failed': 502,
  'merge.rows-invalid': 422,
  'activity.not-ready': 422,
  'activity.state': 409,
  'activity.import-invalid': 422,
  'picture.unreadable': 422,
  'picture.too-large': 422,
  'picture.needs-consent': 422,
  'registration.closed': 409,
  'registration.exists': 409,
  'registration.invalid-link': 410,
  'checkin.code-wrong': 422,
  'checkin.not-now': 409,
  'ceremony.state': 409,
  'guest.quota-full': 422,
  'guest.seat-taken': 409,
  'contest.state': 409,
  'contest.not-judged': 422,
  'vote.counted': 409,
  'resource.state': 409,
  'certificate.nobody': 422,
  'badge.key-missing': 409,
  'file.too-large': 413,
  'file.disk-full': 507,
  'database.gone': 503,
  'server.failed': 500,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof CATALOGUE;

/** One thing wrong with one field, line or cell: all of an upload or a form are reported at once. */
export interface FieldProblem {
  /** Name of the field, line or cell as the page or the API names it. */
  readonly field: string;
  /** Key of the text in messages/<locale>/problems.ts `fields`, or of the feature's own texts. */
  readonly code: string;
  readonly detail?: string;
}

export interface ProblemOptions {
  readonly detail?: string;
  readonly fields?: readonly FieldProblem[];
  readonly cause?: unknown;
  /** For a stale edit: what stands now, so that the page can show both. */
  readonly current?: unknown;
}

/** A refusal with a code of the catalogue. Everything else that is thrown is a fault of ours: `server.failed`. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly detail: string | undefined;
  readonly fields: readonly FieldProblem[];
  readonly current: unknown;

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(options.detail ? `${code}: ${options.detail}` : code, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.status = CATALOGUE[code];
    this.detail = options.detail;
    this.fields = options.fields ?? [];
    this.current = options.current;
  }
}

export const PROBLEM_CODES = Object.keys(CATALOGUE) as readonly ProblemCode[];
