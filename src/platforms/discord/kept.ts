// Forms that came too late to be a first answer. A private message offers them with a button; pressing it opens the form
// as it was, with everything already typed. After a restart the button still opens the form, only less filled in.
import type { Form } from '#message/message.ts';
import { LIMITS } from './limits.ts';

const MARK = '~kept';
/** As long as the private message that offers it can be edited. */
const KEEP_MS = 15 * 60_000;
const MOST = 1000;

export type KeptForms = {
  /** @returns the press for the button */
  keep(form: Form, now: Date): string;
  /** The form behind a press, if it is one and still here; else the press the bot should get. */
  take(press: string, now: Date): { form: Form } | { press: string };
};

export const keepForms = (): KeptForms => {
  const forms = new Map<string, { form: Form; until: number }>();
  let count = 0;
  return {
    keep: (form, now) => {
      count += 1;
      const press = `${MARK}${count.toString(36)}:${form.id}`;
      if (press.length > LIMITS.customId) return form.id;
      for (const [key, { until }] of forms) {
        if (until > now.getTime() && forms.size < MOST) break;
        forms.delete(key);
      }
      forms.set(press, { form, until: now.getTime() + KEEP_MS });
      return press;
    },
    take: (press, now) => {
      const kept = forms.get(press);
      if (kept && kept.until > now.getTime()) return { form: kept.form };
      return { press: press.startsWith(MARK) ? press.slice(press.indexOf(':') + 1) : press };
    },
  };
};
