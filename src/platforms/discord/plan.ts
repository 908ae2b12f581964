// What must be decided about an interaction before its answer is known: whether it may be deferred, and in whose sight.
// Discord fixes the sight at the deferral and takes no form after one, so both come from the command's definition.
import { type APIInteraction, InteractionType, MessageFlags } from 'discord.js';
import type { What } from '#bot/ask.ts';
import type { Action, CommandTable } from '#bot/command.ts';
import { unpackPress } from '#bot/press.ts';

/**
 * Discord waits three seconds for a first response; these leave room for the way there and back. What is ready within 4 ms
 * (a list on a quiet machine) is the first response itself and nobody sees "thinking"; everything else is deferred.
 */
export type Windows = { directMs: number; formMs: number; suggestMs: number };
export const WINDOWS: Windows = { directMs: 4, formMs: 2300, suggestMs: 2300 };

export type Plan = {
  /** How long the answer may take to be the first response itself. */
  waitMs: number;
  /** What is said when it takes longer: thinking in private or in public, or nothing to be seen. */
  meanwhile: 'private' | 'public' | 'unseen';
};

/** The command that a line of words means, as far as a plan needs it. */
const wordsTo = (text: string, table: CommandTable): Action | undefined => {
  const [first = '', second = ''] = text.toLowerCase().split(/\s+/);
  return table.find(`${first}.${second}`) ?? table.find(first);
};

const definitionOf = (
  what: What,
  table: CommandTable,
): { definition: Action | undefined; given: Readonly<Record<string, string>> } => {
  switch (what.kind) {
    case 'press': {
      const { command, values } = unpackPress(what.press);
      return { definition: table.find(command), given: values };
    }
    case 'form': {
      const { command, values } = unpackPress(what.id);
      return { definition: table.find(command), given: { ...what.values, ...values } };
    }
    case 'text':
      return { definition: wordsTo(what.text, table), given: {} };
    case 'message':
      return { definition: table.find(what.command), given: {} };
    case 'home':
      // Discord has no such page.
      return { definition: undefined, given: {} };
    default:
      return { definition: table.find(what.command), given: what.values };
  }
};

/** Whether the first answer may be a form: something required is missing, or the command edits what is there. */
const mayOpenForm = (what: What, definition: Action | undefined, given: Readonly<Record<string, string>>): boolean => {
  // A form cannot answer a form.
  if (!definition || what.kind === 'form') return false;
  const required = Object.entries(definition.options).filter(([, option]) => option.required);
  if (definition.edits || required.some(([name]) => (given[name] ?? '').trim() === '')) return true;
  // What a press carries may be all that is required and a form all the same: "Correct", or a reading chosen for one.
  return definition.opens === 'form' && (what.kind === 'press' || required.length === 0);
};

/** Whether the message whose button was pressed is seen by the presser alone. */
export const fromPrivate = (payload: APIInteraction): boolean => {
  if (payload.type !== InteractionType.MessageComponent && payload.type !== InteractionType.ModalSubmit) return false;
  if (!payload.message) return false;
  return payload.guild_id === undefined || ((payload.message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
};

export const planOf = (payload: APIInteraction, what: What, table: CommandTable, windows: Windows): Plan => {
  const { definition, given } = definitionOf(what, table);
  const waitMs = mayOpenForm(what, definition, given) ? windows.formMs : windows.directMs;
  // Unseen: the answer may come in place of the pressed message, which a visible deferral would not allow.
  if (fromPrivate(payload)) return { waitMs, meanwhile: 'unseen' };
  return { waitMs, meanwhile: definition?.audience === 'public' ? 'public' : 'private' };
};
