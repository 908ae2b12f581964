// "/mine": everything I owe, in all coalitions, in one private list.
import { command } from '#bot/command.ts';
import { mayAct, roleOf } from '#bot/role.ts';
import { privately } from '#bot/say.ts';
import { owedBy } from '#coalition/task/find.ts';
import { taskList } from '#views/task/list.ts';

/** Discord's menu holds 25. */
const AT_MOST = 25;

export default command({
  role: 'anyone',
  audience: 'private',
  needs: 'nothing',
  options: {},
  async run(context) {
    const owed = await owedBy(context.store, context.person.id, AT_MOST);
    const several = new Set(owed.map((one) => one.coalition)).size > 1;
    return privately(
      taskList(
        {
          title: context.t('task.list.owed', { count: owed.length }),
          empty: context.t('task.list.no_owed'),
          tasks: owed.map(({ task, coalition }) => (several ? { task, coalition } : { task })),
          total: owed.length,
          mayAdd: mayAct(roleOf(context.membership), 'member'),
          pages: [],
        },
        context,
      ),
    );
  },
});
