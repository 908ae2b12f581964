// What stands under a message to a person: few words, a menu of at most six lines, presses that fit.
import { describe, expect, it } from 'vitest';
import { unpackPress } from '#bot/press.ts';
import { langs } from '#i18n/lang.ts';
import { translator } from '#i18n/translator.ts';
import type { Block, Menu } from '#message/message.ts';
import { plainInline } from '#message/plain.ts';
import { type FooterParts, footer } from '#views/footer.ts';

const abouts = ['steps', 'escalation', 'news', 'reminder', 'digest', 'repair'] as const;
const coalition = '01h000000000abcdefgh';
const part = (about: string, less: FooterParts['abouts'][number]['less'], coalitionId: string | null = coalition) => ({
  about,
  less,
  coalitionId,
});
const menuOf = (blocks: readonly Block[]): Menu | undefined =>
  blocks
    .flatMap((one) => (one.block === 'actions' ? one.elements : []))
    .find((one): one is Menu => one.kind === 'menu');
const lines = (parts: FooterParts, lang: (typeof langs)[number] = 'en') =>
  menuOf(footer(parts, { t: translator(lang) }))?.choices ?? [];
const noteOf = (blocks: readonly Block[]) =>
  blocks.flatMap((one) => (one.block === 'note' ? [plainInline(one.text)] : []))[0];

describe('the footer', () => {
  it('says why once, and what can be had less of', () => {
    const blocks = footer(
      {
        why: ['You are responsible for this task', 'You are responsible for this task'],
        abouts: [part('steps', ['slower', 'mine', 'off'])],
      },
      { t: translator('en') },
    );
    expect(noteOf(blocks)).toBe('Why do I see this? You are responsible for this task');
    expect(menuOf(blocks)?.label).toBe('Less of this');
    expect(menuOf(blocks)?.choices.map(({ label }) => label)).toEqual([
      'Less often: reminders of due dates',
      'Only what names me: reminders of due dates',
      'None at all: reminders of due dates',
      'My quiet hours and days off…',
    ]);
    expect(unpackPress(menuOf(blocks)?.choices[0]?.press ?? '')).toEqual({
      command: 'profile.less!set',
      values: { about: 'steps', measure: 'slower', coalition },
    });
  });

  it('leads to all choices where nothing can be switched off; said aloud it has only the reason', () => {
    const t = translator('pl');
    expect(lines({ why: ['Yes'], abouts: [part('reminder', [])] }).map(({ press }) => press)).toEqual([
      'profile.less',
      'profile.rest',
    ]);
    expect(footer({ why: ['Tak'], abouts: [] }, { t })).toHaveLength(1);
    expect(footer({ why: [''], abouts: [] }, { t })).toEqual([]);
  });

  it('offers to come again later where it asks for something, beside everything else', () => {
    const delivery = '01h000000000abcdefgh';
    const blocks = footer(
      { why: ['Yes'], later: delivery, abouts: [part('escalation', ['off'])] },
      { t: translator('en') },
    );
    const menus = blocks.flatMap((one) => (one.block === 'actions' ? one.elements : []));
    expect(menus.map(({ label }) => label)).toEqual(['Remind me later', 'Less of this']);
    expect(menuOf(blocks)?.choices.map(({ press }) => unpackPress(press))).toEqual([
      ...['hour', 'tomorrow', 'monday'].map((delay) => ({
        command: 'reminder.later!again',
        values: { delivery, in: delay },
      })),
      { command: 'reminder.later!when', values: { delivery } },
    ]);
  });

  it('gives every kind its mildest choice before any its second, and never more than six lines', () => {
    const all = lines({
      why: [],
      abouts: [
        part('steps', ['slower', 'mine', 'off']),
        part('digest', ['slower', 'off']),
        part('news', ['off']),
        part('escalation', ['off']),
      ],
    });
    expect(all).toHaveLength(6);
    const chosen = all.slice(0, -1).map(({ press }) => unpackPress(press).values['about']);
    expect(chosen).toEqual(['steps', 'steps', 'digest', 'news', 'escalation']);
  });

  it('means all coalitions where one kind comes from several', () => {
    const [first, ...more] = lines({ why: [], abouts: [part('news', ['off'], 'a'), part('news', ['off'], 'b')] });
    expect(more).toHaveLength(1);
    expect(unpackPress(first?.press ?? '').values).toEqual({ about: 'news', measure: 'off' });
  });

  it('fits both platforms in every language', () => {
    for (const lang of langs)
      for (const about of abouts)
        for (const { label, hint = '', press } of lines(
          { why: [], abouts: [part(about, ['slower', 'mine', 'off'])] },
          lang,
        )) {
          expect([...label].length, label).toBeLessThanOrEqual(75);
          expect([...hint].length, hint).toBeLessThanOrEqual(75);
          expect(press.length).toBeLessThanOrEqual(100);
        }
  });
});
