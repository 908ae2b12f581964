// One pane of the page as the page sees it: a workspace or a server through the eyes of one person. The two platforms give
// the same frame (channels, messages, who wrote when); what is inside a message stays the platform's own and is drawn there.

export type PanePerson = {
  id: string;
  name: string;
  /** Two letters, as the page says it beside the name. */
  lang: string;
  locale: string;
  zone: string;
};

export type SeenMessage = {
  id: string;
  from: { id: string; name: string; bot: boolean };
  /** Epoch ms. */
  at: number;
  /** Only the person who looks sees it. */
  own: boolean;
  pinned: boolean;
  edited: boolean;
  /** The bot has said that it needs a moment. */
  thinking: boolean;
  /** Slack: text and blocks. Discord: content, embeds, components. */
  body: unknown;
};

export type SeenChannel = {
  id: string;
  name: string;
  topic: string;
  direct: boolean;
  canWrite: boolean;
  /** Slack's Home tab: the app is told when somebody goes there, and draws it. */
  opens?: true;
  messages: SeenMessage[];
};

export type Seen = {
  person: PanePerson;
  channels: SeenChannel[];
  /** The open form in the platform's own shape. */
  modal: unknown;
  /** What the platform's client itself said, newest last. */
  notices: string[];
  /** Names of people and channels, for mentions. */
  names: Record<string, string>;
};

/** One line of what can be typed after a slash; `options` only where the platform types them (Discord). */
export type Offer = {
  name: string;
  path: string[];
  shown: string;
  about: string;
  hint: string;
  options: {
    name: string;
    shown: string;
    about: string;
    required: boolean;
    suggests: boolean;
    choices: { name: string; value: string }[];
  }[];
};

export type Offers = { slash: Offer[]; onMessage: { id: string; name: string }[] };

export type Choice = { label: string; value: string };

/** What an act gave back; what it changed is seen by looking again. */
export type Done = {
  /** Said by the platform's client: the bot did not answer, or the client would not send this. */
  says?: string;
  /** Under the fields of a form, by the field's name. */
  errors?: Record<string, string>;
  choices?: Choice[];
};

export type Pane = {
  id: string;
  platform: 'slack' | 'discord';
  name: string;
  people: readonly PanePerson[];
  see(person: string): Seen;
  offers(person: string, channel: string): Offers;
  act(person: string, act: Act): Promise<Done>;
  /** Tells when something in it changed. @returns a function that ends it */
  onChange(tell: () => void): () => void;
};

export type Act =
  | { do: 'open'; channel: string }
  | { do: 'say'; channel: string; text: string }
  | { do: 'slash'; channel: string; name: string; path: string[]; text: string; options: Record<string, string> }
  | { do: 'press'; channel: string; message: string; ref: string }
  | { do: 'choose'; channel: string; message: string; ref: string; value: string }
  | { do: 'on-message'; channel: string; message: string; id: string }
  | { do: 'dismiss'; channel: string; message: string }
  | { do: 'suggest'; channel: string; name: string; path: string[]; options: Record<string, string>; option: string }
  | { do: 'submit'; form: string; values: Record<string, unknown> }
  | { do: 'press-form'; form: string; ref: string; value: string; values: Record<string, unknown> }
  | { do: 'suggest-form'; form: string; ref: string; typed: string; values: Record<string, unknown> }
  | { do: 'close'; form: string };
