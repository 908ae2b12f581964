// "/profile less": what this person has switched off or slowed down, and the way back. The choices themselves hang under
// every private message (views/footer.ts) and end in `set`.
import { action, command } from '#bot/command.ts';
import { hidden } from '#bot/options/text.ts';
import { Refusal } from '#bot/refusal.ts';
import { privately } from '#bot/say.ts';
import { setWish, wishesOf } from '#coalition/profile/wishes.ts';
import { measures, usual } from '#coalition/rules/measures.ts';
import { lessMessage, wishedMessage } from '#views/profile/less.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  needs: 'nothing',
  options: {},
  async run(context) {
    return privately(lessMessage(await wishesOf(context.store.prisma, context.person.id), context));
  },
  actions: {
    set: action({
      role: 'anyone',
      audience: 'private',
      needs: 'nothing',
      options: { about: hidden({ required: true }), measure: hidden({ required: true }), coalition: hidden() },
      async run(context, { about, measure: said, coalition }) {
        const measure = measures.find((one) => one === said) ?? null;
        if ((measure === null && said !== usual) || !context.t.has(`less.about.${about}`))
          throw new Refusal('common.refusal.old_button', { values: { command: '/profile less' } });
        const coalitionId = coalition ?? null;
        const done = await setWish(context, { about, coalitionId, measure });
        return privately(wishedMessage({ about, measure, coalitionId, ...done }, context));
      },
    }),
  },
});
