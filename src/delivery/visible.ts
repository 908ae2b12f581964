// Which channel may show which task: one rule, as SQL, for those who record a delivery and once more for those who send
// it. A mistake in a view can then leak nothing.

/** What has to be known of a task to say who may see it. */
export type TaskSeen = {
  id: string;
  visibility: 'organisation' | 'coalition' | 'public';
  organizationId: string | null;
};

/** A channel takes part in tasks. `h`: "Channel". */
export const takesTasks = `h.purposes && ARRAY['tasks', 'all']`;

/**
 * The condition under which channel `h` (left-joined with its organisation `o`) may show a task.
 * A channel of the whole coalition shows all but what is one organisation's own. An organisation's own channel shows
 * that as well, if it is this organisation's; and an observer's own channel only what is public.
 * @param visibility SQL for the task's visibility, as text
 * @param organization SQL for the task's organisation
 */
export const mayShow = (visibility: string, organization: string): string => `(
  CASE WHEN h.audience = 'coalition' THEN ${visibility} <> 'organisation'
  ELSE (o.status = 'active' AND (${visibility} <> 'organisation' OR ${organization} = h."organizationId"))
    OR (o.status = 'observer' AND ${visibility} = 'public')
  END)`;
