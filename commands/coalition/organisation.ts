// "/coalition organisation": the own organisation's country and region (for its public holidays), level, language and zone,
// and whether overdue items are brought to its coordinators.
import { command } from '#bot/command.ts';
import { choice } from '#bot/options/choice.ts';
import { country } from '#bot/options/country.ts';
import { language } from '#bot/options/language.ts';
import { level } from '#bot/options/level.ts';
import { region, regionIn } from '#bot/options/region.ts';
import { zone } from '#bot/options/zone.ts';
import { privately } from '#bot/say.ts';
import { changeOrganisation, type OrganisationChange, organisationSettings } from '#coalition/organisation.ts';
import { organisationMessage } from '#views/coalition/organisation.ts';

export default command({
  role: 'organisation-coordinator',
  audience: 'private',
  opens: 'form',
  edits: true,
  needs: 'coalition',
  options: {
    country: country(),
    region: region(),
    level: level(),
    escalation: choice('escalation', ['on', 'off']),
    language: language(),
    timezone: zone(),
  },
  async prefill({ store, membership }) {
    if (!membership) return {};
    const is = await organisationSettings({ store, membership });
    return {
      country: is.country,
      escalation: is.escalates ? 'on' : 'off',
      ...(is.region === null ? {} : { region: is.region }),
      ...(is.level === null ? {} : { level: is.level }),
      ...(is.language === null ? {} : { language: is.language }),
      ...(is.timezone === null ? {} : { timezone: is.timezone }),
    };
  },
  async run(context, values) {
    const cleared = (name: string): null | undefined => (context.emptied.has(name) ? null : undefined);
    const before = await organisationSettings(context);
    const land = values.country ?? before.country;
    // A form shows the old region beside a new country: it is not meant, and nobody is told off for it.
    const kept = land !== before.country && values.region === before.region;
    const part = values.region === undefined || kept ? cleared('region') : regionIn(land, values.region, context.lang);
    const rung = values.level ?? cleared('level');
    const tongue = values.language ?? cleared('language');
    const clock = values.timezone ?? cleared('timezone');
    const change: OrganisationChange = {
      ...(values.country === undefined ? {} : { country: values.country }),
      ...(part === undefined ? {} : { region: part }),
      ...(rung === undefined ? {} : { level: rung }),
      ...(values.escalation === undefined ? {} : { escalates: values.escalation === 'on' }),
      ...(tongue === undefined ? {} : { language: tongue }),
      ...(clock === undefined ? {} : { timezone: clock }),
    };
    const now = await changeOrganisation(context, change);
    return privately(organisationMessage(now, context.coalition, { more: context.ask.formFields < 6 }, context));
  },
});
