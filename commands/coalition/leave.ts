// "/coalition leave": oneself, or the whole organisation. Says what happens to open items before anything happens.
import { action, command } from '#bot/command.ts';
import { instead, privately } from '#bot/say.ts';
import { leaveOrganisation, leavePerson, previewLeaving } from '#coalition/leave.ts';
import { leavePreview, leftMyself, leftWhole } from '#views/coalition/status.ts';

export default command({
  role: 'observer',
  audience: 'private',
  needs: 'coalition',
  options: {},
  async run(context) {
    return privately(leavePreview(await previewLeaving(context), context.coalition, context));
  },
  actions: {
    me: action({
      role: 'observer',
      audience: 'private',
      needs: 'coalition',
      options: {},
      async run(context) {
        return instead(leftMyself(await leavePerson(context), context.coalition.name, context));
      },
    }),
    /** Not a role of its own: the use case asks whether the person speaks for the own organisation. */
    organisation: action({
      role: 'observer',
      audience: 'private',
      needs: 'coalition',
      options: {},
      async run(context) {
        return instead(leftWhole(await leaveOrganisation(context), context.coalition.name, context));
      },
    }),
  },
});
