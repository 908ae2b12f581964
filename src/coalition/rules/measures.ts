// What somebody may want of a kind of message, the mildest first.

export const measures = ['slower', 'mine', 'off'] as const;
export type Measure = (typeof measures)[number];

/** In a button: none of them, as usual again. */
export const usual = 'usual';
