// Who may import whom. A failing line names the file, what it imports and why it may not.
import { expect, test } from 'vitest';
import { once, packages, type Rule, rooms } from './rooms.ts';
import { folderOf, importsOf, roomOf, sources, target } from './source.ts';

const files = sources(['src', 'commands']);
const edges = files.flatMap(({ path, text }) =>
  importsOf(text).map((each) => ({ path, ...each, to: target(path, each.from) })),
);

function mayImport(rule: Rule | undefined, to: string, typeOnly: boolean): boolean {
  const file = to.replace(/^src\//, '');
  const room = roomOf(to);
  const named = (name: string) => name === room || name === file;
  return Boolean(rule && (rule.values.some(named) || (typeOnly && rule.types?.some(named))));
}

test('every import between rooms is allowed', () => {
  const wrong = edges.flatMap(({ path, from, to, typeOnly }) => {
    if (to === null || roomOf(path) === roomOf(to)) return [];
    const rule = rooms[roomOf(path)];
    if (mayImport(rule, to, typeOnly)) return [];
    const how = typeOnly ? 'the types of ' : '';
    return [
      `${path} imports ${how}${from}, but ${roomOf(path)} may not: ${rule?.because ?? 'the room is not in test/house/rooms.ts'}`,
    ];
  });
  expect(wrong).toEqual([]);
});

test('imports between folders are written with #, imports inside a folder with ./ or ../', () => {
  const wrong = edges.flatMap(({ path, from, to }) => {
    if (to === null || /^src\/[^/]+$/.test(path)) return [];
    const inside = folderOf(path) === folderOf(to);
    if (from.startsWith('#') ? !inside || folderOf(path) === 'platforms' : inside) return [];
    return [`${path} imports ${from}: write ${inside ? './ or ../ inside a folder' : '# between folders'}`];
  });
  expect(wrong).toEqual([]);
});

test('every package is imported where it belongs', () => {
  const wrong = edges.flatMap(({ path, from, to, typeOnly }) => {
    if (to !== null || path.startsWith('src/playground/')) return [];
    const rule = packages.find(({ name }) => name.test(from));
    return rule && !rule.only.test(path) && !typeOnly ? [`${path} imports ${from}: ${rule.because}`] : [];
  });
  expect(wrong).toEqual([]);
});

test('some packages are imported by one file only', () => {
  for (const name of once) {
    const users = new Set(edges.filter(({ from, typeOnly }) => from === name && !typeOnly).map(({ path }) => path));
    expect([...users].length, `${name} is imported by ${[...users].join(', ')}`).toBeLessThanOrEqual(1);
  }
});

test('the generated client is used through the store, elsewhere only for its types', () => {
  const wrong = edges.filter(
    ({ path, to, typeOnly }) => to?.startsWith('src/store/generated/') && !path.startsWith('src/store/') && !typeOnly,
  );
  expect(wrong.map(({ path, from }) => `${path} imports ${from}: write "import type"`)).toEqual([]);
});

test('no room depends on itself by way of others', () => {
  const graph = new Map<string, Set<string>>();
  for (const { path, to, typeOnly } of edges) {
    if (to === null || typeOnly) continue;
    const [from, into] = [roomOf(path), roomOf(to)];
    if (from && into && from !== into) graph.set(from, (graph.get(from) ?? new Set()).add(into));
  }
  const walk = (room: string, way: string[]): string[] => {
    if (way.includes(room)) return [[...way.slice(way.indexOf(room)), room].join(' → ')];
    return [...(graph.get(room) ?? [])].flatMap((next) => walk(next, [...way, room]));
  };
  expect([...new Set([...graph.keys()].flatMap((room) => walk(room, [])))]).toEqual([]);
});

test('no file imports TypeScript of another checkout or a file that is not there', () => {
  const there = new Set(files.map(({ path }) => path));
  const missing = edges.filter(
    ({ to }) => to !== null && /\.(ts|js)$/.test(to) && !to.startsWith('src/store/generated/') && !there.has(to),
  );
  expect(missing.map(({ path, from }) => `${path} imports ${from}, which is not there`)).toEqual([]);
});

// A checker that reads nothing passes too: dependency-cruiser did exactly that with TypeScript 7.
test('the checker reads the source and sees what it should', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(edges.length).toBeGreaterThan(200);
  const text = [
    "import { a } from '#bot/a.ts';",
    "import type { B } from './b.ts';",
    'import {\n  type C,\n  type D,\n} from "c";',
    "import { type E, f } from 'e';",
    "import 'side';",
    "export * from './g.ts';",
    "const h = await import('#store/h.ts');",
  ].join('\n');
  expect(importsOf(text)).toEqual([
    { from: '#bot/a.ts', typeOnly: false },
    { from: './b.ts', typeOnly: true },
    { from: 'c', typeOnly: true },
    { from: 'e', typeOnly: false },
    { from: 'side', typeOnly: false },
    { from: './g.ts', typeOnly: false },
    { from: '#store/h.ts', typeOnly: false },
  ]);
  expect(roomOf('src/platforms/slack/render.ts')).toBe('platforms/slack');
  expect(roomOf('src/platforms/platform.ts')).toBe('platforms');
  expect(roomOf('src/coalition/rules/number.ts')).toBe('coalition/rules');
  expect(target('src/bot/run.ts', './ask.ts')).toBe('src/bot/ask.ts');
  expect(mayImport(rooms['commands'], 'src/store/database.ts', false)).toBe(false);
  expect(mayImport(rooms['coalition'], 'src/delivery/record.ts', false)).toBe(true);
  expect(mayImport(rooms['coalition'], 'src/delivery/send.ts', false)).toBe(false);
});
