// To coordinators: something has been overdue for some working days. Says what waits and what helps, never who is late.
// Not said any more when it is done, moved or handed over, or the reader coordinates no more.
import type { Ladder } from '#coalition/ladders/ladder.ts';
import { takingPart } from '#coalition/people.ts';
import { type Topic, topic } from '#delivery/topic.ts';
import type { Message } from '#message/message.ts';
import { plainInline } from '#message/plain.ts';
import type { Store } from '#store/database.ts';
import { isOverdue } from '#time/moment.ts';
import { buttons, note, paragraph } from '../block.ts';
import { dataOf, flagOf, pick } from '../told.ts';
import { dueSpans, type For } from '../when.ts';
import type { LadderView } from './ladder-view.ts';
import { eachMenu, type Shown } from './step.ts';

type Fact = { shown: Shown; level: 1 | 2; coalition: string };

const line = ({ shown: { view, item } }: Fact, reader: For) =>
  reader.t.spans('step.waits', {
    item: { span: 'strong', text: view.name(item) },
    when: dueSpans(view.due(item), reader, false),
    organisation: view.organisation(item) ?? 'none',
  });

const escalationMessage = (fact: Fact, reader: For): Message => {
  const said = line(fact, reader);
  const { view, item } = fact.shown;
  return {
    summary: plainInline(said),
    blocks: [
      paragraph(said),
      note(reader.t('step.waits_help')),
      buttons(...view.ways(item, reader), view.show(item, reader)),
    ],
  };
};

/** Whoever coordinates an organisation or the coalition now. */
async function coordinating(store: Store, people: readonly string[]) {
  return store.prisma.membership.findMany({
    where: { personId: { in: [...people] }, ...takingPart, OR: [{ coordinates: true }, { role: 'coordinator' }] },
    select: {
      personId: true,
      coalitionId: true,
      organizationId: true,
      role: true,
      coordinates: true,
      coalition: { select: { name: true } },
    },
  });
}

/**
 * @param ladders who owes what, by kind
 * @param views the words, by kind
 */
export const escalationTopic = (ladders: ReadonlyMap<string, Ladder>, views: ReadonlyMap<string, LadderView>): Topic =>
  topic<Fact>({
    name: 'escalation',
    disturbs: 'routine',
    about: 'escalation',
    asks: true,
    less: ['off'],
    async load(store, said, now) {
      const facts = new Map<string, Fact>();
      const roles = await coordinating(
        store,
        said.flatMap((one) => one.personId ?? []),
      );
      for (const [kind, ladder] of ladders) {
        const mine = said.filter((one) => dataOf(one, 'kind') === kind);
        const view = views.get(kind);
        if (mine.length === 0 || !view) continue;
        const ids = [...new Set(mine.map((one) => dataOf(one, 'itemId')))];
        const [owed, items] = await Promise.all([ladder.owed(store.prisma, ids, now), view.load(store, ids)]);
        const found = pick(mine, (one): Fact | undefined => {
          const itemId = dataOf(one, 'itemId');
          const still = owed.find(({ id }) => id === itemId);
          const item = items.get(itemId);
          if (!still || item === undefined || !isOverdue(still.due, now)) return undefined;
          const level = flagOf(one, 'level') === 2 ? 2 : 1;
          const role = roles.find(
            (row) =>
              row.personId === one.personId &&
              row.coalitionId === still.coalitionId &&
              (level === 1 || still.visibility === 'organisation'
                ? row.organizationId === still.organizationId
                : true) &&
              (level === 1 ? row.role === 'coordinator' : row.coordinates),
          );
          if (!role) return undefined;
          const shown = { view, item, itemId, coalitionId: still.coalitionId };
          return { shown, level, coalition: role.coalition.name };
        });
        for (const [id, fact] of found) facts.set(id, fact);
      }
      return facts;
    },
    draw: escalationMessage,
    drawMany(facts, reader) {
      const [only, ...others] = facts;
      if (only && others.length === 0) return escalationMessage(only, reader);
      return {
        summary: reader.t('step.waits_many', { count: facts.length }),
        blocks: [
          { block: 'list', items: facts.map((one) => line(one, reader)) },
          note(reader.t('step.waits_help')),
          {
            block: 'actions',
            elements: [
              eachMenu(
                reader.t('step.open'),
                facts.map((one) => one.shown),
                ({ view, item }) => view.show(item, reader).press,
              ),
            ],
          },
        ],
      };
    },
    names: ({ shown }) => [`${shown.view.kind}:${shown.itemId}`],
    why({ shown, level, coalition }, { t }) {
      const organisation = shown.view.organisation(shown.item);
      if (level === 1 && organisation !== null) return t('step.why.organisation', { organisation });
      return t('step.why.coalition', { coalition });
    },
  });
