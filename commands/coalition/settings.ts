// "/coalition settings": the coalition's name, goal, language and zone. A channel's own settings are those of "connect".
import { command } from '#bot/command.ts';
import { language } from '#bot/options/language.ts';
import { longText, text } from '#bot/options/text.ts';
import { zone } from '#bot/options/zone.ts';
import { privately } from '#bot/say.ts';
import { changeSettings, type SettingsChange, settingsOf } from '#coalition/settings.ts';
import { ownName } from '#i18n/lang.ts';
import { langOf } from '#i18n/locale.ts';
import { cityOf } from '#time/cities.ts';
import { settingsMessage } from '#views/coalition/status.ts';

export default command({
  role: 'coordinator',
  audience: 'private',
  opens: 'form',
  edits: true,
  needs: 'coalition',
  options: {
    name: text({ maxLength: 150 }),
    goal: longText({ maxLength: 1000 }),
    language: language(),
    timezone: zone(),
  },
  async prefill({ store, coalition, membership }) {
    if (!coalition || !membership) return {};
    const now = await settingsOf({ store, coalition });
    return {
      name: now.name,
      language: now.language,
      timezone: now.timezone,
      ...(now.goal === null ? {} : { goal: now.goal }),
    };
  },
  async run(context, values) {
    const { name, language: tongue, timezone } = values;
    const goal = values.goal ?? (context.emptied.has('goal') ? null : undefined);
    const change: SettingsChange = {
      ...(name === undefined ? {} : { name }),
      ...(goal === undefined ? {} : { goal }),
      ...(tongue === undefined ? {} : { language: tongue }),
      ...(timezone === undefined ? {} : { timezone }),
    };
    const now = await changeSettings(context, change);
    const said = { ...now, language: ownName[langOf(now.language) ?? 'en'] };
    return privately(settingsMessage(said, context.coalition.id, cityOf(now.timezone, context.lang), context));
  },
});
