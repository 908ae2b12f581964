// "/profile rest": quiet hours, working days, the own hour, holidays and the personal digest; proves itself with the next
// moment at which something may come.
import { command } from '#bot/command.ts';
import { choice } from '#bot/options/choice.ts';
import { days } from '#bot/options/days.ts';
import { daytime, hours } from '#bot/options/daytime.ts';
import { privately } from '#bot/say.ts';
import { changeRest, restFacts, restSettings } from '#coalition/profile/rest.ts';
import { digestChoice, digestChoices, digestOf } from '#coalition/rules/rhythm.ts';
import { showClock, showHours } from '#time/typed-clock.ts';
import { showDays } from '#time/typed-days.ts';
import { restMessage } from '#views/profile/rest.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  opens: 'form',
  edits: true,
  needs: 'nothing',
  options: {
    quiet: hours({ main: true }),
    days: days(),
    hour: daytime(),
    holidays: choice('holidays', ['on', 'off']),
    digest: choice('digest', digestChoices),
  },
  async prefill({ store, person, now, lang, t }) {
    const is = await restSettings(store.prisma, person.id, now);
    return {
      quiet: showHours({ from: is.quietFrom, until: is.quietUntil }, t('rest.none')),
      days: showDays(is.workingDays, lang),
      hour: showClock(is.hour),
      holidays: is.holidays ? 'on' : 'off',
      digest: digestChoice(is.digestRhythm, is.digestWeekday),
    };
  },
  async run(context, values) {
    const { store, person, now, emptied } = context;
    // An emptied field is as usual again.
    const given = <V>(name: string, value: V | undefined) => value ?? (emptied.has(name) ? null : undefined);
    const quiet = given('quiet', values.quiet);
    const workingDays = given('days', values.days);
    const hour = given('hour', values.hour);
    const holidays = given('holidays', values.holidays);
    const digest = given('digest', values.digest);
    await changeRest(context, {
      ...(quiet === undefined ? {} : { quiet }),
      ...(workingDays === undefined ? {} : { workingDays }),
      ...(hour === undefined ? {} : { hour }),
      ...(holidays === undefined ? {} : { holidays: holidays && holidays === 'on' }),
      ...(digest === undefined ? {} : { digest: digest && digestOf(digest) }),
    });
    const settings = await restSettings(store.prisma, person.id, now);
    const facts = await restFacts(context);
    return privately(restMessage(settings, facts, context));
  },
});
