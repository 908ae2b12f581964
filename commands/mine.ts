// "/mine": everything that waits for me, in all coalitions, in one private message.
import { command } from '#bot/command.ts';
import { mayAct, roleOf } from '#bot/role.ts';
import { privately } from '#bot/say.ts';
import { loadLists } from '#views/lists/list.ts';
import { mineMessage, readLists } from '#views/lists/mine.ts';

const lists = await loadLists();

export default command({
  role: 'anyone',
  audience: 'private',
  needs: 'nothing',
  options: {},
  async run(context) {
    const read = await readLists(lists, context.store, context.person.id, context.now);
    return privately(mineMessage(read, context, mayAct(roleOf(context.membership), 'member')));
  },
});
