-- Rules of saying things later that schema.prisma cannot say. The two unique indexes are on an expression: Prisma's
-- comparison does not look at those (it would drop a partial one), and ON CONFLICT … DO UPDATE can name them, which
-- an exclusion constraint does not allow.

-- Quick changes merge: a card has at most one delivery that waits, and every change in the meantime finds it.
CREATE UNIQUE INDEX "Delivery_one_waiting" ON "Delivery" ((CASE WHEN state = 'waiting' THEN "cardId" END));
-- Never two sends for the same card at once, whichever service instance sends.
CREATE UNIQUE INDEX "Delivery_one_sending" ON "Delivery" ((CASE WHEN state = 'sending' THEN "cardId" END));

-- A delivery is for one card, or one channel, or one person.
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_one_place" CHECK (num_nonnulls("cardId", "channelId", "personId") = 1);
-- Whoever sends holds it until a moment, and nobody holds what is not being sent.
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_held" CHECK ((state = 'sending') = ("heldUntil" IS NOT NULL));
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_sent" CHECK (state <> 'sent' OR "sentAt" IS NOT NULL);
-- What could not be delivered says why.
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_reason" CHECK (state <> 'undeliverable' OR problem IS NOT NULL);

-- A Discord account is the same on every server; a Slack account belongs to its team.
ALTER TABLE "Account" ADD CONSTRAINT "Account_home" CHECK ((platform = 'discord') = (home = 'discord'));
