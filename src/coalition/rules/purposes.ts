// What a channel may be connected for. `all` also takes in whatever is added later.
export const purposes = ['all', 'tasks', 'milestones', 'meetings', 'digest'] as const;
export type Purpose = (typeof purposes)[number];
