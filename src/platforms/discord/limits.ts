// Discord's numbers (developer documentation: resources/message, components/reference, interactions/application-commands).
// Everything that draws reads them here; a message that breaks one is refused as a whole, so drawing shortens instead.

export const LIMITS = {
  /** All text of a message made of components, together. */
  text: 4000,
  /** All components of a message, nested ones counted. */
  components: 40,
  rowButtons: 5,
  buttonLabel: 80,
  customId: 100,
  buttonUrl: 512,
  selectOptions: 25,
  selectText: 100,
  placeholder: 150,
  alt: 1024,
  filename: 100,
  files: 10,
  pings: 100,
  nonce: 25,
  modalTitle: 45,
  modalRows: 5,
  label: 45,
  labelDescription: 100,
  inputLength: 4000,
  inputPlaceholder: 100,
  suggestions: 25,
  suggestionText: 100,
  commandName: 32,
  description: 100,
  options: 25,
  choices: 25,
  commandText: 8000,
  optionLength: 6000,
  commands: 100,
  messageCommands: 15,
} as const;

/** Flags of a message. */
export const EPHEMERAL = 1 << 6;
export const COMPONENTS_V2 = 1 << 15;
