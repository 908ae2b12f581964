// When this service last looked at what is due: kept beside the store in memory, since a tick of a minute ago that has
// to be read from a table would only say that the table works. `/coalition status` shows it.
const beats = new WeakMap<object, Date>();

/** @param at the service's clock, after a round of the ticker */
export const noteTick = (store: object, at: Date): void => {
  beats.set(store, at);
};

/** Null before the first round, and where nothing ticks (most tests). */
export const lastTick = (store: object): Date | null => beats.get(store) ?? null;
