// For statements whose loss would do no harm: their commit need not wait for the disk. Should the database's machine die in
// the same half second, a claim or a pace is taken once more; receipts and facts are always written through.

/** A column of RETURNING; local to the statement's own transaction. */
export const unhurried = `set_config('synchronous_commit', 'off', true) AS unhurried`;
