// "/profile link": a code; typed in the person's other account, both become one person.
import { command } from '#bot/command.ts';
import { code } from '#bot/options/code.ts';
import { privately } from '#bot/say.ts';
import { linkCode, useLinkCode } from '#coalition/profile/link.ts';
import { linkCodeMessage, linkedMessage } from '#views/profile/profile.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  needs: 'nothing',
  options: { code: code({ main: true }) },
  async run(context, values) {
    const { account, codes } = context;
    if (values.code === undefined)
      return privately(linkCodeMessage(await linkCode(context, account.id, codes), context));
    return privately(linkedMessage(await useLinkCode(context, account.id, values.code, codes), context));
  },
});
