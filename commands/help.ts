// "/help": what can be typed, made from the commands themselves; only what this person may do here.
import { command } from '#bot/command.ts';
import { text } from '#bot/options/text.ts';
import { Refusal } from '#bot/refusal.ts';
import { mayAct, roleOf } from '#bot/role.ts';
import { privately } from '#bot/say.ts';
import { helpMessage } from '#views/help.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  needs: 'nothing',
  options: { topic: text({ main: true, maxLength: 50 }) },
  async run(context, values) {
    const role = roleOf(context.membership);
    const wanted = values.topic?.replace(/^\//, '').trim().toLowerCase();
    const may = context.commands.filter(
      ({ command: one }) => mayAct(role, one.role) || one.role === 'anyone' || !context.membership,
    );
    const about =
      wanted === undefined
        ? may
        : may.filter(({ path }) => path === wanted.replaceAll(' ', '.') || path.startsWith(`${wanted}.`));
    if (wanted !== undefined && about.length === 0)
      throw new Refusal('common.refusal.unknown_command', { values: { typed: wanted, command: '/mosty' } });
    return privately(
      helpMessage(
        about.map(({ path }) => path),
        context,
      ),
    );
  },
});
