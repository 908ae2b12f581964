// A person's own digest in words: what I owe, what changed in what I follow, what is coming.
import type { Changed, Coming } from '#coalition/personal/changes.ts';
import type { Block, Inline, Menu, Message } from '#message/message.ts';
import { heading } from '../block.ts';
import { dutyLine } from '../duty/list.ts';
import { openingDuties } from '../duty/parts.ts';
import { gap, happenedSpans, verbOf } from '../item.ts';
import { taskLine } from '../task/list.ts';
import { openingTasks, heading as taskHeading } from '../task/parts.ts';
import type { For } from '../when.ts';
import { most, namesIn, type PersonalFact, without } from './facts.ts';

const part = (title: string, lines: readonly Inline[], menus: readonly Menu[], { t }: For): Block[] =>
  lines.length === 0
    ? []
    : [
        heading(title),
        {
          block: 'list',
          items: lines.slice(0, most),
          ...(lines.length > most ? { more: t('common.and_more', { count: lines.length - most }) } : {}),
        },
        { block: 'actions', elements: menus },
      ];

const changedPart = (changed: readonly Changed[], reader: For): Block[] =>
  part(
    reader.t('personal.changed', { count: changed.length }),
    changed.map(({ task, last }) => [
      { span: 'strong', text: taskHeading(task) },
      gap,
      ...happenedSpans(`task.happened.${verbOf(last)}`, last, reader),
    ]),
    [
      openingTasks(
        changed.slice(0, most).map(({ task }) => task),
        reader,
      ),
    ],
    reader,
  );

/** Tasks and duties in one list, what comes first above. */
function comingPart({ tasks, duties }: Coming, reader: For): Block[] {
  const at = (due: PersonalDue): number =>
    due === null ? 0 : due.kind === 'day' ? Date.parse(due.date) : due.at.getTime();
  const lines = [
    ...tasks.map((one) => ({ at: at(one.due), line: taskLine(one, reader) })),
    ...duties.map((one) => ({ at: at(one.due), line: dutyLine(one, reader) })),
  ].sort((a, b) => a.at - b.at);
  const menus = [
    ...(tasks.length > 0 ? [openingTasks(tasks, reader)] : []),
    ...(duties.length > 0 ? [openingDuties(duties, reader)] : []),
  ];
  const title = reader.t('personal.coming', { count: lines.length });
  return part(
    title,
    lines.map(({ line }) => line),
    menus,
    reader,
  );
}

type PersonalDue = Coming['tasks'][number]['due'];

/** @param reader.said what stands above it in the same message is not repeated */
export const personalMessage = (fact: PersonalFact, reader: For & { said?: ReadonlySet<string> }): Message => {
  const left = without(fact, reader.said ?? new Set());
  const count = left.owed.reduce((sum, { total }) => sum + total, 0) + namesIn({ ...left, owed: [] }).length;
  const summary = reader.t('personal.summary', { count });
  return {
    summary,
    blocks: [
      { block: 'paragraph', text: summary },
      ...left.owed.flatMap(({ list, items, total }) => list.draw(items, total, reader)),
      ...changedPart(left.changed, reader),
      ...comingPart(left.coming, reader),
    ],
  };
};
