// A reminder in a channel: it says who asked for it, and pings nobody.
import { topic } from '#delivery/topic.ts';
import { loadTold } from '../reminder/load.ts';
import { type Told, toldMessage } from '../reminder/told.ts';

export default topic<Told>({ name: 'reminder-here', load: loadTold, draw: toldMessage });
