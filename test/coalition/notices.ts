// What has been said to somebody in private, drawn as it would be sent: the newest last. Everybody here is invented.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Said, Topic } from '#delivery/topic.ts';
import type { Lang } from '#i18n/lang.ts';
import { translator } from '#i18n/translator.ts';
import type { Button, Message } from '#message/message.ts';
import { plainMessage } from '#message/plain.ts';
import type { Store } from '#store/database.ts';
import type { SeededPerson } from '../harness/seed.ts';

const folder = join(import.meta.dirname, '../../src/views/topics');

const topics = async (): Promise<Map<string, Topic>> => {
  const found = await Promise.all(
    readdirSync(folder).map(async (file): Promise<Topic> => (await import(join(folder, file))).default),
  );
  return new Map(found.map((one) => [one.name, one]));
};

export type Told = { topic: string; text: string; message: Message; press(label: string): string };

/** A stranger to the coalition: an account that the bot has never seen, on a platform and in a space. */
export const newcomer = (
  name: string,
  at: Pick<SeededPerson, 'platform' | 'home' | 'user' | 'space' | 'channel'>,
): SeededPerson => ({ id: '', name, ...at });

/** @param where a person's or a channel's own row id */
export async function told(
  store: Store,
  where: { personId: string } | { channelId: string },
  now: Date,
  lang: Lang = 'en',
): Promise<Told[]> {
  const rows = await store.prisma.delivery.findMany({ where, orderBy: { id: 'asc' } });
  const known = await topics();
  const said: Told[] = [];
  for (const row of rows) {
    const topic = known.get(row.topic);
    if (!topic) throw new Error(`no topic ${row.topic}`);
    const one: Said = {
      id: row.id,
      coalitionId: row.coalitionId,
      topic: row.topic,
      data: row.data,
      channelId: row.channelId,
      personId: row.personId,
      taskId: null,
    };
    const fact = (await topic.load(store, [one], now)).get(row.id);
    if (fact === undefined) continue;
    const message = topic.draw(fact, {
      t: translator(lang),
      lang,
      zone: 'Europe/Warsaw',
      now,
      channelId: row.channelId,
      personId: row.personId,
    });
    const buttons = message.blocks.flatMap((block) =>
      block.block === 'actions' ? block.elements.filter((e): e is Button => e.kind === 'button') : [],
    );
    said.push({
      topic: row.topic,
      text: plainMessage(message),
      message,
      press: (label) => {
        const found = buttons.find((e) => e.label === label)?.press;
        if (!found) throw new Error(`no button "${label}" among ${buttons.map((e) => e.label).join(' | ')}`);
        return found;
      },
    });
  }
  return said;
}

/** The row of the person behind a chat account. */
export const personOf = async (store: Store, { platform, home, user }: SeededPerson): Promise<string> => {
  const row = await store.prisma.account.findUniqueOrThrow({
    where: { platform_home_userId: { platform, home, userId: user } },
  });
  return row.personId;
};
