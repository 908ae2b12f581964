// Everything that falls due: the kinds of coalition/falling/, a ladder for each kind that has one, and what was put off.
import { type Falls, loadFalling } from '../falls.ts';
import { ladderFalls } from './fall.ts';
import { type Ladder, loadLadders } from './ladder.ts';
import { snoozeFalls } from './snooze.ts';

/** Ladders as things that fall due, by kind. */
export const laddersFalling = (ladders: ReadonlyMap<string, Ladder>): ReadonlyMap<string, Falls> => {
  const snooze = snoozeFalls(ladders);
  return new Map([
    ...[...ladders.values()].map((ladder): [string, Falls] => [ladder.kind, ladderFalls(ladder)]),
    [snooze.kind, snooze],
  ]);
};

/** Reads the folders once, at start. @throws Error naming a file that is not of its kind */
export const loadAllFalling = async (): Promise<ReadonlyMap<string, Falls>> => {
  const [falling, ladders] = await Promise.all([loadFalling(), loadLadders()]);
  return new Map([...falling, ...laddersFalling(ladders)]);
};
