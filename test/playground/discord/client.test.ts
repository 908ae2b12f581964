// The real discord.js against the local Discord: commands, autocomplete and forms, and not one violation.
import {
  EmbedBuilder,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { connect, scene } from './bot.ts';
import { button, row, useClient } from './client.ts';

const at = useClient();

describe('commands', () => {
  it('registers them and reads them back', async () => {
    const fetched = await at.client.application?.commands.fetch({ withLocalizations: true });
    expect(fetched?.map((one) => one.name).sort()).toEqual(['Create task', 'task']);
    expect(fetched?.find((one) => one.name === 'task')?.nameLocalizations).toEqual({ pl: 'zadanie' });
  });

  it('answers a slash command with typed options', async () => {
    at.answer = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const owner = interaction.options.getUser('owner', true);
      const member = interaction.options.getMember('owner');
      await interaction.reply({
        content: `${interaction.options.getSubcommand()} ${interaction.options.getString('title', true)} for ${owner.username} (${member !== null}) ${interaction.locale} ${interaction.guildLocale} ${interaction.memberPermissions?.has('ManageGuild')}`,
        embeds: [new EmbedBuilder().setTitle('T-1').addFields({ name: 'Due', value: 'tomorrow' })],
        components: [row(button('take'))],
      });
    };
    const seen = await at.s.discord
      .as(at.s.ada.id, at.s.guild.id)
      .slash(at.s.channel.id, 'zadanie', ['add'], { title: 'Hall', owner: `<@${at.s.ben.id}>` });
    expect(seen.kind).toBe('message');
    if (seen.kind !== 'message') return;
    expect(seen.message.content).toBe('add Hall for ben (true) pl pl true');
    expect(seen.ephemeral).toBe(false);
    expect(at.s.discord.as(at.s.ben.id, at.s.guild.id).screen().channels[0]?.messages.at(-1)?.id).toBe(seen.message.id);
  });

  it('lets nobody type what the client would not send', async () => {
    const ada = at.s.discord.as(at.s.ada.id, at.s.guild.id);
    expect(() => ada.slash(at.s.channel.id, 'task', ['add'], {})).toThrow(/required/);
    expect(() => ada.slash(at.s.channel.id, 'task', ['add'], { title: 'x'.repeat(101) })).toThrow(/length/);
    expect(() => ada.slash(at.s.channel.id, 'task', ['add'], { title: 'x', owner: '1' })).toThrow();
    expect(() => ada.slash(at.s.channel.id, 'task', ['drop'], {})).toThrow(/subcommand/);
  });

  it('defers in private, edits, follows up', async () => {
    at.answer = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply({ content: 'done', components: [row(button('undo'))] });
      await interaction.followUp({ content: 'and more', flags: MessageFlags.Ephemeral });
      expect((await interaction.fetchReply()).content).toBe('done');
    };
    const ada = at.s.discord.as(at.s.ada.id, at.s.guild.id);
    const seen = await ada.slash(at.s.channel.id, 'task', ['add'], { title: 'x' });
    expect(seen).toMatchObject({ kind: 'message', ephemeral: true, deferred: true });
    await at.s.discord.until(() => seen.followups.length === 1);
    if (seen.kind !== 'message') return;
    expect(at.s.discord.messages(at.s.channel.id).some((one) => one.id === seen.message.id)).toBe(false);
    at.answer = async (interaction) =>
      interaction.isButton() && interaction.update({ content: 'undone', components: [] });
    const pressed = await ada.pressEphemeral(seen.message.id, 'Do undo');
    expect(pressed).toMatchObject({ kind: 'updated' });
    expect(seen.message.content).toBe('undone');
  });

  it('offers autocomplete', async () => {
    at.answer = async (interaction) =>
      interaction.isAutocomplete() &&
      interaction.respond([{ name: `→ ${interaction.options.getFocused()}`, value: '2026' }]);
    const choices = await at.s.discord
      .as(at.s.ben.id, at.s.guild.id)
      .autocomplete(at.s.channel.id, 'task', ['add'], { title: 'x', due: 'tomo' }, 'due');
    expect(choices).toEqual([{ name: '→ tomo', value: '2026' }]);
  });

  it('opens a form and reads it', async () => {
    at.answer = async (interaction) => {
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
    const ben = at.s.discord.as(at.s.ben.id, at.s.guild.id);
    const said = ben.say(at.s.channel.id, 'We need a hall');
    const seen = await ben.messageCommand('Create task', at.s.channel.id, said.id);
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
