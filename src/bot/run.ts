// The one way from an Ask to an Answer: who, which command, which coalition, may they, which values, run.
// Never throws: a Refusal is said politely, a repeated event gives nothing, a bug becomes an apology with a reference.
import { type Who, who } from '#coalition/who.ts';
import { inCompany } from '#message/company.ts';
import { storableWithin } from '#message/storable.ts';
import type { Answer, AnswerAsk } from './answer.ts';
import { apology, makeTongues, type Report } from './apology.ts';
import type { Ask } from './ask.ts';
import type { Belonging, Note } from './belonging.ts';
import type { Action, CoalitionContext, CommandTable, Context } from './command.ts';
import { type Means, makeContext } from './context.ts';
import { findDraft } from './draft.ts';
import { buildForm, FORM } from './form.ts';
import { greet } from './greet.ts';
import { withSettings } from './home.ts';
import { type Meant, whichCoalition } from './place.ts';
import { Refusal } from './refusal.ts';
import { CORRECT, refuse, USE } from './refuse.ts';
import { Misread, type Request, readRequest } from './request.ts';
import { mayAct, roleOf } from './role.ts';
import { isRepeated } from './trouble.ts';
import { readValues } from './values.ts';

export type BotOptions = Omit<Means, 'commands'> & { table: CommandTable; belonging: Belonging; report: Report };

/** How many event keys are remembered in memory; a platform repeats within minutes. The database keeps the rest for what writes. */
const REMEMBERED = 10_000;

/** Answers "the same event again?" cheaply and only for this process. */
const makeMemory = (): ((key: string) => boolean) => {
  const seen = new Set<string>();
  return (key) => {
    if (seen.has(key)) return true;
    seen.add(key);
    if (seen.size > REMEMBERED)
      for (const oldest of seen) {
        seen.delete(oldest);
        break;
      }
    return false;
  };
};

/** Which item a form will change is decided before it opens: typed as "T-12", it goes into the form's id like a button's. */
const withItem = async (request: Request, context: Context): Promise<Request> => {
  if (!request.definition.edits) return request;
  const given = { ...request.given };
  const fixed = { ...request.fixed };
  for (const [name, option] of Object.entries(request.definition.options)) {
    const raw = given[name];
    if (!option.required || !option.pick || raw === undefined) continue;
    try {
      fixed[name] = option.pick(await option.read(raw, context));
      delete given[name];
    } catch (error) {
      // It cannot be found: the form asks for it again.
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return { ...request, given, fixed };
};

/** A form that did not know its item showed no present values: there an empty field says nothing. */
const emptiedIn = ({ definition, emptied, fixed }: Request): ReadonlySet<string> => {
  const asked = Object.entries(definition.options).some(
    ([name, option]) => option.required && option.form !== 'hidden' && !(name in fixed),
  );
  return definition.edits && asked ? new Set() : emptied;
};

/** Opens the command's form with what is known. */
const openForm = async (asked: Request, context: Context): Promise<Answer> => {
  const request = await withItem(asked, context);
  const { prefill, options } = request.definition;
  // Not worth its queries where nothing is filled in; a wrong word is said at its field when the form comes back.
  const read = prefill ? (await readValues(options, { ...request.given, ...request.fixed }, context)).values : {};
  const before = (await prefill?.(context as CoalitionContext, read as never)) ?? {};
  return { kind: 'form', form: await buildForm(request, context, { ...before, ...request.given }) };
};

/** "Choose one" and "Correct" lead back to the draft's own command. */
const followDraft = async (
  request: Request,
  means: Means,
  ask: Ask,
  asking: Who,
  table: CommandTable,
): Promise<{ request: Request; correct: boolean }> => {
  if (request.path !== USE && request.path !== CORRECT && request.path !== FORM) return { request, correct: false };
  const draft = await findDraft({ store: means.store, now: ask.at, account: asking.account }, request.fixed['d'] ?? '');
  const definition = draft && table.find(draft.path);
  if (!draft || !definition) throw new Refusal('common.refusal.expired');
  if (request.path === FORM) {
    const given = Object.fromEntries(
      Object.entries(request.given).filter(([name]) => definition.options[name]?.form !== 'hidden'),
    );
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
  const { values, refused, missing } = await readValues(
    definition.options,
    { ...request.given, ...request.fixed },
    context,
  );
  const refusals = Object.values(refused);
  if (refusals.length > 0) return refuse(request, context, refusals);
  const asksFirst = definition.edits && request.source !== 'form' && !changesAnything(request, definition);
  if (missing.length > 0 || asksFirst) {
    const unfillable = missing.find((name) => definition.options[name]?.form === 'hidden');
    if (unfillable !== undefined)
      throw new Refusal('common.refusal.old_button', { values: { command: `/${context.t('help.command')}` } });
    if (request.source !== 'form') return openForm(request, context);
    return refuse(
      request,
      context,
      missing.map(
        (name) =>
          new Refusal('common.refusal.required', {
            values: { field: context.t(`option.${name}.label`) },
            option: name,
          }),
      ),
    );
  }
  if (definition.needs === 'coalition') return definition.run(context as CoalitionContext, values as never);
  return definition.run(context, values as never);
};

/** Whether more is given than which item is meant. */
const changesAnything = (request: Request, definition: Action): boolean =>
  Object.keys({ ...request.given, ...request.fixed }).some(
    (name) => definition.options[name]?.required === false && definition.options[name].form !== 'hidden',
  );

/** Among other things in one message, an answer stands beside it and not in its place. */
const beside = (answer: Answer, { what }: Ask): Answer => {
  if (answer.kind !== 'say' || what.kind !== 'press' || !inCompany(what.press)) return answer;
  const { replaces: _, ...said } = answer;
  return said;
};

/** Makes the bot. */
export const createBot = (options: BotOptions): AnswerAsk => {
  const { store, codes, table, belonging } = options;
  const means: Means = { store, codes, commands: table.commands };
  const repeated = makeMemory();
  const tongues = makeTongues();

  const answer = async (ask: Ask): Promise<Answer> => {
    const asking = await who(
      store,
      {
        platform: ask.platform,
        home: ask.user.home,
        user: ask.user.id,
        name: ask.user.name,
        ...(ask.user.provisional ? { provisional: true } : {}),
        space: ask.space,
        channel: ask.channel.id,
        ...(ask.user.locale === undefined ? {} : { locale: ask.user.locale }),
        ...(ask.user.timezone === undefined ? {} : { timezone: ask.user.timezone }),
      },
      ask.at,
    );
    const nowhere: Meant = { coalition: asking.place?.coalition, membership: undefined };
    let context = makeContext(means, ask, asking, nowhere, new Set());
    tongues.keep(ask, context.lang);
    let request: Request | undefined;
    try {
      const followed = await followDraft(readRequest(ask, table, context.t), means, ask, asking, table);
      request = followed.request;
      const { definition } = request;
      const meant = await whichCoalition(store, asking, request);
      context = makeContext(means, ask, asking, meant, emptiedIn(request));
      tongues.keep(ask, context.lang);
      let note: Note | undefined;
      if (!mayAct(roleOf(meant.membership), definition.role)) {
        if (request.source === 'suggest') return { kind: 'suggestions', suggestions: [] };
        const outcome = await belonging.decide(context, definition.role, request);
        if (outcome.kind === 'answer') return await greet(outcome.answer, context, undefined);
        context = makeContext(
          means,
          ask,
          asking,
          { coalition: meant.coalition, membership: outcome.membership },
          emptiedIn(request),
        );
        note = outcome.note;
      }
      if (request.source === 'suggest') return await suggest(request, context, ask);
      if (followed.correct) return await openForm(request, context);
      const said = await carryOut(request, context, definition);
      if (ask.what.kind === 'home') return withSettings(said, context, table);
      return await greet(said, context, note);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const known = request ??
        (error instanceof Misread ? error.nearest : undefined) ?? {
          path: 'help',
          definition: table.find('help') as Action,
          source: 'words',
          fixed: {},
          given: {},
          emptied: new Set<string>(),
        };
      const no = await refuse(ask.what.kind === 'suggest' ? { ...known, source: 'suggest' } : known, context, [error]);
      return greet(no, context, undefined);
    }
  };

  return async (heard) => {
    const ask = storableWithin(heard);
    if (ask.what.kind !== 'suggest' && repeated(ask.key)) return { kind: 'nothing' };
    try {
      return beside(await answer(ask), ask);
    } catch (error) {
      if (isRepeated(error)) return { kind: 'nothing' };
      return apology(error, ask, tongues.of(ask), options.report);
    }
  };
};
