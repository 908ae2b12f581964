// What is known of the people a violation names: their rest, absences, pauses, and when nobody was running. Without it a
// violation cannot be judged: most of what looks late had a reason.
import type { Span, Story } from './story.ts';
import type { World } from './world.ts';

const iso = (at: Date | null): string => at?.toISOString().slice(0, 16) ?? 'never';

/** @returns a line for each person named in the text, and one for the outages */
export function backgroundOf(world: World, story: Story, down: readonly Span[], text: string): string[] {
  const named = world.humans.filter(({ name }) => new RegExp(`${name.replace('.', '\\.')}(?!\\d)`).test(text));
  const spansOf = (spans: readonly Span[] = []): string =>
    spans.map((span) => `${iso(span.from)}..${iso(span.until)}`).join(', ');
  const people = named.map(({ id, name, rest, accounts }) => {
    const own = story.people.get(id);
    const shut = accounts.map(({ platform, userId, home }) =>
      [
        `${platform} ${userId}`,
        spansOf(story.closed.get(`${platform} ${userId}`)),
        spansOf(story.broken.get(`${platform} ${home}`)),
      ].join(' / '),
    );
    const absences = own?.absences.map(
      ({ at, days }) => `${iso(at)}: ${days.map((d) => `${d.firstDay}..${d.lastDay}`).join(' ')}`,
    );
    const pauses = own?.pauses.map(({ at, until }) => `${iso(at)}: ${iso(until)}`);
    return `${name}: ${JSON.stringify(rest)}; absences ${absences?.join(', ')}; pauses ${pauses?.join(', ')}; left ${iso(own?.leftAt ?? null)}; accounts (closed / space away) ${shut.join('; ')}`;
  });
  return named.length === 0 ? [] : [...people, `down: ${spansOf(down)}`];
}
