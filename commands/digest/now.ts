// "/digest now": sends the weekly digest without waiting for its day, after saying how many will see it. Its buttons also
// answer the question that coordinators get when a digest needs approval.
import { action, command } from '#bot/command.ts';
import { digest } from '#bot/options/digest.ts';
import { instead, privately } from '#bot/say.ts';
import { afterwards, choiceOf } from '#coalition/digest/choice.ts';
import { previewDigest } from '#coalition/digest/preview.ts';
import { approveDigest, checkSending, sendDigestNow, skipDigest } from '#coalition/digest/send.ts';
import { askNow, sentMessage, skippedMessage } from '#views/digest/private.ts';
import { asInChannel } from '#views/digest/shown.ts';

export default command({
  role: 'coordinator',
  audience: 'private',
  needs: 'coalition',
  options: {},
  async run(context) {
    const { store, coalition, membership, now } = context;
    await checkSending(store.prisma, context);
    const previewed = await previewDigest(store, coalition.id, membership, now);
    const { message } = await asInChannel(store, previewed.digest, undefined, membership, context);
    return privately(askNow(previewed, afterwards(previewed.choice, now), message, context, coalition.id));
  },
  actions: {
    confirm: action({
      role: 'coordinator',
      audience: 'private',
      needs: 'coalition',
      options: {},
      async run(context) {
        const sent = await sendDigestNow(context);
        const { zone } = await choiceOf(context.store.prisma, context.coalition.id);
        return instead(sentMessage(sent, zone, context));
      },
    }),
    approve: action({
      role: 'coordinator',
      audience: 'private',
      needs: 'coalition',
      options: { digest: digest({ required: true }) },
      async run(context, values) {
        const sent = await approveDigest(context, values.digest.id);
        return instead(sentMessage(sent, values.digest.coalition.zone, context));
      },
    }),
    skip: action({
      role: 'coordinator',
      audience: 'private',
      needs: 'coalition',
      options: { digest: digest({ required: true }) },
      async run(context, values) {
        await skipDigest(context, values.digest.id);
        return instead(skippedMessage(context));
      },
    }),
  },
});
