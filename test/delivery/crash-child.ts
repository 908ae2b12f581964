// A service's delivery in a process of its own, to be killed: node crash-child.ts <database> <chat> <point or "none"> <ms ahead>
// With "none" it delivers until nothing waits, and ends.
import { setTimeout as pause } from 'node:timers/promises';
import { type CrashPoint, onCrashPoint } from '#delivery/crash-points.ts';
import { openDelivery } from '#delivery/delivery.ts';
import { connectStore } from '#store/database.ts';
import { chatPlatform } from './chat.ts';
import { topics } from './topics.ts';

const [url = '', chat = '', point = 'none', ahead = '0'] = process.argv.slice(2);
const clock = () => new Date(Date.now() + Number(ahead));
const quiet = {
  warn: () => {},
  error: (facts: object, message: string) => process.stderr.write(`${message} ${JSON.stringify(facts)}\n`),
};
if (point !== 'none') {
  onCrashPoint((reached: CrashPoint) => {
    if (reached === point) process.kill(process.pid, 'SIGKILL');
  });
}

const store = connectStore({ url });
const platforms = new Map(
  [chatPlatform('slack', chat), chatPlatform('discord', chat)].map((platform) => [platform.name, platform]),
);
const delivery = await openDelivery({ store, clock, platforms, topics, log: quiet });
await delivery.start();
for (let waited = 0; waited < 15_000; waited += 50) {
  if ((await store.prisma.delivery.count({ where: { state: { in: ['waiting', 'bundled', 'sending'] } } })) === 0) break;
  await pause(50);
}
await delivery.stop(1_000);
await delivery.close(1_000);
await store.close();
