// "/profile whoami": accounts, memberships, language and zone, and where each can be changed.
import { command } from '#bot/command.ts';
import { privately } from '#bot/say.ts';
import { profileOf } from '#coalition/profile/whoami.ts';
import { whoamiMessage } from '#views/profile/profile.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  bare: true,
  needs: 'nothing',
  options: {},
  async run(context) {
    const { person, lang, zone } = context;
    const settings = { lang, ownLanguage: person.language !== null, zone, ownZone: person.timezone !== null };
    return privately(
      whoamiMessage(await profileOf(context.store.prisma, person.id, context.now, zone), settings, context),
    );
  },
});
