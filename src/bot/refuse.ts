// A refusal as an answer: the sentence, the readings to choose from, and "Correct", which opens the form filled in.
// Whatever was typed is kept as a draft first, so that nothing is lost by a no.
import type { Block, Button, Menu } from '#message/message.ts';
import { showMoment } from '#time/show.ts';
import type { Answer } from './answer.ts';
import type { Context } from './command.ts';
import { keepDraft } from './draft.ts';
import { buildForm, formOptions } from './form.ts';
import { packPress } from './press.ts';
import type { Choice, Refusal } from './refusal.ts';
import type { Request } from './request.ts';

/** Presses of the bot itself; drafts.ts answers them. */
export const USE = '~use';
export const CORRECT = '~correct';

const dayAndTime = (at: Date, context: Context): string =>
  showMoment(
    { kind: 'time', at, zone: context.zone },
    { lang: context.lang, zone: context.zone, now: context.now, style: 'short' },
  );

/** The sentence of a refusal; its moments are said in the person's own zone. */
export const refusalText = (refusal: Refusal, context: Context): string => {
  const values = Object.fromEntries(
    Object.entries(refusal.values).map(([name, value]) => [
      name,
      value instanceof Date ? dayAndTime(value, context) : value,
    ]),
  );
  return context.t(refusal.key, values);
};

/** Up to three readings are buttons, more are a menu (at most 25): with "Correct" four buttons, as many as a card may have. */
const choosing = (draft: string, option: string, choices: readonly Choice[], context: Context): (Button | Menu)[] => {
  const lines = choices.slice(0, 25).flatMap((choice) => {
    try {
      return [{ label: choice.label, press: packPress(USE, { d: draft, o: option, v: choice.value }) }];
    } catch {
      // Too long for a button: it can still be typed.
      return [];
    }
  });
  if (lines.length === 0) return [];
  if (lines.length > 3) return [{ kind: 'menu', label: context.t('common.choose'), choices: lines }];
  return lines.map((line) => ({ kind: 'button', label: line.label, press: line.press }));
};

const message = async (
  request: Request,
  context: Context,
  refused: readonly Refusal[],
  draftable: boolean,
): Promise<Answer> => {
  const sentences = refused.map((one) => refusalText(one, context));
  const blocks: Block[] = sentences.map((text) => ({ block: 'paragraph', text }));
  const elements: (Button | Menu)[] = [];
  if (draftable) {
    const draft = await keepDraft(context, request);
    const [first] = refused;
    if (refused.length === 1 && first?.option && first.choices.length > 0)
      elements.push(...choosing(draft, first.option, first.choices, context));
    const visible = formOptions(request.definition, request.fixed).map(([name]) => name);
    if (refused.some((one) => one.option && visible.includes(one.option)))
      elements.push({ kind: 'button', label: context.t('common.correct'), press: packPress(CORRECT, { d: draft }) });
  }
  for (const way of refused.flatMap((one) => one.ways))
    elements.push({ kind: 'button', label: context.t(way.label), press: way.press });
  if (elements.length > 0) blocks.push({ block: 'actions', elements });
  return { kind: 'say', audience: 'private', message: { summary: sentences.join(' '), blocks } };
};

/**
 * Answers a refusal where the person is: at the field of a form, or in a private message with the ways out.
 * @param refused one or several, each with its option where it has one
 */
export const refuse = async (request: Request, context: Context, refused: readonly Refusal[]): Promise<Answer> => {
  if (request.source === 'suggest') return { kind: 'suggestions', suggestions: [] };
  const aboutOptions = refused.some((one) => one.option !== undefined);
  const said = await message(request, context, refused, aboutOptions);
  const errors: Record<string, string> = {};
  for (const one of refused) if (one.option) errors[one.option] = refusalText(one, context);
  const shown = formOptions(request.definition, request.fixed).map(([name]) => name);
  if (request.source !== 'form' || said.kind !== 'say' || !Object.keys(errors).some((name) => shown.includes(name)))
    return said;
  const form = await buildForm(request, context, request.given, errors);
  return { kind: 'refused-form', form, message: said.message };
};
