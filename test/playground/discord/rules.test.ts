// Every rule of the list is broken by a request here (breaking/), and the refusal names it. A rule without such a request
// does not compile.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RuleId, rules } from '#playground/discord/rules.ts';
import { commands } from './breaking/commands.ts';
import { forms } from './breaking/forms.ts';
import { gateway } from './breaking/gateway.ts';
import { messages } from './breaking/messages.ts';
import { places } from './breaking/places.ts';
import { type Break, elsewhere, embed, long, open, world } from './breaking/scene.ts';
import type { Answer } from './raw.ts';

const breaks: Record<RuleId, Break> = { ...messages, ...forms, ...commands, ...places, ...gateway };

beforeAll(open);
afterAll(() => world.s.discord.stop());

describe('rules', () => {
  it.each(rules)('$id: $sentence', async ({ id, fault }) => {
    const broken: RuleId[] = [];
    const stop = world.s.discord.onCall((call) => broken.push(...call.rules));
    const refused = (await breaks[id]()) as Answer | undefined;
    stop();
    broken.push(...elsewhere.splice(0));
    expect(broken).toContain(id);
    if (refused) expect(refused.status).toBeGreaterThanOrEqual(400);
    if (fault === 'bot') expect(world.s.discord.violations.some((one) => one.rule === id)).toBe(true);
  });

  it('says where in Discord’s own shape', async () => {
    const { status, body } = await embed({ title: long(257) });
    expect(status).toBe(400);
    expect(body).toEqual({
      code: 50035,
      message: 'Invalid Form Body',
      errors: {
        embeds: {
          0: { title: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 256 or fewer in length.' }] } },
        },
      },
    });
  });
});
