// The real discord.js against the local Discord: what a bot does all day, and not one violation while doing it.
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type Client,
  EmbedBuilder,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Scene, scene } from './bot.ts';

let s: Scene;
let client: Client;
let errors: unknown[];
let answer: (interaction: Interaction) => Promise<unknown>;

const commands = [
  {
    name: 'task',
    name_localizations: { pl: 'zadanie' },
    description: 'Tasks',
    options: [
      {
        type: 1,
        name: 'add',
        description: 'Add a task',
        options: [
          { type: 3, name: 'title', description: 'What', required: true, max_length: 100 },
          { type: 3, name: 'due', description: 'When', autocomplete: true },
          { type: 6, name: 'owner', description: 'Who' },
        ],
      },
    ],
  },
  { name: 'Create task', type: 3 },
];

beforeAll(async () => {
  s = await scene();
  ({ client, errors } = await connect(s.discord, (interaction) => answer(interaction)));
  await client.application?.commands.set(commands);
});
afterAll(async () => {
  await client.destroy();
  await s.discord.stop();
});
beforeEach(() => {
  answer = async () => {};
});
afterEach(() => {
  expect(errors).toEqual([]);
  expect(s.discord.violations).toEqual([]);
});

const row = (...buttons: ButtonBuilder[]) => new ActionRowBuilder<ButtonBuilder>().addComponents(...buttons);
const button = (id: string) => new ButtonBuilder().setCustomId(id).setLabel(`Do ${id}`).setStyle(ButtonStyle.Primary);

describe('commands', () => {
  it('registers them and reads them back', async () => {
    const fetched = await client.application?.commands.fetch({ withLocalizations: true });
    expect(fetched?.map((one) => one.name).sort()).toEqual(['Create task', 'task']);
    expect(fetched?.find((one) => one.name === 'task')?.nameLocalizations).toEqual({ pl: 'zadanie' });
  });

  it('answers a slash command with typed options', async () => {
    answer = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const owner = interaction.options.getUser('owner', true);
      const member = interaction.options.getMember('owner');
      await interaction.reply({
        content: `${interaction.options.getSubcommand()} ${interaction.options.getString('title', true)} for ${owner.username} (${member !== null}) ${interaction.locale} ${interaction.guildLocale} ${interaction.memberPermissions?.has('ManageGuild')}`,
        embeds: [new EmbedBuilder().setTitle('T-1').addFields({ name: 'Due', value: 'tomorrow' })],
        components: [row(button('take'))],
      });
    };
    const seen = await s.discord
      .as(s.ada.id, s.guild.id)
      .slash(s.channel.id, 'zadanie', ['add'], { title: 'Hall', owner: `<@${s.ben.id}>` });
    expect(seen.kind).toBe('message');
    if (seen.kind !== 'message') return;
    expect(seen.message.content).toBe('add Hall for ben (true) pl pl true');
    expect(seen.ephemeral).toBe(false);
    expect(s.discord.as(s.ben.id, s.guild.id).screen().channels[0]?.messages.at(-1)?.id).toBe(seen.message.id);
  });

  it('lets nobody type what the client would not send', async () => {
    const ada = s.discord.as(s.ada.id, s.guild.id);
    expect(() => ada.slash(s.channel.id, 'task', ['add'], {})).toThrow(/required/);
    expect(() => ada.slash(s.channel.id, 'task', ['add'], { title: 'x'.repeat(101) })).toThrow(/length/);
    expect(() => ada.slash(s.channel.id, 'task', ['add'], { title: 'x', owner: '1' })).toThrow();
    expect(() => ada.slash(s.channel.id, 'task', ['drop'], {})).toThrow(/subcommand/);
  });

  it('defers in private, edits, follows up', async () => {
    answer = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply({ content: 'done', components: [row(button('undo'))] });
      await interaction.followUp({ content: 'and more', flags: MessageFlags.Ephemeral });
      expect((await interaction.fetchReply()).content).toBe('done');
    };
    const ada = s.discord.as(s.ada.id, s.guild.id);
    const seen = await ada.slash(s.channel.id, 'task', ['add'], { title: 'x' });
    expect(seen).toMatchObject({ kind: 'message', ephemeral: true, deferred: true });
    await s.discord.until(() => seen.followups.length === 1);
    if (seen.kind !== 'message') return;
    expect(s.discord.messages(s.channel.id).some((one) => one.id === seen.message.id)).toBe(false);
    answer = async (interaction) => interaction.isButton() && interaction.update({ content: 'undone', components: [] });
    const pressed = await ada.pressEphemeral(seen.message.id, 'Do undo');
    expect(pressed).toMatchObject({ kind: 'updated' });
    expect(seen.message.content).toBe('undone');
  });

  it('offers autocomplete', async () => {
    answer = async (interaction) =>
      interaction.isAutocomplete() &&
      interaction.respond([{ name: `→ ${interaction.options.getFocused()}`, value: '2026' }]);
    const choices = await s.discord
      .as(s.ben.id, s.guild.id)
      .autocomplete(s.channel.id, 'task', ['add'], { title: 'x', due: 'tomo' }, 'due');
    expect(choices).toEqual([{ name: '→ tomo', value: '2026' }]);
  });

  it('opens a form and reads it', async () => {
    answer = async (interaction) => {
      if (interaction.isMessageContextMenuCommand()) {
        const title = new TextInputBuilder()
          .setCustomId('title')
          .setStyle(TextInputStyle.Short)
          .setValue(interaction.targetMessage.content);
        const kind = new StringSelectMenuBuilder()
          .setCustomId('kind')
          .addOptions({ label: 'A', value: 'a' }, { label: 'B', value: 'b' });
        await interaction.showModal(
          new ModalBuilder()
            .setCustomId('new')
            .setTitle('New task')
            .addLabelComponents(
              new LabelBuilder().setLabel('Title').setTextInputComponent(title),
              new LabelBuilder().setLabel('Kind').setStringSelectMenuComponent(kind),
            ),
        );
      } else if (interaction.isModalSubmit()) {
        await interaction.reply({
          content: `${interaction.fields.getTextInputValue('title')}/${interaction.fields.getStringSelectValues('kind').join()}`,
          flags: MessageFlags.Ephemeral,
        });
      }
    };
    const ben = s.discord.as(s.ben.id, s.guild.id);
    const said = ben.say(s.channel.id, 'We need a hall');
    const seen = await ben.messageCommand('Create task', s.channel.id, said.id);
    expect(seen.kind).toBe('modal');
    await expect(ben.submitModal({ kind: 'c' })).rejects.toThrow(/option/);
    const sent = await ben.submitModal({ kind: 'b' }, 'new');
    expect(sent.kind === 'message' && sent.message.content).toBe('We need a hall/b');
    expect(ben.modal).toBeNull();
  });

  it('says that the application did not respond', async () => {
    const late = await scene({ deadlineMs: 30 });
    const bot = await connect(late.discord);
    await bot.client.application?.commands.set([{ name: 'quiet', description: 'Says nothing' }]);
    const seen = await late.discord.as(late.ada.id, late.guild.id).slash(late.channel.id, 'quiet');
    expect(seen).toMatchObject({ kind: 'failed', text: 'The application did not respond' });
    await bot.client.destroy();
    await late.discord.stop();
  });
});

describe('buttons and menus', () => {
  it('updates the message of a button, defers, and reads a menu', async () => {
    const channel = client.channels.cache.get(s.channel.id);
    if (!channel?.isSendable()) throw new Error('no channel');
    const menu = new StringSelectMenuBuilder()
      .setCustomId('menu')
      .addOptions({ label: 'A', value: 'a' }, { label: 'B', value: 'b' });
    const card = await channel.send({
      content: 'card',
      components: [row(button('take')), new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)],
    });
    answer = async (interaction) =>
      interaction.isButton() && interaction.update(`taken by ${interaction.user.displayName}`);
    const ada = s.discord.as(s.ada.id, s.guild.id);
    expect(await ada.press(s.channel.id, card.id, 'take')).toMatchObject({
      kind: 'updated',
      message: { content: 'taken by Ada' },
    });
    answer = async (interaction) => {
      if (!interaction.isStringSelectMenu()) return;
      await interaction.deferUpdate();
      await interaction.editReply(`chose ${interaction.values.join()}`);
    };
    expect(await ada.choose(s.channel.id, card.id, 'menu', ['b'])).toMatchObject({
      kind: 'updated',
      message: { content: 'chose b' },
    });
    await card.pin();
    expect(s.discord.messages(s.channel.id).find((one) => one.id === card.id)?.pinned).toBe(true);
    const pinned = await channel.messages.fetchPins();
    expect(pinned.items.map((one) => one.message.id)).toEqual([card.id]);
    await card.edit({ content: 'edited', components: [] });
    await card.delete();
    expect(s.discord.messages(s.channel.id).some((one) => one.id === card.id)).toBe(false);
  });
});

describe('direct messages and files', () => {
  it('writes to a person, with a file', async () => {
    const user = await client.users.fetch(s.ben.id);
    const sent = await user.send({
      content: 'hello',
      files: [{ attachment: Buffer.from('a,b'), name: 'export.csv', description: 'All' }],
    });
    const [file] = s.discord.directMessages(s.ben.id).at(-1)?.attachments ?? [];
    expect(file).toMatchObject({ filename: 'export.csv', size: 3, description: 'All' });
    const got = await fetch(sent.attachments.first()?.url ?? '');
    expect(await got.text()).toBe('a,b');
  });

  it('meets closed doors', async () => {
    s.discord.misbehave({ closeDms: s.ben.id });
    await expect(client.users.send(s.ben.id, 'hello')).rejects.toMatchObject({ code: 50007, status: 403 });
    s.discord.misbehave({ openDms: s.ben.id });
  });
});

describe('nonces', () => {
  it('gives back the same message for an enforced nonce, until it is forgotten', async () => {
    const channel = client.channels.cache.get(s.channel.id);
    if (!channel?.isSendable()) throw new Error('no channel');
    const post = () => channel.send({ content: 'once', nonce: 'd-1', enforceNonce: true });
    const first = await post();
    expect((await post()).id).toBe(first.id);
    s.discord.misbehave({ forgetNonces: true });
    expect((await post()).id).not.toBe(first.id);
  });

  it('carries out a request whose answer is lost', async () => {
    const channel = client.channels.cache.get(s.channel.id);
    if (!channel?.isSendable()) throw new Error('no channel');
    s.discord.misbehave({ route: 'POST channels/:/messages', with: 'lost-answer', times: 1 });
    await channel.send({ content: 'lost', nonce: 'd-2', enforceNonce: true }).catch(() => {});
    await channel.send({ content: 'lost', nonce: 'd-2', enforceNonce: true });
    expect(s.discord.messages(s.channel.id).filter((one) => one.content === 'lost')).toHaveLength(1);
  });
});
