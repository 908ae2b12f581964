// To whoever owes something: a step of its ladder has come.
import { loadLadders } from '#coalition/ladders/ladder.ts';
import { loadLadderViews } from '../ladders/ladder-view.ts';
import { stepTopic } from '../ladders/step-topic.ts';

export default stepTopic(await loadLadders(), await loadLadderViews());
