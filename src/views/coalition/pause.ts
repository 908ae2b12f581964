// A pause of the coalition or of one channel, in words.
import { channelLabel } from '#coalition/channels.ts';
import type { ChannelName } from '#coalition/pause.ts';
import type { Message } from '#message/message.ts';
import { plainInline } from '#message/plain.ts';
import { button, buttons, paragraph, saying } from '../block.ts';
import { atSpan, type For } from '../when.ts';

/** @param paused.channel null: the whole coalition; `until` null: the pause has ended */
export const pauseMessage = (
  paused: { coalition: { id: string; name: string }; channel: ChannelName | null; until: Date | null },
  reader: For,
): Message => {
  const { t } = reader;
  const { coalition, channel, until } = paused;
  const status = button(t('coalition.button.status'), 'coalition.status', { coalition: coalition.id });
  const name = channel === null ? coalition.name : channelLabel(channel);
  if (until === null)
    return saying(
      channel === null
        ? t('rest.coalition.resumed', { coalition: name })
        : t('rest.channel.resumed', { channel: name }),
      buttons(status),
    );
  const at = atSpan(until, reader);
  const said =
    channel === null
      ? t.spans('rest.coalition.paused', { coalition: name, until: at })
      : t.spans('rest.channel.paused', { channel: name, until: at });
  const resume = button(t('rest.button.resume'), 'coalition.pause!resume', {
    coalition: coalition.id,
    ...(channel === null ? {} : { channel: channel.id }),
  });
  return { summary: plainInline(said), blocks: [paragraph(said), buttons(resume, status)] };
};
