// The page of help: commands grouped by their first word, each with its line; how dates are written; the other name.
import { packPress } from '#bot/press.ts';
import type { Block, Message, Span } from '#message/message.ts';
import type { For } from './when.ts';

/** "/task add". Help itself goes by the bot's own name: Slack keeps "/help" for itself. */
export const typed = (path: string): string => (path === 'help' ? '/mosty' : `/${path.replaceAll('.', ' ')}`);

/** What is needed every day comes first; whatever is not named here follows in its own order. */
const FIRST = ['task', 'mine', 'coalition', 'profile'];
const place = (group: string): number => (FIRST.includes(group) ? FIRST.indexOf(group) : FIRST.length);

/** @param paths commands to show, "task.add" */
export const helpMessage = (paths: readonly string[], { t }: For): Message => {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const group = path.split('.')[0] ?? path;
    groups.set(group, [...(groups.get(group) ?? []), path]);
  }
  const line = (path: string): Span[] => [
    { span: 'code', text: typed(path) },
    { span: 'text', text: ` ${t(`${path}.about`)}` },
  ];
  const blocks: Block[] = [
    { block: 'heading', text: t('help.title') },
    { block: 'paragraph', text: t('help.intro') },
  ];
  for (const [group, members] of [...groups].sort(([a], [b]) => place(a) - place(b))) {
    if (members.length > 1) blocks.push({ block: 'paragraph', text: [{ span: 'strong', text: t(`${group}.about`) }] });
    blocks.push({ block: 'list', items: members.map(line) });
  }
  blocks.push({ block: 'note', text: t('help.dates', { examples: t('time.examples') }) });
  blocks.push({ block: 'note', text: t('help.other_name', { example: '/mosty task add' }) });
  blocks.push({
    block: 'actions',
    elements: [
      { kind: 'button', label: t('task.button.add'), press: packPress('task.add'), tone: 'primary' },
      { kind: 'button', label: t('task.button.mine'), press: packPress('mine') },
      { kind: 'button', label: t('common.language.button'), press: packPress('profile.language') },
    ],
  });
  return { summary: t('help.title'), blocks };
};
