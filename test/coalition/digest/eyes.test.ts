// Who sees what of a digest, as tables; and what is kept of a long section so that every reader's part is whole.
import { describe, expect, it } from 'vitest';
import { keep } from '#coalition/digest/content.ts';
import {
  type ChannelTerms,
  channelEyes,
  type Eyes,
  type Level,
  maySeeIn,
  meet,
  type Seen,
  wholeCoalition,
} from '#coalition/digest/eyes.ts';
import type { Entry } from '#coalition/digest/section.ts';

const levels = new Map<string, Level | null>([
  ['austria', 'local'],
  ['lublin', 'national'],
  ['portugal', null],
]);

const shared: ChannelTerms = {
  audience: 'coalition',
  organizationId: null,
  organization: null,
  digestAudience: 'coalition',
  digestLevel: null,
};
const own: ChannelTerms = {
  ...shared,
  audience: 'organisation',
  organizationId: 'austria',
  organization: { status: 'active' },
};

const things: Record<string, Seen> = {
  public: { visibility: 'public', organizationId: 'lublin' },
  coalition: { visibility: 'coalition', organizationId: 'lublin' },
  nobody: { visibility: 'coalition', organizationId: null },
  local: { visibility: 'coalition', organizationId: 'austria' },
  none: { visibility: 'coalition', organizationId: 'portugal' },
  ownAustria: { visibility: 'organisation', organizationId: 'austria' },
  ownLublin: { visibility: 'organisation', organizationId: 'lublin' },
};

const seen = (eyes: Eyes): string[] =>
  Object.entries(things).flatMap(([name, thing]) => (maySeeIn(thing, eyes, levels) ? [name] : []));

describe('a channel sees', () => {
  const all = ['public', 'coalition', 'nobody', 'local', 'none'];
  it.each<[string, ChannelTerms, string[]]>([
    ['of the whole coalition', shared, all],
    ['of one organisation: no more, until it is chosen', own, all],
    ['of one organisation, with its own things', { ...own, digestAudience: 'organisation' }, [...all, 'ownAustria']],
    ['of the coalition, whatever was chosen: nobody’s own things', { ...shared, digestAudience: 'organisation' }, all],
    ['outward', { ...own, digestAudience: 'outward' }, ['public']],
    ['of a level', { ...shared, digestAudience: 'level', digestLevel: 'local' }, ['nobody', 'local']],
    [
      'of an observing organisation',
      { ...own, organization: { status: 'observer' }, digestAudience: 'organisation' },
      ['public'],
    ],
    ['of an organisation that has left', { ...own, organization: null }, ['public']],
  ])('%s', (_what, terms, expected) => expect(seen(channelEyes(terms))).toEqual(expected));

  it('to somebody who previews it, no more than that person may see', () => {
    const austria = channelEyes({ ...own, digestAudience: 'organisation' });
    expect(seen(meet(austria, { publicOnly: false, own: 'lublin', level: null }))).toEqual(all);
    expect(seen(meet(austria, { publicOnly: true, own: null, level: null }))).toEqual(['public']);
    expect(seen(meet(austria, { publicOnly: false, own: 'austria', level: null }))).toContain('ownAustria');
  });
});

describe('of a long section', () => {
  const entry = (i: number, more: Seen): Entry => ({ key: `task:${i}`, at: new Date(i), data: {}, ...more });
  const many = [
    ...Array.from({ length: 3000 }, (_, i) => entry(i, { visibility: 'coalition', organizationId: 'lublin' })),
    ...Array.from({ length: 80 }, (_, i) => entry(4000 + i, { visibility: 'public', organizationId: 'lublin' })),
    ...Array.from({ length: 80 }, (_, i) => entry(5000 + i, { visibility: 'coalition', organizationId: 'austria' })),
    ...Array.from({ length: 80 }, (_, i) => entry(6000 + i, { visibility: 'organisation', organizationId: 'austria' })),
  ];

  it('what each reader’s digest can show is kept, and everything is counted', () => {
    const { entries, counts } = keep(many, levels);
    expect(entries.length).toBeLessThanOrEqual(200);
    const shown = (eyes: Eyes): number => entries.filter((one) => maySeeIn(one, eyes, levels)).length;
    expect(shown(wholeCoalition)).toBeGreaterThanOrEqual(40);
    expect(shown({ ...wholeCoalition, publicOnly: true })).toBe(40);
    expect(shown({ ...wholeCoalition, level: 'local' })).toBe(40);
    expect(shown({ ...wholeCoalition, own: 'austria' }) - shown(wholeCoalition)).toBe(40);
    expect(counts.reduce((total, { count }) => total + count, 0)).toBe(3240);
  });
});
