// An organisation of the coalition: by its name or a part of it, or a picked suggestion.
import { z } from 'zod';
import {
  coalitionOfOrganisation,
  type FoundOrganisation,
  organisationById,
  organisationsOf,
  present,
} from '#coalition/organisations.ts';
import type { OrganizationStatus } from '#store/generated/enums.ts';
import { fold } from '#time/reading/fold.ts';
import type { Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

const PICKED = 'id:';

/** An organisation as a button carries it. */
export const pickedOrganisation = (id: string): string => PICKED + id;

/** @param said.statuses which organisations count; those that take part unless told otherwise */
export const organisation = <R extends boolean = false>(
  said: { required?: R; main?: boolean; statuses?: readonly OrganizationStatus[] } = {},
): Option<FoundOrganisation, R> => {
  const statuses = said.statuses ?? present;
  return {
    required: (said.required ?? false) as R,
    main: said.main ?? false,
    schema: z.string().trim().max(200),
    maxLength: 200,
    form: 'search',
    read: async (raw, { store, coalition }) => {
      if (!coalition) throw new Refusal('common.refusal.not_a_member');
      if (raw.startsWith(PICKED)) {
        const picked = await organisationById(store.prisma, coalition.id, raw.slice(PICKED.length));
        if (picked && statuses.includes(picked.status)) return picked;
        throw new Refusal('coalition.refusal.organisation_gone');
      }
      const wanted = fold(raw).trim();
      const all = await organisationsOf(store.prisma, coalition.id, statuses);
      const exact = all.find((one) => one.folded === wanted);
      const found = exact ? [exact] : all.filter((one) => one.folded.includes(wanted));
      const only = found.length === 1 ? found[0] : undefined;
      if (only) return only;
      const choices = (found.length > 0 ? found : all)
        .slice(0, 25)
        .map((one) => ({ label: one.name.slice(0, 75), value: PICKED + one.id }));
      throw new Refusal(found.length > 0 ? 'common.refusal.which_one' : 'common.refusal.not_found', {
        values: { typed: raw },
        choices,
      });
    },
    coalitionOf: (raw, store) =>
      raw.startsWith(PICKED)
        ? coalitionOfOrganisation(store.prisma, raw.slice(PICKED.length))
        : Promise.resolve(undefined),
    suggest: async (typed, { store, coalition, membership }) => {
      if (!coalition || !membership) return [];
      const wanted = fold(typed).trim();
      const all = await organisationsOf(store.prisma, coalition.id, statuses);
      return all
        .filter((one) => one.folded.includes(wanted))
        .slice(0, 25)
        .map((one) => ({ label: one.name.slice(0, 100), value: PICKED + one.id }));
    },
  };
};
