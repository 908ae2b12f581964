// Commands as conversations, without any platform: bot.as(ada).say('/task add …'), .press('Undo'), .submit({…}).
// What comes back is what the person would see, with its presses at hand.
import type { Answer, AnswerAsk } from '#bot/answer.ts';
import type { Ask, RawValues, What } from '#bot/ask.ts';
import { draftActions } from '#bot/drafts.ts';
import { makeBelonging } from '#bot/newcomer.ts';
import { loadCommands, makeTable } from '#bot/registry.ts';
import { createBot } from '#bot/run.ts';
import { createCodes } from '#coalition/codes.ts';
import type { Block, Button, Form, Menu, Message } from '#message/message.ts';
import { plainMessage } from '#message/plain.ts';
import type { Store } from '#store/database.ts';
import { readSecret } from '#store/secret.ts';
import { nowActsFor, whichOrganisation } from '#views/coalition/belonging.ts';
import type { SeededPerson } from './seed.ts';

/** 32 bytes for tests only. */
export const testSecret = readSecret('0'.repeat(64));

export type Clock = { now: Date };

export type TestBot = {
  answer: AnswerAsk;
  errors: unknown[];
  as(
    person: SeededPerson,
    more?: Partial<Pick<Ask, 'space' | 'formFields'>> & {
      channel?: string;
      direct?: boolean;
      locale?: string;
      mayConnect?: boolean;
    },
  ): Talk;
};

export type Seen = {
  answer: Answer;
  text: string;
  press(label: string): Promise<Seen>;
  buttons: string[];
  form: Form | undefined;
  submit(values: RawValues): Promise<Seen>;
};

export type Talk = {
  /** A line of text, as on Slack: "/task add Book the hall". */
  say(line: string, key?: string): Promise<Seen>;
  /** Typed options, as on Discord. */
  command(path: string, values: RawValues): Promise<Seen>;
  press(press: string): Promise<Seen>;
  submit(form: string, values: RawValues): Promise<Seen>;
  suggest(path: string, option: string, typed: string, values?: RawValues): Promise<{ label: string; value: string }[]>;
  onMessage(path: string, text: string, url: string): Promise<Seen>;
};

const elements = (message: Message): (Button | Menu)[] =>
  message.blocks.flatMap((block: Block) => (block.block === 'actions' ? block.elements : []));

/** Label → press, of buttons and of the lines of menus. */
const presses = (answer: Answer): [string, string][] => {
  const message = answer.kind === 'say' || answer.kind === 'refused-form' ? answer.message : undefined;
  return message
    ? elements(message).flatMap((one): [string, string][] =>
        one.kind === 'menu'
          ? one.choices.map((c): [string, string] => [c.label, c.press])
          : one.press
            ? [[one.label, one.press]]
            : [],
      )
    : [];
};

let counter = 0;

export const makeTestBot = async (store: Store, clock: Clock, options: { open?: boolean } = {}): Promise<TestBot> => {
  if (!testSecret) throw new Error('the test secret is not one');
  const errors: unknown[] = [];
  const answer = createBot({
    store,
    codes: createCodes(testSecret, options.open ?? false),
    table: makeTable(await loadCommands(), draftActions),
    belonging: makeBelonging({ nowActsFor, whichOrganisation }),
    report: (error) => errors.push(error),
  });
  return {
    answer,
    errors,
    as: (person, more = {}) => {
      const ask = async (what: What, key?: string): Promise<Seen> => {
        counter += 1;
        const given = await answer({
          key: key ?? `test:${counter}`,
          at: clock.now,
          platform: person.platform,
          space: more.space ?? person.space,
          user: {
            home: person.home,
            id: person.user,
            name: person.name,
            ...(more.locale === undefined ? {} : { locale: more.locale }),
          },
          channel: { id: more.channel ?? person.channel, name: 'koalicja', direct: more.direct ?? false },
          mayConnect: async () => more.mayConnect ?? true,
          formFields: more.formFields ?? (person.platform === 'slack' ? 100 : 5),
          what,
        });
        const message = given.kind === 'say' || given.kind === 'refused-form' ? given.message : undefined;
        const form = given.kind === 'form' || given.kind === 'refused-form' ? given.form : undefined;
        const known = presses(given);
        return {
          answer: given,
          text: message ? plainMessage(message) : '',
          form,
          buttons: known.map(([label]) => label),
          press: (label) => {
            const found = known.find(([name]) => name === label) ?? known.find(([name]) => name.includes(label));
            if (!found) throw new Error(`no button "${label}" among: ${known.map(([name]) => name).join(' | ')}`);
            return ask({ kind: 'press', press: found[1] });
          },
          submit: (values) => {
            if (!form) throw new Error('there is no form');
            const filled = Object.fromEntries(
              form.fields.map((field) => [field.name, values[field.name] ?? field.value ?? '']),
            );
            return ask({ kind: 'form', id: form.id, values: filled });
          },
        };
      };
      return {
        say: (line, key) => {
          const [, root = '', text = ''] = /^\/(\S+)\s*([\s\S]*)$/.exec(line) ?? [];
          return ask({ kind: 'text', root, text }, key);
        },
        command: (command, values) => ask({ kind: 'command', command, values }),
        press: (press) => ask({ kind: 'press', press }),
        submit: (id, values) => ask({ kind: 'form', id, values }),
        suggest: async (command, option, typed, values = {}) => {
          const { answer: given } = await ask({ kind: 'suggest', command, option, typed, values });
          return given.kind === 'suggestions' ? [...given.suggestions] : [];
        },
        onMessage: (command, text, url) => ask({ kind: 'message', command, text, url }),
      };
    },
  };
};
