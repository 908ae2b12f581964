// "/coalition create": founds a coalition with the founder's own organisation in it. Needs the operator's code, unless
// the installation is open. What is left out is taken from the founder: language, zone, country's habits.
import { command } from '#bot/command.ts';
import { choice } from '#bot/options/choice.ts';
import { code } from '#bot/options/code.ts';
import { country } from '#bot/options/country.ts';
import { language } from '#bot/options/language.ts';
import { text } from '#bot/options/text.ts';
import { zone } from '#bot/options/zone.ts';
import { Refusal } from '#bot/refusal.ts';
import { privately } from '#bot/say.ts';
import { whenceOf } from '#bot/whence.ts';
import { claimTry, returnTry } from '#coalition/attempts.ts';
import { foundCoalition } from '#coalition/found.ts';
import { habitsOf } from '#coalition/rules/country-habits.ts';
import { organisationTypes } from '#coalition/rules/organisation-types.ts';
import { ownSpaceRow } from '#coalition/spaces.ts';
import { foundedMessage } from '#views/coalition/founded.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  opens: 'form',
  needs: 'nothing',
  options: {
    name: text({ required: true, main: true, maxLength: 150 }),
    organisation: text({ required: true, maxLength: 150 }),
    country: country({ required: true }),
    type: choice('type', organisationTypes),
    code: code(),
    language: language(),
    timezone: zone(),
  },
  async run(context, values) {
    const { codes, store, account, now, lang } = context;
    if (!codes.open) {
      if (values.code === undefined) throw new Refusal('coalition.refusal.operator_code_needed', { option: 'code' });
      await claimTry(store, account.id, now);
      if (!codes.checkOperator(values.code))
        throw new Refusal('coalition.refusal.operator_code_wrong', { option: 'code' });
      await returnTry(store.prisma, account.id);
    }
    const own = habitsOf(values.country).timezone;
    const chosen = {
      language: values.language ?? lang,
      timezone: values.timezone ?? (context.zone === 'UTC' && own !== null ? own : context.zone),
    };
    const space = await ownSpaceRow(store.prisma, whenceOf(context.ask));
    const founded = await foundCoalition(
      context,
      {
        name: values.name,
        ...chosen,
        organisation: { name: values.organisation, type: values.type ?? 'ngo', country: values.country },
        spaceId: space?.id ?? null,
      },
      codes,
    );
    return privately(foundedMessage(founded, chosen, context));
  },
});
