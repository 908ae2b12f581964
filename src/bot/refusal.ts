// A polite no: says what happened and what to do next, in the person's language. Not a bug: nothing is logged as an error.

/** One way out that the person can press. `value` fills the refused option. */
export type Choice = { label: string; value: string };

/** Another thing to do instead, as a button: `label` is a catalogue key, `press` a packed press. */
export type Way = { label: string; press: string };

export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** Catalogue key of the sentence. */
  readonly key: string;
  readonly values: Readonly<Record<string, string | number | Date>>;
  /** The option that was wrong, so that a form shows it at its field. */
  readonly option: string | undefined;
  /** Readings to choose from; choosing one goes on with everything else as typed. */
  readonly choices: readonly Choice[];
  /** What can be done instead. */
  readonly ways: readonly Way[];

  /**
   * @param key catalogue key of a sentence that also says what to do next
   * @param more values for the sentence; `option` that was wrong; `choices` that would be right; `ways` to do something else
   */
  constructor(
    key: string,
    more: {
      values?: Record<string, string | number | Date>;
      option?: string;
      choices?: readonly Choice[];
      ways?: readonly Way[];
    } = {},
  ) {
    super(key);
    this.key = key;
    this.values = more.values ?? {};
    this.option = more.option;
    this.choices = more.choices ?? [];
    this.ways = more.ways ?? [];
  }

  /** The same refusal, said about an option. */
  at(option: string): Refusal {
    return new Refusal(this.key, { values: { ...this.values }, option, choices: this.choices, ways: this.ways });
  }
}
