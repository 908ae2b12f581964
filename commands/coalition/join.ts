// "/coalition join CODE": an organisation asks to join. Its buttons are the other half of consent (welcome, decline), and
// the ways in which a newcomer comes to act for an organisation.
import { action, command } from '#bot/command.ts';
import { choice } from '#bot/options/choice.ts';
import { code } from '#bot/options/code.ts';
import { country } from '#bot/options/country.ts';
import { organisation } from '#bot/options/organisation.ts';
import { hidden, text } from '#bot/options/text.ts';
import { Refusal } from '#bot/refusal.ts';
import { instead, privately } from '#bot/say.ts';
import { whenceOf } from '#bot/whence.ts';
import { answerMember, askToBelong, undoBelonging } from '#coalition/belong.ts';
import { askToJoin } from '#coalition/join.ts';
import { organisationTypes } from '#coalition/rules/organisation-types.ts';
import { ownSpaceRow } from '#coalition/spaces.ts';
import { answerOrganisation, type Welcome } from '#coalition/welcome.ts';
import { memberAnswered, undoneBelonging, waitsForOrganisation } from '#views/coalition/belonging.ts';
import { askedMessage, welcomedMessage } from '#views/coalition/joining.ts';

/** Answers an organisation that has asked; answered ones are found too, so that an old button can say so. */
const answering = (answer: Welcome) =>
  action({
    role: 'coordinator',
    audience: 'private',
    needs: 'coalition',
    options: {
      organisation: organisation({ required: true, statuses: ['asked', 'active', 'observer', 'declined', 'left'] }),
    },
    async run(context, values) {
      return instead(welcomedMessage(await answerOrganisation(context, values.organisation.id, answer), context));
    },
  });

/** Answers a person who says to belong to an organisation. Who speaks for it is checked by the use case. */
const answeringPerson = (welcome: boolean) =>
  action({
    role: 'observer',
    audience: 'private',
    needs: 'coalition',
    options: { membership: hidden({ required: true }) },
    async run(context, values) {
      return instead(memberAnswered(await answerMember(context, values.membership, welcome), context));
    },
  });

export default command({
  role: 'anyone',
  audience: 'private',
  opens: 'form',
  needs: 'nothing',
  options: {
    code: code({ required: true, main: true }),
    organisation: text({ required: true, maxLength: 150 }),
    type: choice('type', organisationTypes, { required: true }),
    country: country({ required: true }),
  },
  async run(context, values) {
    const space = await ownSpaceRow(context.store.prisma, whenceOf(context.ask));
    const joining = {
      code: values.code,
      name: values.organisation,
      type: values.type,
      country: values.country,
      spaceId: space?.id ?? null,
    };
    return privately(askedMessage(await askToJoin(context, context.account.id, joining, context.codes), context));
  },
  actions: {
    welcome: answering('active'),
    observer: answering('observer'),
    decline: answering('declined'),
    /** The newcomer's choice. Only in a connected channel: there the names of the organisations are seen anyway. */
    belong: action({
      role: 'anyone',
      audience: 'private',
      needs: 'nothing',
      options: { organisation: organisation({ required: true }), draft: hidden() },
      async run(context, values) {
        const { place, coalition } = context;
        if (!place || !coalition) throw new Refusal('common.refusal.no_coalition');
        const asked = await askToBelong(context, coalition.id, values.organisation.id);
        return instead(waitsForOrganisation(asked.organisation, values.draft, context));
      },
    }),
    confirm: answeringPerson(true),
    deny: answeringPerson(false),
    undo: action({
      role: 'anyone',
      audience: 'private',
      needs: 'nothing',
      options: { membership: hidden({ required: true }) },
      async run(context, values) {
        return privately(undoneBelonging((await undoBelonging(context, values.membership)).organisation, context));
      },
    }),
  },
});
