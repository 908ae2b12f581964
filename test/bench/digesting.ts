// A process of its own that issues a digest of a large coalition again and again, and tells how long it took and how much
// more memory it came to. Given: the address of the database, the coalition, the moment and how often.
import { choiceOf } from '#coalition/digest/choice.ts';
import { composeDigest } from '#coalition/digest/compose.ts';
import { issueDigest, periodNow } from '#coalition/digest/issue.ts';
import { loadSections } from '#coalition/digest/section.ts';
import { everyTranslator } from '#i18n/translator.ts';
import { connectStore, transact } from '#store/database.ts';
import digest from '#views/topics/digest.ts';
import { given } from './child.ts';

export type Asked = { url: string; coalitionId: string; nowMs: number; rounds: number };
export type Told = {
  composeMs: number[];
  issueMs: number[];
  drawMs: number[];
  /** The most that was resident while they were issued, less what was before the first one. */
  extraMb: number;
  entries: number;
  places: number;
  drawn: number;
};

const { url, coalitionId, nowMs, rounds } = given<Asked>();
const now = new Date(nowMs);
const store = connectStore({ url, poolSize: 2 });
const recording = { store, now };
const sections = await loadSections();
const t = everyTranslator();
await store.prisma.$queryRawUnsafe('SELECT 1 AS one');
const mostMb = (): number => (process.resourceUsage().maxRSS * 1024) / 1e6;
const before = mostMb();
const told: Told = { composeMs: [], issueMs: [], drawMs: [], extraMb: 0, entries: 0, places: 0, drawn: 0 };
const timed = async <R>(to: number[], work: () => Promise<R>): Promise<R> => {
  const from = performance.now();
  const done = await work();
  to.push(performance.now() - from);
  return done;
};

for (let round = 0; round < rounds; round += 1) {
  const choice = await choiceOf(store.prisma, coalitionId);
  const { content } = await timed(told.composeMs, () => composeDigest(store.prisma, periodNow(choice, now), sections));
  told.entries = content.sections.reduce((sum, { entries }) => sum + entries.length, 0);
}
for (let round = 0; round < rounds; round += 1) {
  await store.prisma.delivery.deleteMany();
  await store.prisma.digest.deleteMany({ where: { coalitionId } });
  // As the clock does it: chosen, kept, and a delivery for each channel, in one transaction.
  const issued = await timed(told.issueMs, () =>
    transact(store, async (tx) => issueDigest(tx, recording, await choiceOf(tx, coalitionId), null)),
  );
  told.places = issued.places;
}
told.extraMb = mostMb() - before;
for (let round = 0; round < rounds; round += 1) told.drawn = await timed(told.drawMs, draw);
process.stdout.write(`${JSON.stringify(told)}\n`);
await store.close();

/** What a sender does for all channels at once, up to the neutral messages. @returns how many */
async function draw(): Promise<number> {
  const said = await store.prisma.delivery.findMany({
    where: { topic: 'digest' },
    select: { id: true, coalitionId: true, topic: true, data: true, channelId: true, personId: true },
  });
  const facts = await digest.load(
    store,
    said.map((one) => ({ ...one, taskId: null })),
    now,
  );
  let drawn = 0;
  for (const { id, channelId } of said) {
    const fact = facts.get(id);
    if (!fact) continue;
    const reader = { t: t.pl, lang: 'pl', zone: 'Europe/Warsaw', now, channelId, personId: null } as const;
    if (digest.draw(fact, reader).blocks.length > 0) drawn += 1;
  }
  return drawn;
}
