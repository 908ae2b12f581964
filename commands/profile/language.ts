// "/profile language": the language in which Mosty speaks with this person, everywhere.
import { command } from '#bot/command.ts';
import { language } from '#bot/options/language.ts';
import { privately } from '#bot/say.ts';
import { setPreference } from '#coalition/profile/preference.ts';
import { translator } from '#i18n/translator.ts';
import { languageMessage } from '#views/profile/profile.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  opens: 'form',
  needs: 'nothing',
  options: { language: language({ required: true, main: true }) },
  prefill: async ({ lang }) => ({ language: lang }),
  async run(context, values) {
    await setPreference(context, { language: values.language });
    return privately(languageMessage(values.language, { t: translator(values.language) }));
  },
});
