// An account was closed. A trigger of the database notices, whoever found out (the platform said so, or a message came
// back); the next tick looks whether the person has gone altogether.
import { depart } from '../departure.ts';
import { falls } from '../falls.ts';

export default falls({
  kind: 'departure',
  async fall(tx, fallen, recording) {
    for (const { subject } of fallen) await depart(tx, recording, subject);
    return new Map();
  },
  foresee: async () => [],
});
