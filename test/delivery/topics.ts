// Small topics for the delivery tests: a card that says its title and state, a board, and notes that say their data.
import { type Topic, topic } from '#delivery/topic.ts';

const words = (text: string) => ({ summary: text, blocks: [{ block: 'paragraph' as const, text }] });

/** By name. */
export const topics: ReadonlyMap<string, Topic> = new Map(
  [
    topic<string>({
      name: 'task-card',
      async load(store, said) {
        const tasks = await store.prisma.task.findMany({
          where: { id: { in: said.flatMap(({ taskId }) => taskId ?? []) } },
        });
        return new Map(
          said.flatMap((one) => {
            const task = tasks.find(({ id }) => id === one.taskId);
            return task ? [[one.id, `T-${task.number} ${task.title} (${task.state})`]] : [];
          }),
        );
      },
      draw: (fact, { lang }) => words(`${lang}: ${fact}`),
    }),
    topic<string>({
      name: 'board',
      async load(store, said) {
        const tasks = await store.prisma.task.findMany({
          where: { coalitionId: { in: said.flatMap((one) => one.coalitionId ?? []) } },
          orderBy: { number: 'asc' },
        });
        return new Map(
          said.map((one) => [
            one.id,
            tasks
              .filter((task) => task.coalitionId === one.coalitionId)
              .map((task) => task.title)
              .join(', '),
          ]),
        );
      },
      draw: (fact, { lang }) => words(`${lang}: ${fact}`),
    }),
    ...['note', 'probe', 'aloud', 'repair'].map((name) =>
      topic<unknown>({
        name,
        load: async (_store, said) => new Map(said.map((one) => [one.id, one.data])),
        draw: (fact, { lang, zone }) => words(`${lang} ${zone}: ${JSON.stringify(fact)}`),
        probe: name === 'probe',
        aloud: name === 'aloud',
      }),
    ),
    ...(['routine', 'asked', 'urgent'] as const).map((name) =>
      topic<unknown>({
        name,
        disturbs: name,
        load: async (_store, said) => new Map(said.map((one) => [one.id, one.data])),
        draw: (fact, { lang, zone }) => words(`${name} ${lang} ${zone}: ${JSON.stringify(fact)}`),
        why: () => `because of ${name}`,
      }),
    ),
    // One line each in one message; what is marked as gone is no longer wanted, what is broken throws while it is drawn.
    topic<{ item: string; broken?: boolean }>({
      name: 'lines',
      disturbs: 'routine',
      about: 'steps',
      less: ['slower', 'off'],
      load: async (_store, said) =>
        new Map(
          said.flatMap((one) => {
            const data = one.data as { item: string; gone?: boolean; broken?: boolean };
            return data.gone ? [] : [[one.id, data] as const];
          }),
        ),
      draw: (fact) => words(`line: ${fact.item}`),
      drawMany(facts) {
        if (facts.some(({ broken }) => broken)) throw new Error('cannot be drawn');
        return { summary: '', blocks: [{ block: 'list', items: facts.map(({ item }) => item) }] };
      },
      names: ({ item }) => [item],
      why: () => 'because of lines',
    }),
  ].map((one) => [one.name, one]),
);
