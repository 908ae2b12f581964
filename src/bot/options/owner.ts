// Who owes something: a person of the coalition, or an organisation as a whole. An organisation's whole name means the
// organisation; everything else is looked for among people first.
import { type FoundOrganisation, organisationById, organisationsOf } from '#coalition/organisations.ts';
import { type FoundPerson, personById } from '#coalition/people.ts';
import { fold } from '#time/reading/fold.ts';
import type { Context, Option } from '../command.ts';
import { Refusal } from '../refusal.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';

export type Owner = { person: FoundPerson } | { organisation: FoundOrganisation };

const PICKED = 'id:';
const people = person();
const organisations = organisation({ statuses: ['active'] });

const picked = async (id: string, { store, coalition, membership }: Context): Promise<Owner> => {
  if (coalition && membership) {
    const found = await personById(store.prisma, coalition.id, id);
    if (found) return { person: found };
    const whole = await organisationById(store.prisma, coalition.id, id);
    if (whole?.status === 'active') return { organisation: whole };
  }
  throw new Refusal('option.person.refusal.gone');
};

export const owner = <R extends boolean = false>(said: { required?: R } = {}): Option<Owner, R> => ({
  required: (said.required ?? false) as R,
  main: false,
  schema: people.schema,
  maxLength: people.maxLength,
  form: 'search',
  read: async (raw, context) => {
    const { store, coalition, membership } = context;
    if (!coalition || !membership) throw new Refusal('common.refusal.not_a_member');
    if (raw.startsWith(PICKED)) return picked(raw.slice(PICKED.length), context);
    const all = await organisationsOf(store.prisma, coalition.id, ['active']);
    const whole = all.find((one) => one.folded === fold(raw).trim());
    if (whole) return { organisation: whole };
    try {
      return { person: await people.read(raw, context) };
    } catch (error) {
      if (!(error instanceof Refusal) || error.key !== 'common.refusal.not_found') throw error;
      return { organisation: await organisations.read(raw, context) };
    }
  },
  suggest: async (typed, context, others) => {
    const [some = [], whole = []] = await Promise.all([
      people.suggest?.(typed, context, others),
      organisations.suggest?.(typed, context, others),
    ]);
    // Both kinds are offered, however many of the one there are.
    const few = whole.slice(0, Math.max(10, 25 - some.length));
    return [...some.slice(0, 25 - few.length), ...few];
  },
});

/** Whose it is to be, as a use case wants it. What is left out stays as it is; null takes the person off. */
export type Owning = { owner?: { id: string; organizationId: string } | null; organizationId?: string };

/**
 * Joins the two options that say whose something is.
 * @param of who was named as the owner; null: that field was emptied
 * @param whole the organisation that was named by itself, or that a form has shown
 */
export const owning = (of: Owner | null | undefined, whole: FoundOrganisation | undefined): Owning => {
  if (of === undefined) return whole ? { organizationId: whole.id } : {};
  // An organisation as the owner means nobody in person, whatever the other field has shown.
  if (of !== null && 'organisation' in of) return { owner: null, organizationId: of.organisation.id };
  return {
    owner: of && { id: of.person.id, organizationId: of.person.organization.id },
    ...(whole ? { organizationId: whole.id } : {}),
  };
};
