// "/profile export": everything stored about the person, as a file only this person gets.
import { command } from '#bot/command.ts';
import { privately } from '#bot/say.ts';
import { everythingAbout } from '#coalition/profile/export.ts';
import { dateIn } from '#time/moment.ts';
import { exportMessage } from '#views/profile/profile.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  needs: 'nothing',
  options: {},
  async run(context) {
    const everything = await everythingAbout(context.store.prisma, context.person.id, context.now);
    return privately(exportMessage(everything, dateIn(context.zone, context.now), context));
  },
});
