// A channel's board, drawn from what is true when it is sent: only what this channel may show.
import { boardsOf } from '#coalition/task/board.ts';
import { topic } from '#delivery/topic.ts';
import { BOARD_SIZE, boardMessage } from '../task/board.ts';

export default topic({
  name: 'board',
  async load(store, said) {
    const boards = await boardsOf(
      store,
      said.flatMap((one) => (one.channelId === null ? [] : [one.channelId])),
      BOARD_SIZE,
    );
    return new Map(
      said.flatMap((one) => {
        const board = one.channelId === null ? undefined : boards.get(one.channelId);
        return board ? [[one.id, board] as const] : [];
      }),
    );
  },
  draw: (board, reader) => boardMessage(board, reader),
});
