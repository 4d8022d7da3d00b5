/** How a command ends. The codes are part of the contract and stand in every --help: scripts branch on them. */
export const EXIT = {
  ok: 0,
  /** It failed; the message says why. */
  failure: 1,
  /** Wrong use: unknown command or option, an argument missing, a setting that cannot be. */
  usage: 2,
  /** The input cannot be read: wrong kind of file, damaged, encrypted, too large. */
  unreadable: 3,
  /** Done, with warnings, and --strict was given. */
  warnings: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command with a message in Vietnamese that says what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;
  constructor(message: string, exitCode: ExitCode = EXIT.failure, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
