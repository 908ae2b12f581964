// To coordinators: something has been overdue for some working days, and they may be able to help.
import { loadLadders } from '#coalition/ladders/ladder.ts';
import { escalationTopic } from '../ladders/escalation-topic.ts';
import { loadLadderViews } from '../ladders/ladder-view.ts';

export default escalationTopic(await loadLadders(), await loadLadderViews());
