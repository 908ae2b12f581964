// "/help": what can be typed, made from the commands themselves; only what this person may do here.
import { command } from '#bot/command.ts';
import { text } from '#bot/options/text.ts';
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
    return privately(
      helpMessage(about.length > 0 ? about.map(({ path }) => path) : may.map(({ path }) => path), context),
    );
  },
});
