// A duty in a reminder.
import type { Duty } from '#coalition/duty/duty.ts';
import { dutiesById } from '#coalition/duty/find.ts';
import { doneButton, editButton, heading, showButton } from '../../duty/parts.ts';
import { ladderView } from '../ladder-view.ts';

export default ladderView<Duty>({
  kind: 'duty',
  load: dutiesById,
  name: heading,
  due: (duty) => duty.due,
  organisation: (duty) => duty.organization,
  done: doneButton,
  show: showButton,
  // Another date and other hands are both in its form.
  ways: (duty, reader) => [editButton(duty, reader)],
});
