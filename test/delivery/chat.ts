// A chat in the test's own process, spoken to over HTTP, so that what was posted outlives a service that is killed. It
// recognises a second copy of a post by its key, except in places that the test calls forgetful.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PlatformName } from '#message/message.ts';
import { plainMessage } from '#message/plain.ts';
import type { Destination, Platform, Receipt } from '#platforms/platform.ts';

export type Post = { id: string; space: string; place: string; key: string; text: string; edits: number };

export async function openChat() {
  const posts: Post[] = [];
  const chat = { posts, forgetful: new Set<string>(), url: '', close: async () => {} };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { to, text, key }: { to: Destination; text: string; key: string } = JSON.parse(body);
    const place = 'channel' in to ? to.channel : `dm:${to.user}`;
    const twin = !chat.forgetful.has(place) ? posts.find((post) => post.key === key) : undefined;
    let post = to.edit === undefined ? twin : posts.find(({ id }) => id === to.edit);
    if (to.edit !== undefined && post) {
      post.text = text;
      post.edits += 1;
    }
    if (!post) {
      post = { id: `M${posts.length + 1}`, space: to.space, place, key, text, edits: 0 };
      posts.push(post);
    }
    response.end(JSON.stringify({ channel: place, message: post.id }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  chat.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  chat.close = () =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return chat;
}

/** The port to that chat. */
export function chatPlatform(name: PlatformName, url: string): Platform {
  return {
    name,
    publish: async () => {},
    start: async () => {},
    pause: async () => {},
    stop: async () => {},
    lanes: (to) => ('channel' in to ? [{ key: `${name}:${to.channel}`, everyMs: 1, burst: 50 }] : []),
    async deliver(to, message, key): Promise<Receipt> {
      const response = await fetch(url, {
        method: 'POST',
        body: JSON.stringify({ to, key, text: plainMessage(message) }),
      });
      return (await response.json()) as Receipt;
    },
    health: () => ({ connected: true, spaces: [] }),
  };
}
