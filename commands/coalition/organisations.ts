// "/coalition organisations": who belongs to the coalition, who speaks for each, and how much each carries.
import { command } from '#bot/command.ts';
import { mayAct, roleOf } from '#bot/role.ts';
import { privately } from '#bot/say.ts';
import { organisationLines } from '#coalition/status.ts';
import { organisationsMessage } from '#views/coalition/status.ts';

export default command({
  role: 'observer',
  audience: 'private',
  needs: 'coalition',
  options: {},
  async run(context) {
    const { store, coalition, membership } = context;
    const observes = membership.role === 'observer' || membership.organization.status === 'observer';
    const lines = await organisationLines(store.prisma, coalition.id, {
      organizationId: membership.organization.id,
      observes,
    });
    return privately(
      organisationsMessage(
        lines,
        coalition,
        { coordinate: membership.coordinates, speak: mayAct(roleOf(membership), 'organisation-coordinator') },
        context,
      ),
    );
  },
});
