// Direct messages: the channel of each person, opened once and remembered for as long as the process lives.
import { remember } from './bounded.ts';
import type { Installation } from './installations.ts';

export type Direct = {
  known(space: string, user: string): string | undefined;
  /** @throws the SDK's errors */
  open(installation: Installation, user: string): Promise<string>;
  forget(space: string, user: string): void;
};

const MOST = 20_000;

export function createDirect(): Direct {
  const channels = new Map<string, string>();
  return {
    known: (space, user) => channels.get(`${space}:${user}`),
    async open(installation, user) {
      const key = `${installation.space}:${user}`;
      const known = channels.get(key);
      if (known) return known;
      const opened = await installation.post.conversations.open({ users: user });
      const channel = opened.channel?.id;
      if (!channel) throw new Error('Slack opened no direct message');
      remember(channels, key, channel, MOST);
      return channel;
    },
    forget: (space, user) => void channels.delete(`${space}:${user}`),
  };
}
