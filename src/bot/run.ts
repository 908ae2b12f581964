// The one way from an Ask to an Answer: who, which command, which coalition, may they, which values, run.
// Never throws: a Refusal is said politely, a repeated event gives nothing, a bug becomes an apology with a reference.
import { randomInt } from 'node:crypto';
import { type Who, who } from '#coalition/who.ts';
import { storableWithin } from '#message/storable.ts';
import type { Answer, AnswerAsk } from './answer.ts';
import type { Ask } from './ask.ts';
import type { Belonging, Note } from './belonging.ts';
import type { Action, CoalitionContext, CommandTable, Context } from './command.ts';
import { type Means, makeContext } from './context.ts';
import { findDraft } from './draft.ts';
import { buildForm, FORM } from './form.ts';
import { greet } from './greet.ts';
import { type Meant, whichCoalition } from './place.ts';
import { Refusal } from './refusal.ts';
import { CORRECT, refuse, USE } from './refuse.ts';
import { type Request, readRequest } from './request.ts';
import { mayAct, roleOf } from './role.ts';
import { isOutOfSpace, isRepeated, isUnreachable } from './trouble.ts';
import { readValues } from './values.ts';

/** Where bugs are written down; the reference is what the person was given. */
export type Report = (error: unknown, reference: string, ask: Ask) => void;

export type BotOptions = Omit<Means, 'commands'> & { table: CommandTable; belonging: Belonging; report: Report };

/** How many event keys are remembered in memory; a platform repeats within minutes. The database keeps the rest for what writes. */
const REMEMBERED = 10_000;

/** Answers "the same event again?" cheaply and only for this process. */
const makeMemory = (): ((key: string) => boolean) => {
  const seen = new Set<string>();
  return (key) => {
    if (seen.has(key)) return true;
    seen.add(key);
    if (seen.size > REMEMBERED) for (const oldest of seen) {
      seen.delete(oldest);
      break;
    }
    return false;
  };
};

/** Opens the command's form with what is known. */
const openForm = async (request: Request, context: Context): Promise<Answer> => {
  const before = (await request.definition.prefill?.(context, { ...request.given, ...request.fixed })) ?? {};
  return { kind: 'form', form: await buildForm(request, context, { ...before, ...request.given }) };
};

/** "Choose one" and "Correct" lead back to the draft's own command. */
const followDraft = async (request: Request, means: Means, ask: Ask, asking: Who, table: CommandTable): Promise<{ request: Request; correct: boolean }> => {
  if (request.path !== USE && request.path !== CORRECT && request.path !== FORM) return { request, correct: false };
  const draft = await findDraft({ store: means.store, now: ask.at, account: asking.account }, request.fixed['d'] ?? '');
  const definition = draft && table.find(draft.path);
  if (!draft || !definition) throw new Refusal('common.refusal.expired');
  if (request.path === FORM) {
    const given = Object.fromEntries(Object.entries(request.given).filter(([name]) => definition.options[name]?.form !== 'hidden'));
    return { correct: false, request: { ...request, path: draft.path, definition, fixed: draft.fixed, given } };
  }
  const option = request.fixed['o'];
  const chosen = request.path === USE && option !== undefined ? { [option]: request.fixed['v'] ?? '' } : {};
  const known = option !== undefined && definition.options[option] !== undefined;
  return {
    correct: request.path === CORRECT,
    request: {
      path: draft.path,
      definition,
      source: 'press',
      fixed: known ? draft.fixed : { ...draft.fixed, ...chosen },
      given: known ? { ...draft.given, ...chosen } : draft.given,
      emptied: new Set(),
    },
  };
};

const suggest = async (request: Request, context: Context, ask: Ask): Promise<Answer> => {
  const option = ask.what.kind === 'suggest' ? request.definition.options[ask.what.option] : undefined;
  const typed = ask.what.kind === 'suggest' ? ask.what.typed : '';
  const offered = (await option?.suggest?.(typed, context, { ...request.given, ...request.fixed })) ?? [];
  return { kind: 'suggestions', suggestions: offered.slice(0, 25) };
};

/** Values, form or run: the person is known and allowed. */
const carryOut = async (request: Request, context: Context, definition: Action): Promise<Answer> => {
  const { values, refused, missing } = await readValues(definition.options, { ...request.given, ...request.fixed }, context);
  const refusals = Object.values(refused);
  if (refusals.length > 0) return refuse(request, context, refusals);
  const asksFirst = definition.edits && request.source !== 'form' && !changesAnything(request, definition);
  if (missing.length > 0 || asksFirst) {
    const unfillable = missing.find((name) => definition.options[name]?.form === 'hidden');
    if (unfillable !== undefined) throw new Refusal('common.refusal.old_button', { values: { command: `/${context.t('help.command')}` } });
    if (request.source !== 'form') return openForm(request, context);
    return refuse(request, context, missing.map((name) => new Refusal('common.refusal.required', { values: { field: context.t(`option.${name}.label`) }, option: name })));
  }
  if (definition.needs === 'coalition') return definition.run(context as CoalitionContext, values as never);
  return definition.run(context, values as never);
};

/** Whether more is given than which item is meant. */
const changesAnything = (request: Request, definition: Action): boolean =>
  Object.keys({ ...request.given, ...request.fixed }).some((name) => definition.options[name]?.required === false && definition.options[name].form !== 'hidden');

/** Makes the bot. */
export const createBot = (options: BotOptions): AnswerAsk => {
  const { store, codes, table, belonging } = options;
  const means: Means = { store, codes, commands: table.commands };
  const repeated = makeMemory();

  const answer = async (ask: Ask): Promise<Answer> => {
    const asking = await who(
      store,
      {
        platform: ask.platform,
        home: ask.user.home,
        user: ask.user.id,
        name: ask.user.name,
        space: ask.space,
        channel: ask.channel.id,
        ...(ask.user.locale === undefined ? {} : { locale: ask.user.locale }),
        ...(ask.user.timezone === undefined ? {} : { timezone: ask.user.timezone }),
      },
      ask.at,
    );
    const nowhere: Meant = { coalition: asking.place?.coalition, membership: undefined };
    let context = makeContext(means, ask, asking, nowhere, new Set());
    let request: Request | undefined;
    try {
      const followed = await followDraft(readRequest(ask, table, context.t), means, ask, asking, table);
      request = followed.request;
      const { definition } = request;
      const meant = await whichCoalition(store, asking, request);
      context = makeContext(means, ask, asking, meant, request.emptied);
      let note: Note | undefined;
      if (!mayAct(roleOf(meant.membership), definition.role)) {
        if (request.source === 'suggest') return { kind: 'suggestions', suggestions: [] };
        const outcome = await belonging.decide(context, definition.role, request);
        if (outcome.kind === 'answer') return outcome.answer;
        context = makeContext(means, ask, asking, { coalition: meant.coalition, membership: outcome.membership }, request.emptied);
        note = outcome.note;
      }
      if (request.source === 'suggest') return await suggest(request, context, ask);
      if (followed.correct) return await openForm(request, context);
      const said = await carryOut(request, context, definition);
      return await greet(said, context, note);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const known = request ?? { path: 'help', definition: table.find('help') as Action, source: 'words', fixed: {}, given: {}, emptied: new Set<string>() };
      return refuse(ask.what.kind === 'suggest' ? { ...known, source: 'suggest' } : known, context, [error]);
    }
  };

  return async (heard) => {
    const ask = storableWithin(heard);
    if (ask.what.kind !== 'suggest' && repeated(ask.key)) return { kind: 'nothing' };
    try {
      return await answer(ask);
    } catch (error) {
      if (isRepeated(error)) return { kind: 'nothing' };
      return apology(error, ask, options.report);
    }
  };
};

/** Letters and digits that nobody confuses when reading them out. */
const REFERENCE = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Our fault, or the database's: nothing was changed, because every use case is one transaction. */
const apology = (error: unknown, ask: Ask, report: Report): Answer => {
  const reference = Array.from({ length: 4 }, () => REFERENCE[randomInt(REFERENCE.length)]).join('');
        ...(ask.user.provisional ? { provisional: true } : {}),
  report(error, reference, ask);
  if (ask.what.kind === 'suggest') return { kind: 'suggestions', suggestions: [] };
  const t = translator(langOf(ask.user.locale) ?? 'en');
  const text = isOutOfSpace(error)
    ? t('common.error.disk_full')
    : isUnreachable(error)
      ? t('common.error.database')
      : t('common.error.ours', { code: reference });
  const again = ask.what.kind === 'press' ? [{ block: 'actions' as const, elements: [{ kind: 'button' as const, label: t('common.try_again'), press: ask.what.press }] }] : [];
  return { kind: 'say', audience: 'private', message: { summary: text, blocks: [{ block: 'paragraph', text }, ...again] } };
};

