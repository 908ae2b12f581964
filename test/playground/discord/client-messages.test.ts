// The real discord.js against the local Discord: messages with buttons and menus, direct messages, files, nonces.
import { ActionRowBuilder, StringSelectMenuBuilder } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { button, row, useClient } from './client.ts';

const at = useClient();

describe('buttons and menus', () => {
  it('updates the message of a button, defers, and reads a menu', async () => {
    const channel = at.client.channels.cache.get(at.s.channel.id);
    if (!channel?.isSendable()) throw new Error('no channel');
    const menu = new StringSelectMenuBuilder()
      .setCustomId('menu')
      .addOptions({ label: 'A', value: 'a' }, { label: 'B', value: 'b' });
    const card = await channel.send({
      content: 'card',
      components: [row(button('take')), new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)],
    });
    at.answer = async (interaction) =>
      interaction.isButton() && interaction.update(`taken by ${interaction.user.displayName}`);
    const ada = at.s.discord.as(at.s.ada.id, at.s.guild.id);
    expect(await ada.press(at.s.channel.id, card.id, 'take')).toMatchObject({
      kind: 'updated',
      message: { content: 'taken by Ada' },
    });
    at.answer = async (interaction) => {
      if (!interaction.isStringSelectMenu()) return;
      await interaction.deferUpdate();
      await interaction.editReply(`chose ${interaction.values.join()}`);
    };
    expect(await ada.choose(at.s.channel.id, card.id, 'menu', ['b'])).toMatchObject({
      kind: 'updated',
      message: { content: 'chose b' },
    });
    await card.pin();
    expect(at.s.discord.messages(at.s.channel.id).find((one) => one.id === card.id)?.pinned).toBe(true);
    const pinned = await channel.messages.fetchPins();
    expect(pinned.items.map((one) => one.message.id)).toEqual([card.id]);
    await card.edit({ content: 'edited', components: [] });
    await card.delete();
    expect(at.s.discord.messages(at.s.channel.id).some((one) => one.id === card.id)).toBe(false);
  });
});

describe('direct messages and files', () => {
  it('writes to a person, with a file', async () => {
    const user = await at.client.users.fetch(at.s.ben.id);
    const sent = await user.send({
      content: 'hello',
      files: [{ attachment: Buffer.from('a,b'), name: 'export.csv', description: 'All' }],
    });
    const [file] = at.s.discord.directMessages(at.s.ben.id).at(-1)?.attachments ?? [];
    expect(file).toMatchObject({ filename: 'export.csv', size: 3, description: 'All' });
    const got = await fetch(sent.attachments.first()?.url ?? '');
    expect(await got.text()).toBe('a,b');
  });

  it('meets closed doors', async () => {
    at.s.discord.misbehave({ closeDms: at.s.ben.id });
    await expect(at.client.users.send(at.s.ben.id, 'hello')).rejects.toMatchObject({ code: 50007, status: 403 });
    at.s.discord.misbehave({ openDms: at.s.ben.id });
  });
});

describe('nonces', () => {
  it('gives back the same message for an enforced nonce, until it is forgotten', async () => {
    const channel = at.client.channels.cache.get(at.s.channel.id);
    if (!channel?.isSendable()) throw new Error('no channel');
    const post = () => channel.send({ content: 'once', nonce: 'd-1', enforceNonce: true });
    const first = await post();
    expect((await post()).id).toBe(first.id);
    at.s.discord.misbehave({ forgetNonces: true });
    expect((await post()).id).not.toBe(first.id);
  });

  it('carries out a request whose answer is lost', async () => {
    const channel = at.client.channels.cache.get(at.s.channel.id);
    if (!channel?.isSendable()) throw new Error('no channel');
    at.s.discord.misbehave({ route: 'POST channels/:/messages', with: 'lost-answer', times: 1 });
    await channel.send({ content: 'lost', nonce: 'd-2', enforceNonce: true }).catch(() => {});
    await channel.send({ content: 'lost', nonce: 'd-2', enforceNonce: true });
    expect(at.s.discord.messages(at.s.channel.id).filter((one) => one.content === 'lost')).toHaveLength(1);
  });
});
