// "/balloon up": the balloon is up.
import { command } from '#bot/command.ts';
import { hidden } from '#bot/options/text.ts';
import { privately } from '#bot/say.ts';
import { saying } from '#views/block.ts';
import { balloonsById, letUp } from '../../src/coalition/balloon/balloons.ts';

export default command({
  role: 'member',
  audience: 'private',
  needs: 'coalition',
  options: { balloon: hidden({ required: true }) },
  async run(context, { balloon }) {
    await letUp(context, balloon);
    const name = (await balloonsById(context.store.prisma, [balloon])).get(balloon)?.name ?? '';
    return privately(saying(context.t('balloon.told', { name })));
  },
});
