// The Home tab over the wire: opened, published, pressed in; what a press says stands in one modal over it, and the Home
// follows. Against the strict local Slack.
import { describe, expect, it } from 'vitest';
import type { Answer } from '#bot/answer.ts';
import type { Ask } from '#bot/ask.ts';
import type { Button } from '#message/message.ts';
import type { View } from '#playground/slack/state.ts';
import { type Bench, say, wordsOf } from './rig.ts';
import { form, gate, settled, useBenches } from './scene.ts';

const begin = useBenches();
const button = (label: string, press: string): Button => ({ kind: 'button', label, press });
const withButtons = (text: string, ...elements: Button[]): Answer =>
  say(text, {
    message: {
      summary: text,
      blocks: [
        { block: 'paragraph', text },
        { block: 'actions', elements },
      ],
    },
  });
const person = (at: Bench) => at.local.as(at.ada);
const homeWords = (at: Bench): string => wordsOf(person(at).home()?.body.blocks);
const modalWords = (at: Bench): string => wordsOf(person(at).modal()?.body.blocks);
const opens = async (at: Bench): Promise<View> => {
  person(at).openHome();
  await settled(at, () => person(at).home() !== undefined);
  return person(at).home() as View;
};

/** A list with one item that can be done, whose answer can be undone; the form renames it. */
const scene = async (more?: Parameters<typeof begin>[0]) => {
  const at = await begin(more);
  let title = 'Book the hall';
  at.answering.answer = async (ask: Ask) => {
    const { what } = ask;
    if (what.kind === 'home')
      return withButtons(title, button('Done', 'task.done?task=1'), button('Name', 'task.edit'));
    if (what.kind === 'form') {
      title = what.values['title'] ?? '';
      return withButtons(`Now called ${title}`, button('Undo', 'task.edit!undo'));
    }
    if (what.kind === 'press' && what.press === 'task.edit') return { kind: 'form', form };
    if (what.kind === 'press' && what.press === 'task.done?task=1') {
      title = 'Nothing to do';
      return withButtons('It is done', button('Undo', 'task.done!undo?task=1'));
    }
    title = 'Book the hall';
    return say('As before', { replaces: true });
  };
  return at;
};

describe('the Home tab', () => {
  it('shows the answer to a person who opens it, in a direct conversation without a channel', async () => {
    const at = await scene();
    await opens(at);
    expect(homeWords(at)).toContain('Book the hall');
    expect(at.asks).toMatchObject([
      {
        space: at.team,
        user: { home: at.team, id: at.ada, locale: 'pl-PL' },
        channel: { id: '', direct: true },
        what: { kind: 'home' },
      },
    ]);
    expect(at.local.violations).toEqual([]);
  });

  it('answers a press in a modal over it and follows; a press there changes the same modal', async () => {
    const at = await scene();
    const home = await opens(at);
    const pressed = await person(at).useView(home.id, 'Done');
    const modal = await pressed.opened();
    expect(wordsOf(modal.body.blocks)).toContain('It is done');
    await settled(at, () => homeWords(at).includes('Nothing to do'));
    await person(at).useView(modal.id, 'Undo');
    await settled(at, () => modalWords(at).includes('As before') && homeWords(at).includes('Book the hall'));
    expect(person(at).screen().depth).toBe(1);
    expect(at.asks.map(({ what }) => what.kind)).toEqual(['home', 'press', 'home', 'press', 'home']);
    // Nothing was said anywhere else.
    expect(
      person(at)
        .screen()
        .dms.flatMap(({ messages }) => messages),
    ).toEqual([]);
    expect(at.local.violations).toEqual([]);
  });

  it('opens a form, says in it what came of it, and takes presses there', async () => {
    const at = await scene();
    const home = await opens(at);
    const modal = await (await person(at).useView(home.id, 'Name')).opened();
    const sent = await person(at).submit(modal.id, { title: 'Book two halls' });
    expect(sent.closed).toBe(false);
    expect(modalWords(at)).toContain('Now called Book two halls');
    await settled(at, () => homeWords(at).includes('Book two halls'));
    await person(at).useView(modal.id, 'Undo');
    await settled(at, () => homeWords(at).includes('Book the hall') && modalWords(at).includes('As before'));
    expect(
      person(at)
        .screen()
        .dms.flatMap(({ messages }) => messages),
    ).toEqual([]);
    expect(at.local.violations).toEqual([]);
  });

  it('turns an answer into a form in place, and says late what came late', async () => {
    const at = await scene({ deps: { patience: { formMs: 20 } } });
    const home = await opens(at);
    const listed = at.answering.answer;
    at.answering.answer = async (ask) =>
      ask.what.kind === 'press' && ask.what.press === 'task.done?task=1'
        ? withButtons('It is done', button('Name', 'task.edit'))
        : listed(ask);
    const modal = await (await person(at).useView(home.id, 'Done')).opened();
    await person(at).useView(modal.id, 'Name');
    await settled(at, () => modalWords(at).includes('Tytuł') && person(at).modal()?.id === modal.id);
    const later = gate();
    const named = at.answering.answer;
    at.answering.answer = async (ask) => {
      if (ask.what.kind === 'form') await later.opened;
      return named(ask);
    };
    await person(at).submit(modal.id, { title: 'Three halls' });
    expect(modalWords(at)).not.toContain('Three halls');
    later.open();
    await settled(at, () => modalWords(at).includes('Now called Three halls') && homeWords(at).includes('Three halls'));
    expect(person(at).screen().depth).toBe(1);
    expect(at.local.violations).toEqual([]);
  });

  it('answers by direct message when no modal can be opened', async () => {
    const at = await scene();
    const home = await opens(at);
    at.local.misbehave({ method: 'views.open', trouble: { kind: 'error', error: 'expired_trigger_id' } });
    await person(at).useView(home.id, 'Done');
    const said = () =>
      person(at)
        .screen()
        .dms.flatMap(({ messages }) => messages);
    await settled(at, () => said().length === 1 && homeWords(at).includes('Nothing to do'));
    expect(wordsOf(said()[0]?.blocks)).toContain('It is done');
  });

  it('that was switched off in the app stops nobody', async () => {
    const at = await scene();
    const home = await opens(at);
    const app = at.installations[0]?.app;
    if (app) app.homeTab = false;
    const pressed = await person(at).useView(home.id, 'Done');
    expect(wordsOf((await pressed.opened()).body.blocks)).toContain('It is done');
    await settled(at, () => at.local.refusals.some(({ rule }) => rule === 'view:home'));
    person(at).openHome();
    // What is typed after it has been answered, and still nobody asked for the Home a third time.
    await (await person(at).slash(at.channel, '/task', 'list')).reply();
    expect(at.asks.filter(({ what }) => what.kind === 'home')).toHaveLength(2);
  });

  it('holds a hundred blocks and is never empty', async () => {
    const at = await begin();
    at.answering.answer = async () => ({
      kind: 'say',
      audience: 'private',
      message: {
        summary: 'many',
        blocks: Array.from({ length: 200 }, (_, n) => ({ block: 'note', text: `line ${n}` })),
      },
    });
    await opens(at);
    expect(person(at).home()?.body.blocks).toHaveLength(100);
    at.answering.answer = async () => ({ kind: 'say', audience: 'private', message: { summary: 'empty', blocks: [] } });
    person(at).openHome();
    await settled(at, () => homeWords(at) === 'empty');
    expect(at.local.violations).toEqual([]);
  });
});
