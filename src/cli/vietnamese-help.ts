/** commander speaks English; here it learns the house's language, for help and for errors of use. */
import type { Command, CommanderError } from 'commander';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Cách dùng:',
  'Arguments:': 'Tham số:',
  'Options:': 'Tùy chọn:',
  'Global Options:': 'Tùy chọn chung:',
  'Commands:': 'Các lệnh:',
};

/** Applies the house's help to a command and everything below it; errors are thrown instead of ending the process. */
export function inVietnamese(command: Command): Command {
  command
    .helpOption('-h, --help', 'xem hướng dẫn')
    .helpCommand(false)
    .exitOverride()
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      commandUsage: (shown) => {
        const above = shown.parent ? `${shown.parent.name()} ` : '';
        const top = shown.parent?.parent ? `${shown.parent.parent.name()} ` : '';
        const usage = shown.usage().replace('[options]', '[tùy chọn]').replace('[command]', '[lệnh]');
        return `${top}${above}${shown.name()} ${usage}`;
      },
      subcommandTerm: (below) => {
        const takes = below.registeredArguments.map((one) => `<${one.name()}>`);
        return [below.name(), ...takes].join(' ');
      },
      optionDescription: (option) => {
        const given: unknown = option.defaultValue;
        const isWorthSaying = typeof given === 'string' || typeof given === 'number';
        return isWorthSaying ? `${option.description} (mặc định: ${given})` : option.description;
      },
    })
    .configureOutput({ outputError: () => undefined });
  for (const below of command.commands) inVietnamese(below);
  return command;
}

const PATTERNS: readonly (readonly [code: string, text: (quoted: string) => string])[] = [
  ['commander.missingArgument', (what) => `Thiếu tham số ${what}.`],
  ['commander.optionMissingArgument', (what) => `Tùy chọn ${what} cần một giá trị.`],
  ['commander.missingMandatoryOptionValue', (what) => `Thiếu tùy chọn bắt buộc ${what}.`],
  ['commander.unknownOption', (what) => `Không có tùy chọn ${what}.`],
  ['commander.unknownCommand', (what) => `Không có lệnh ${what}.`],
  ['commander.excessArguments', () => 'Thừa tham số.'],
  ['commander.invalidArgument', (what) => `Giá trị không hợp lệ: ${what}.`],
  ['commander.conflictingOption', (what) => `Các tùy chọn không đi cùng nhau: ${what}.`],
];

/** The error of use in Vietnamese, naming the word that commander quotes. Null when nothing is wrong (help was shown). */
export function usageProblem(error: CommanderError): string | null {
  if (error.exitCode === 0 || error.code === 'commander.help') return null;
  const quoted = [...error.message.matchAll(/'([^']+)'/g)].map((match) => match[1]).join(', ');
  const text = PATTERNS.find(([code]) => code === error.code)?.[1];
  return text ? text(quoted) : error.message.replace(/^error: /, '');
}
