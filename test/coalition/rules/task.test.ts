// The rules of tasks as tables of values.
import { describe, expect, it } from 'vitest';
import type { Membership } from '#coalition/act.ts';
import { after, fits, mayMove, mayUndo, type TaskState, type Verb } from '#coalition/rules/task.ts';

const states: TaskState[] = ['open', 'blocked', 'done', 'dropped'];

describe('which verb fits which state', () => {
  it.each<[Verb, string]>([
    ['take', 'open blocked'],
    ['release', 'open blocked'],
    ['assign', 'open blocked'],
    ['done', 'open blocked'],
    ['reopen', 'done dropped'],
    ['block', 'open blocked'],
    ['unblock', 'blocked'],
    ['drop', 'open blocked'],
    ['edit', 'open blocked'],
    ['comment', 'open blocked done dropped'],
    ['follow', 'open blocked done dropped'],
  ])('%s: %s', (verb, fitting) => {
    expect(states.filter((state) => fits(verb, state)).join(' ')).toBe(fitting);
  });

  it.each<[Verb, TaskState, TaskState]>([
    ['done', 'open', 'done'],
    ['drop', 'blocked', 'dropped'],
    ['block', 'open', 'blocked'],
    ['unblock', 'blocked', 'open'],
    ['reopen', 'dropped', 'open'],
    ['take', 'blocked', 'blocked'],
    ['comment', 'done', 'done'],
  ])('%s turns %s into %s', (verb, before, then) => expect(after(verb, before)).toBe(then));
});

const membership = (organization: string, coordinates = false): Membership => ({
  id: 'm',
  role: 'member',
  status: 'active',
  coordinates,
  organization: { id: organization, name: organization, language: null, timezone: null, status: 'active' },
});

describe('who may move a task', () => {
  const held = { organizationId: 'austria', createdById: 'ada', assignees: ['carlos'] };
  it.each([
    ['somebody of its organisation', 'berta', membership('austria'), true],
    ['its author', 'ada', membership('lublin'), true],
    ['somebody it was given to', 'carlos', membership('portugal'), true],
    ['a coordinator of the coalition', 'dorota', membership('lublin', true), true],
    ['a member of another organisation', 'edyta', membership('lublin'), false],
  ])('%s', (_who, person, as, may) => {
    expect(mayMove('done', held, person, as)).toBe(may);
    expect(mayMove('comment', held, person, as)).toBe(true);
  });

  it('is everybody while nobody owns it', () =>
    expect(mayMove('take', { organizationId: null, createdById: 'ada', assignees: [] }, 'x', membership('any'))).toBe(
      true,
    ));
});

it('undo lasts five minutes', () => {
  const at = new Date('2026-11-21T10:00:00Z');
  expect(mayUndo(at, new Date('2026-11-21T10:05:00Z'))).toBe(true);
  expect(mayUndo(at, new Date('2026-11-21T10:05:00.001Z'))).toBe(false);
});
