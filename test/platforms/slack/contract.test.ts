// Slack passes the suite that every platform passes, over Socket Mode and over HTTP, and breaks none of Slack's rules on the way.
import { expect } from 'vitest';
import { historyScopes, scopes } from '#platforms/slack/scopes.ts';
import type { Outcome } from '#playground/slack/outcome.ts';
import { platformContract, type Rig, type Shown } from '../contract.ts';
import { type Bench, bench, findPress, pressesOf, wordsOf } from './rig.ts';

const rigOf = (mode: 'socket' | 'http') => async (): Promise<Rig> => {
  const at: Bench = await bench({ mode, scopes: [...Object.keys(scopes), ...historyScopes] });
  const { local, slack } = at;
  const person = () => local.as(at.ada);
  const shown = async (outcome: Outcome): Promise<Shown> => {
    const answer = await outcome.answer();
    if (answer.view)
      return {
        kind: 'form',
        title: String((answer.view.body['title'] as { text?: string }).text),
        words: wordsOf(answer.view.body),
      };
    return { kind: answer.message.to ? 'private' : 'public', words: wordsOf(answer.message.blocks) };
  };
  return {
    platform: slack,
    answering: at.answering,
    notices: at.notices,
    space: at.team,
    channel: at.channel,
    user: at.ada,
    async seen(where) {
      const screen = person().screen();
      const place = where === 'direct' ? screen.dms[0] : screen.channels.find((one) => one.id === where);
      return (place?.messages ?? [])
        .filter((one) => !one.ephemeral)
        .map((one) => ({ id: one.ts, words: wordsOf(one.blocks), presses: pressesOf(one.blocks as never) }));
    },
    command: async (group, sub) => shown(await person().slash(at.channel, `/${group}`, sub)),
    async press(ts, press) {
      const message = local.world.channels.get(at.channel)?.messages.get(ts);
      if (!message) throw new Error('no such message');
      return shown(await person().press(at.channel, ts, findPress(message, press)));
    },
    async submit(values) {
      const view = person().modal();
      if (!view) throw new Error('no form is open');
      const outcome = await person().submit(view.id, values);
      if (outcome.errors)
        return {
          kind: 'form',
          title: String((view.body['title'] as { text?: string }).text),
          words: Object.values(outcome.errors).join(' '),
        };
      return shown(outcome);
    },
    twice: () => local.misbehave({ envelope: 'slash_commands', trouble: { kind: 'twice' } }),
    async closeDirect() {
      local.changeUser(at.ada, { closedDm: 'cannot_dm_bot' });
    },
    async deleteChannel() {
      local.deleteChannel(at.channel);
    },
    async stop() {
      await at.stop();
      expect(local.violations.filter((one) => !['ack:late', 'ack:status'].includes(one.rule))).toEqual([]);
    },
  };
};

platformContract('Slack over Socket Mode', rigOf('socket'));
platformContract('Slack over HTTP', rigOf('http'));
