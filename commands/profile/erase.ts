// "/profile erase": says what goes and what stays; only the button erases.
import { action, command } from '#bot/command.ts';
import { instead, privately } from '#bot/say.ts';
import { erasePerson, previewErasing } from '#coalition/profile/erase.ts';
import { erasedMessage, erasePreview } from '#views/profile/profile.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  needs: 'nothing',
  options: {},
  async run(context) {
    return privately(erasePreview(await previewErasing(context.store.prisma, context.person.id), context));
  },
  actions: {
    confirm: action({
      role: 'anyone',
      audience: 'private',
      needs: 'nothing',
      options: {},
      async run(context) {
        await erasePerson(context);
        return instead(erasedMessage(context));
      },
    }),
  },
});
