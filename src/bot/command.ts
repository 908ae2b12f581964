// The contract of a command: one plain object in one file of commands/, whose path is its name (commands/task/add.ts is
// "/task add"). Words are catalogue keys derived from the path, never in the file. Discord's registration, Slack's manifest,
// grammar and modals, /help and the command reference are all made from this object.

import type { z } from 'zod';
import type { Act, Coalition, MemberAct, Membership, Place } from '#coalition/act.ts';
import type { Codes } from '#coalition/codes.ts';
import type { Lang } from '#i18n/lang.ts';
import type { T } from '#i18n/translator.ts';
import type { Store } from '#store/database.ts';
import type { Answer, Audience, Suggestion } from './answer.ts';
import type { Ask, RawValues } from './ask.ts';

export type { Suggestion } from './answer.ts';

/** Who may: each includes the ones after it. An observer may look; a member may act for the organisation. */
export type Role = 'anyone' | 'observer' | 'member' | 'organisation-coordinator' | 'coordinator';

/** What a command is run with: the act, the reader's language and zone, and the coalition where one is needed. */
export type Context = Act & {
  ask: Ask;
  t: T;
  lang: Lang;
  /** IANA zone in which the person's words are read and moments are shown. */
  zone: string;
  /** Fields of a submitted form that were left empty, as opposed to options that were not given. */
  emptied: ReadonlySet<string>;
  account: { id: string; platform: 'slack' | 'discord'; home: string; userId: string };
  /** The connected channel of the ask, with the coalition it belongs to. */
  place: (Place & { coalition: Coalition }) | undefined;
  coalition: Coalition | undefined;
  membership: Membership | undefined;
  codes: Codes;
  /** All commands, for /help. */
  commands: CommandTable['commands'];
};

/** The context of a command that needs a coalition: the bot has found (or asked for) it before. */
export type CoalitionContext = Context & MemberAct;

/** One typed option. `R`: required, so that `run` sees `T` and not `T | undefined`. */
export type Option<T = unknown, R extends boolean = boolean> = {
  required: R;
  /** The words before the first named option in Slack's text. At most one in a command. */
  main: boolean;
  /** The shape of the raw text: length, characters. */
  schema: z.ZodType<string>;
  maxLength: number;
  form: 'line' | 'lines' | 'choice' | 'search' | 'hidden';
  /** A closed list; labels are catalogue keys `option.<name>.choice.<value>`. */
  choices?: readonly string[];
  /**
   * The typed words as a value.
   * @throws Refusal, with choices where the words have several readings
   */
  read(raw: string, context: Context): T | Promise<T>;
  /** A picked value ("id:…") in words, for a form that shows it again; nothing when it is words already. */
  label?(raw: string, context: Context): Promise<string | undefined>;
  /** A value as a button carries it ("id:…"): a form that changes an item says with it which one, and shows its state. */
  pick?(value: T): string;
  /**
   * Takes what names this option off the main words: "T-12 no money" → ["T-12", "no money"]. An empty first part: none of
   * them names it.
   */
  lead?(words: string, by: { lang: Lang; now: Date }): readonly [own: string, rest: string] | undefined;
  /** The coalition that a picked value belongs to, so that a button works in a direct message too. Not an authorisation. */
  coalitionOf?(raw: string, store: Store): Promise<string | undefined>;
  /** What to offer while somebody types; at most 25. Sees only what the person may see. */
  suggest?(typed: string, context: Context, others: RawValues): Promise<readonly Suggestion[]>;
};

export type Options = Readonly<Record<string, Option>>;

/** What an option reads to; required ones are always there. */
type Read<P> = P extends { required: infer R; read(raw: string, context: Context): infer V }
  ? R extends true
    ? Awaited<V>
    : Awaited<V> | undefined
  : never;

export type Values<O> = { [K in keyof O]: Read<O[K]> };

/**
 * `O` has no constraint on purpose: with one, TypeScript would read "required" off the constraint as plain boolean
 * and every value would be possibly undefined.
 */
type Common<O> = {
  role: Role;
  audience: Audience;
  /** The first answer is a form unless everything required is given. Discord cannot give a form after a deferral. */
  opens?: 'form';
  /** Changes what is there: with nothing given but the item, the form opens with its present values. */
  edits?: true;
  options: O;
};

type Filled = Readonly<Record<string, string | undefined>>;

/**
 * `prefill`: what a form starts with, as the person would type it (an edit shows what is there), from what has been read
 * so far. It is also where a form is refused that could only be filled in for nothing: nobody types a reason first and
 * learns afterwards that the task was done.
 */
type Needing<O> =
  | {
      needs: 'coalition';
      prefill?(context: CoalitionContext, read: Partial<Values<O>>): Promise<Filled>;
      run(context: CoalitionContext, values: Values<O>): Promise<Answer>;
    }
  | {
      needs: 'nothing';
      prefill?(context: Context, read: Partial<Values<O>>): Promise<Filled>;
      run(context: Context, values: Values<O>): Promise<Answer>;
    };

/** Something only a button does; lives in the command it belongs to and is called `task.add!undo`. */
export type Action<O = Options> = Common<O> & Needing<O>;

export type Command<O = Options> = Action<O> & {
  /** What a bare "/group" means: one command of a group at most. */
  bare?: true;
  /**
   * Offered on any message ("Create task", named `<path>.onmessage`, at most 24 characters): which options get its first
   * line, its link, and its whole text where a line is not all. Slack and Discord offer at most five of these.
   */
  onMessage?: { text: keyof O & string; url: keyof O & string; whole?: keyof O & string };
  actions?: Readonly<Record<string, Action>>;
};

/** Gives a command its types; changes nothing. */
export const command = <O>(definition: Command<O>): Command => definition as unknown as Command;

/** Gives an action its types; changes nothing. */
export const action = <O>(definition: Action<O>): Action => definition as unknown as Action;

/** All commands by path: "task.add", and their actions: "task.add!undo". */
export type CommandTable = {
  /** In the order of /help. */
  commands: readonly { path: string; command: Command }[];
  find(path: string): Action | undefined;
  /** Everything `find` knows: commands, actions, drafts. */
  paths(): readonly string[];
};
