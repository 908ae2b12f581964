// "/profile unlink": parts one of the person's accounts; without saying which, asks.
import { command } from '#bot/command.ts';
import { account } from '#bot/options/account.ts';
import { Refusal } from '#bot/refusal.ts';
import { privately } from '#bot/say.ts';
import { accountsOf, unlinkAccount } from '#coalition/profile/unlink.ts';
import { accountLine, unlinkedMessage } from '#views/profile/profile.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  needs: 'nothing',
  options: { account: account({ main: true }) },
  async run(context, values) {
    if (!values.account) {
      const own = await accountsOf(context.store.prisma, context.person.id);
      if (own.length === 1) throw new Refusal('profile.refusal.only_account');
      throw new Refusal('profile.refusal.which_account', {
        option: 'account',
        choices: own.map((one) => ({ label: accountLine(one).slice(0, 75), value: `id:${one.id}` })),
      });
    }
    return privately(unlinkedMessage(await unlinkAccount(context, values.account.id), context));
  },
});
