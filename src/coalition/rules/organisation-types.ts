// What kinds of organisations cooperate (F8): formal and informal, public and private.
export const organisationTypes = [
  'ngo',
  'informal',
  'municipality',
  'public',
  'university',
  'business',
  'media',
] as const;
