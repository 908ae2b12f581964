// "/coalition role": who is trusted with what. The use case checks who may give which role.
import { command } from '#bot/command.ts';
import { choice } from '#bot/options/choice.ts';
import { person } from '#bot/options/person.ts';
import { privately } from '#bot/say.ts';
import { giveRole } from '#coalition/roles.ts';
import { roles } from '#coalition/rules/roles.ts';
import { roleGiven } from '#views/coalition/belonging.ts';

export default command({
  role: 'organisation-coordinator',
  audience: 'private',
  opens: 'form',
  needs: 'coalition',
  options: {
    person: person({ required: true, main: true }),
    role: choice('role', roles, { required: true }),
  },
  async run(context, values) {
    return privately(roleGiven(await giveRole(context, values.person.id, values.role), context));
  },
});
