// Digests as golden files: the weekly one, a week without news, and a person's own, in seven languages, as Slack and
// Discord get them and as plain words. `npm run golden` writes them anew; what has changed is then read in the diff.
import { describe, expect, it } from 'vitest';
import { type Lang, langs } from '#i18n/lang.ts';
import { translator } from '#i18n/translator.ts';
import type { Message } from '#message/message.ts';
import { plainMessage } from '#message/plain.ts';
import { drawMessage as drawForDiscord } from '#platforms/discord/draw.ts';
import { drawMessage as drawForSlack } from '#platforms/slack/draw/message.ts';
import { channelButtons, digestMessage, quietDigest } from '#views/digest/digest.ts';
import { progressSvg } from '#views/digest/picture.ts';
import { footer } from '#views/footer.ts';
import { personalMessage } from '#views/personal-digest/digest.ts';
import personalDigest from '#views/topics/personal-digest.ts';
import { now, zone } from './people.ts';
import { personal } from './personal.ts';
import { quiet, weekly } from './weekly.ts';

const readerOf = (lang: Lang, more: { channelId: string | null; personId: string | null }) => ({
  t: translator(lang),
  lang,
  zone,
  now,
  ...more,
});
const inChannel = { channelId: 'ch1', personId: null };
const toAda = { channelId: null, personId: 'p1' };

const drawn: Readonly<Record<string, (lang: Lang) => Promise<Message>>> = {
  async weekly(lang) {
    const [fact, reader] = [await weekly(), readerOf(lang, inChannel)];
    return digestMessage(fact, reader, channelButtons(fact, 'ch1', reader.t));
  },
  async quiet(lang) {
    const [fact, reader] = [await quiet(), readerOf(lang, inChannel)];
    return quietDigest(fact, reader, channelButtons(fact, 'ch1', reader.t));
  },
  async personal(lang) {
    const [fact, reader] = [await personal(), readerOf(lang, toAda)];
    const { blocks, summary } = personalMessage(fact, reader);
    const why = [personalDigest.why?.(fact, reader) ?? ''];
    const abouts = [{ about: 'digest', less: personalDigest.less ?? [], coalitionId: null }];
    return { summary, blocks: [...blocks, ...footer({ why, abouts }, reader)] };
  },
};

/** As JSON, each file of it in a folder of its language. */
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

describe.each(langs)('golden files: %s', (lang) => {
  it.each(Object.keys(drawn))('%s', async (name) => {
    const message = await drawn[name]?.(lang);
    if (!message) throw new Error(name);
    const t = translator(lang);
    const files = new Map(
      message.blocks.filter((block) => block.block === 'image').map((block, i) => [block, `F0PICTURE${i}`]),
    );
    const slack = drawForSlack(message, { space: 'T1', andMore: (count) => t('common.and_more', { count }), files });
    const discord = drawForDiscord(message, { space: '900', t }).body;
    const said = `${message.summary}\n\n${plainMessage(message)}\n`;
    await expect(said).toMatchFileSnapshot(`./${lang}/${name}.words.txt`);
    await expect(json(slack)).toMatchFileSnapshot(`./${lang}/${name}.slack.txt`);
    await expect(json(discord)).toMatchFileSnapshot(`./${lang}/${name}.discord.txt`);
  });

  it('picture', async () => {
    const { progress, parts } = await weekly();
    await expect(`${progressSvg({ whole: progress, parts }, translator(lang))}\n`).toMatchFileSnapshot(
      `./${lang}/picture.svg`,
    );
  });
});
