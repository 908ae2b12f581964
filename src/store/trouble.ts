// Trouble with the store that the operator can mend: its message is a full sentence in English that says what to do.
// It is printed as it stands at the start, so it never carries a password or an address with one.

/** A start or a stop of the store failed in a way that has a known cure. */
export class StoreTrouble extends Error {
  override readonly name = 'StoreTrouble';
}
