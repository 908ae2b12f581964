// The command reference, made from the commands themselves: docs/commands.md is this text, and a test says when it is stale.
import type { T } from '#i18n/translator.ts';
import type { Command } from './command.ts';

const roleWords: Readonly<Record<Command['role'], string>> = {
  anyone: 'anybody',
  observer: 'observers too',
  member: 'members',
  'organisation-coordinator': 'coordinators of an organisation',
  coordinator: 'coordinators of the coalition',
};

const optionWord = (name: string, option: Command['options'][string]): string => {
  if (option.main) return option.required ? `‹${name}›` : `[${name}]`;
  return option.required ? `${name}: …` : `[${name}: …]`;
};

/** "/task add ‹title› [due: …]" */
export const usage = (path: string, command: Command): string => {
  const shown = Object.entries(command.options).filter(([, option]) => option.form !== 'hidden');
  const ordered = [...shown.filter(([, option]) => option.main), ...shown.filter(([, option]) => !option.main)];
  return [`/${path.replaceAll('.', ' ')}`, ...ordered.map(([name, option]) => optionWord(name, option))].join(' ');
};

/** @param t English: the reference is for those who set the service up */
export const reference = (commands: readonly { path: string; command: Command }[], t: T): string => {
  const groups = new Map<string, { path: string; command: Command }[]>();
  for (const one of commands) {
    const group = one.path.split('.')[0] ?? one.path;
    groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  const lines = [
    '# Commands',
    '',
    'Made from `commands/` by `npm run reference`; do not edit. In Slack everything is one line of text: the words before the first option',
    'are the main one (‹…›), `[…]` may be left out, and a command alone opens its form. In Discord the same names are typed options.',
    '`/mosty` in front always works, where another app owns a name: `/mosty task add …`.',
    '',
  ];
  for (const [group, members] of groups) {
    lines.push(`## /${group}`, '');
    if (members.length > 1 && t.has(`${group}.about`)) lines.push(`${t(`${group}.about`)}.`, '');
    lines.push('| what is typed | what it does | who may |', '|---|---|---|');
    for (const { path, command } of members)
      lines.push(
        `| \`${usage(path, command).replaceAll('|', '\\|')}\` | ${t(`${path}.about`)} | ${roleWords[command.role]} |`,
      );
    lines.push('');
    const options = new Map(
      members
        .flatMap(({ command }) => Object.entries(command.options))
        .filter(([, option]) => option.form !== 'hidden'),
    );
    for (const [name] of options) lines.push(`- **${name}**: ${t(`option.${name}.about`)}`);
    if (options.size > 0) lines.push('');
  }
  return `${lines.join('\n').trimEnd()}\n`;
};
