// Where an ask came from, in the words of the coalition room.
import type { Whence } from '#coalition/spaces.ts';
import type { Ask } from './ask.ts';

export const whenceOf = ({ platform, space, user }: Pick<Ask, 'platform' | 'space' | 'user'>): Whence => ({
  platform,
  space,
  home: user.home,
});
