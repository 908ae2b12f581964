-- CreateEnum
CREATE TYPE "DutyState" AS ENUM ('open', 'done', 'dropped');

-- CreateEnum
CREATE TYPE "ReminderState" AS ENUM ('active', 'done', 'cancelled');

-- CreateEnum
CREATE TYPE "Rhythm" AS ENUM ('daily', 'weekly', 'never');

-- CreateEnum
CREATE TYPE "Measure" AS ENUM ('slower', 'mine', 'off');

-- CreateEnum
CREATE TYPE "Level" AS ENUM ('local', 'regional', 'national', 'international');

-- CreateEnum
CREATE TYPE "DigestState" AS ENUM ('proposed', 'sent', 'skipped', 'empty');

-- CreateEnum
CREATE TYPE "DigestAudience" AS ENUM ('coalition', 'organisation', 'level', 'outward');

-- CreateEnum
CREATE TYPE "DigestDepth" AS ENUM ('short', 'full');

-- CreateEnum
CREATE TYPE "EmptyDigest" AS ENUM ('silence', 'line');

-- AlterEnum
ALTER TYPE "DeliveryState" ADD VALUE 'bundled';

-- AlterTable
ALTER TABLE "Channel" ADD COLUMN     "digestAudience" "DigestAudience" NOT NULL DEFAULT 'coalition',
ADD COLUMN     "digestDepth" "DigestDepth" NOT NULL DEFAULT 'short',
ADD COLUMN     "digestLevel" "Level",
ADD COLUMN     "pausedUntil" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Coalition" ADD COLUMN     "digestApproval" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "digestEmpty" "EmptyDigest" NOT NULL DEFAULT 'silence',
ADD COLUMN     "digestMinute" INTEGER NOT NULL DEFAULT 540,
ADD COLUMN     "digestOn" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "digestWeekday" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "digestZone" TEXT,
ADD COLUMN     "lastDuty" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "pausedUntil" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "alone" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "bundleId" TEXT;

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "dutyId" TEXT;

-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "escalates" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "level" "Level",
ADD COLUMN     "region" TEXT;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "activeAt" TIMESTAMPTZ(3),
ADD COLUMN     "digestRhythm" "Rhythm",
ADD COLUMN     "digestWeekday" INTEGER,
ADD COLUMN     "holidays" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "hour" INTEGER,
ADD COLUMN     "pausedUntil" TIMESTAMPTZ(3),
ADD COLUMN     "quietFrom" INTEGER,
ADD COLUMN     "quietUntil" INTEGER,
ADD COLUMN     "workingDays" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

-- CreateTable
CREATE TABLE "Due" (
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "coalitionId" TEXT,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,

    CONSTRAINT "Due_pkey" PRIMARY KEY ("kind","subject")
);

-- CreateTable
CREATE TABLE "Duty" (
    "id" TEXT NOT NULL,
    "coalitionId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "details" TEXT,
    "toWhom" TEXT,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "dueZone" TEXT NOT NULL,
    "dueHasTime" BOOLEAN NOT NULL DEFAULT false,
    "overAt" TIMESTAMPTZ(3) NOT NULL,
    "every" TEXT,
    "organizationId" TEXT,
    "ownerId" TEXT,
    "visibility" "Visibility" NOT NULL DEFAULT 'coalition',
    "state" "DutyState" NOT NULL DEFAULT 'open',
    "createdById" TEXT NOT NULL,
    "doneById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "stateAt" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Duty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reminder" (
    "id" TEXT NOT NULL,
    "coalitionId" TEXT,
    "text" TEXT NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT NOT NULL,
    "hasTime" BOOLEAN NOT NULL DEFAULT true,
    "every" TEXT,
    "madeById" TEXT NOT NULL,
    "personId" TEXT,
    "channelId" TEXT,
    "sourceUrl" TEXT,
    "state" "ReminderState" NOT NULL DEFAULT 'active',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Reminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LadderChoice" (
    "id" TEXT NOT NULL,
    "coalitionId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "itemId" TEXT,
    "personId" TEXT,
    "before" INTEGER[],
    "overdueEvery" INTEGER,

    CONSTRAINT "LadderChoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Wish" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "coalitionId" TEXT,
    "about" TEXT NOT NULL,
    "measure" "Measure" NOT NULL,

    CONSTRAINT "Wish_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Absence" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "firstDay" TEXT NOT NULL,
    "lastDay" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Kudos" (
    "id" TEXT NOT NULL,
    "coalitionId" TEXT NOT NULL,
    "giverId" TEXT NOT NULL,
    "personId" TEXT,
    "organizationId" TEXT,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "Kudos_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Digest" (
    "id" TEXT NOT NULL,
    "coalitionId" TEXT NOT NULL,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "untilAt" TIMESTAMPTZ(3) NOT NULL,
    "state" "DigestState" NOT NULL,
    "content" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" TEXT,

    CONSTRAINT "Digest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Due_dueAt_idx" ON "Due"("dueAt");

-- CreateIndex
CREATE INDEX "Due_coalitionId_dueAt_idx" ON "Due"("coalitionId", "dueAt");

-- CreateIndex
CREATE INDEX "Duty_coalitionId_state_dueAt_idx" ON "Duty"("coalitionId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "Duty_organizationId_state_idx" ON "Duty"("organizationId", "state");

-- CreateIndex
CREATE INDEX "Duty_ownerId_state_idx" ON "Duty"("ownerId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Duty_coalitionId_number_key" ON "Duty"("coalitionId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Duty_id_coalitionId_key" ON "Duty"("id", "coalitionId");

-- CreateIndex
CREATE INDEX "Reminder_madeById_state_idx" ON "Reminder"("madeById", "state");

-- CreateIndex
CREATE INDEX "Reminder_personId_state_idx" ON "Reminder"("personId", "state");

-- CreateIndex
CREATE INDEX "Reminder_channelId_state_idx" ON "Reminder"("channelId", "state");

-- CreateIndex
CREATE INDEX "LadderChoice_coalitionId_kind_idx" ON "LadderChoice"("coalitionId", "kind");

-- CreateIndex
CREATE INDEX "LadderChoice_personId_idx" ON "LadderChoice"("personId");

-- CreateIndex
CREATE INDEX "Wish_personId_idx" ON "Wish"("personId");

-- CreateIndex
CREATE INDEX "Absence_personId_lastDay_idx" ON "Absence"("personId", "lastDay");

-- CreateIndex
CREATE INDEX "Kudos_coalitionId_at_idx" ON "Kudos"("coalitionId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Digest_coalitionId_untilAt_key" ON "Digest"("coalitionId", "untilAt");

-- CreateIndex
CREATE INDEX "Delivery_bundleId_idx" ON "Delivery"("bundleId");

-- CreateIndex
CREATE INDEX "Delivery_personId_state_idx" ON "Delivery"("personId", "state");

-- CreateIndex
CREATE INDEX "Event_dutyId_at_idx" ON "Event"("dutyId", "at");

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_bundleId_fkey" FOREIGN KEY ("bundleId") REFERENCES "Delivery"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_dutyId_coalitionId_fkey" FOREIGN KEY ("dutyId", "coalitionId") REFERENCES "Duty"("id", "coalitionId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Due" ADD CONSTRAINT "Due_coalitionId_fkey" FOREIGN KEY ("coalitionId") REFERENCES "Coalition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Duty" ADD CONSTRAINT "Duty_coalitionId_fkey" FOREIGN KEY ("coalitionId") REFERENCES "Coalition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Duty" ADD CONSTRAINT "Duty_organizationId_coalitionId_fkey" FOREIGN KEY ("organizationId", "coalitionId") REFERENCES "Organization"("id", "coalitionId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Duty" ADD CONSTRAINT "Duty_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Duty" ADD CONSTRAINT "Duty_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Duty" ADD CONSTRAINT "Duty_doneById_fkey" FOREIGN KEY ("doneById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_coalitionId_fkey" FOREIGN KEY ("coalitionId") REFERENCES "Coalition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_madeById_fkey" FOREIGN KEY ("madeById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LadderChoice" ADD CONSTRAINT "LadderChoice_coalitionId_fkey" FOREIGN KEY ("coalitionId") REFERENCES "Coalition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LadderChoice" ADD CONSTRAINT "LadderChoice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Wish" ADD CONSTRAINT "Wish_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Wish" ADD CONSTRAINT "Wish_coalitionId_fkey" FOREIGN KEY ("coalitionId") REFERENCES "Coalition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Kudos" ADD CONSTRAINT "Kudos_coalitionId_fkey" FOREIGN KEY ("coalitionId") REFERENCES "Coalition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Kudos" ADD CONSTRAINT "Kudos_giverId_fkey" FOREIGN KEY ("giverId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Kudos" ADD CONSTRAINT "Kudos_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Kudos" ADD CONSTRAINT "Kudos_organizationId_coalitionId_fkey" FOREIGN KEY ("organizationId", "coalitionId") REFERENCES "Organization"("id", "coalitionId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Digest" ADD CONSTRAINT "Digest_coalitionId_fkey" FOREIGN KEY ("coalitionId") REFERENCES "Coalition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Digest" ADD CONSTRAINT "Digest_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whoever changes an item need not think of the clock: what falls due because of it is looked at anew with the next tick.
-- The epoch and not the time of day, since time comes from the service's clock.
CREATE FUNCTION "lookAgain"(item_kind text, item text, coalition text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "Due" (kind, subject, "coalitionId", "dueAt") VALUES (item_kind, item, coalition, 'epoch')
  ON CONFLICT (kind, subject) DO UPDATE SET "dueAt" = 'epoch', attempts = 0, problem = NULL
$$;
CREATE FUNCTION "taskFalls"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."dueAt" IS NOT NULL AND NEW.state IN ('open', 'blocked') THEN
    PERFORM "lookAgain"('task', NEW.id, NEW."coalitionId");
  ELSIF TG_OP = 'UPDATE' THEN
    DELETE FROM "Due" WHERE kind = 'task' AND subject = NEW.id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "Task_falls_due" AFTER INSERT OR UPDATE OF "dueAt", "overAt", "organizationId", state ON "Task"
  FOR EACH ROW EXECUTE FUNCTION "taskFalls"();
CREATE FUNCTION "assigneeFalls"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Due" SET "dueAt" = 'epoch' WHERE kind = 'task' AND subject = coalesce(NEW."taskId", OLD."taskId");
  RETURN NULL;
END
$$;
CREATE TRIGGER "TaskAssignee_falls_due" AFTER INSERT OR DELETE ON "TaskAssignee"
  FOR EACH ROW EXECUTE FUNCTION "assigneeFalls"();
CREATE FUNCTION "dutyFalls"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'open' THEN
    PERFORM "lookAgain"('duty', NEW.id, NEW."coalitionId");
  ELSE
    DELETE FROM "Due" WHERE kind = 'duty' AND subject = NEW.id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "Duty_falls_due" AFTER INSERT OR UPDATE OF "dueAt", "overAt", "organizationId", "ownerId", state ON "Duty"
  FOR EACH ROW EXECUTE FUNCTION "dutyFalls"();
-- What was there before this migration falls due too.
INSERT INTO "Due" (kind, subject, "coalitionId", "dueAt")
  SELECT 'task', id, "coalitionId", 'epoch' FROM "Task" WHERE "dueAt" IS NOT NULL AND state IN ('open', 'blocked');

ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_one_target" CHECK (("personId" IS NULL) <> ("channelId" IS NULL));
ALTER TABLE "Kudos" ADD CONSTRAINT "Kudos_one_target" CHECK (("personId" IS NULL) <> ("organizationId" IS NULL));
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_days"
  CHECK ("firstDay" ~ '^\d{4}-\d\d-\d\d$' AND "lastDay" ~ '^\d{4}-\d\d-\d\d$' AND "firstDay" <= "lastDay");
ALTER TABLE "Duty" ADD CONSTRAINT "Duty_number" CHECK (number > 0);
ALTER TABLE "Coalition" ADD CONSTRAINT "Coalition_digest"
  CHECK ("digestWeekday" BETWEEN 1 AND 7 AND "digestMinute" BETWEEN 0 AND 1439);
ALTER TABLE "Person" ADD CONSTRAINT "Person_rest"
  CHECK ("quietFrom" BETWEEN 0 AND 1439 AND "quietUntil" BETWEEN 0 AND 1439 AND hour BETWEEN 0 AND 1439
    AND "workingDays" <@ ARRAY[1, 2, 3, 4, 5, 6, 7] AND "digestWeekday" BETWEEN 1 AND 7);
-- One choice for each: the nulls in a plain unique key would let a second one in.
ALTER TABLE "LadderChoice" ADD CONSTRAINT "LadderChoice_once"
  EXCLUDE USING btree ("coalitionId" WITH =, kind WITH =, (coalesce("itemId", '')) WITH =, (coalesce("personId", '')) WITH =);
ALTER TABLE "Wish" ADD CONSTRAINT "Wish_once"
  EXCLUDE USING btree ("personId" WITH =, (coalesce("coalitionId", '')) WITH =, about WITH =);
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_bundled" CHECK (state::text <> 'bundled' OR ("bundleId" IS NOT NULL AND "personId" IS NOT NULL));
ALTER TABLE "Event" DROP CONSTRAINT "Event_of_coalition";
ALTER TABLE "Event" ADD CONSTRAINT "Event_of_coalition"
  CHECK (("organizationId" IS NULL AND "taskId" IS NULL AND "dutyId" IS NULL) OR "coalitionId" IS NOT NULL);

-- AlterTable
ALTER TABLE "LadderChoice" ADD COLUMN     "since" TIMESTAMPTZ(3) NOT NULL;

-- Who is reminded, and when, hangs on people and organisations as well: whoever changes these need not think of the clock either.
CREATE FUNCTION "tasksLookAgain"(ids text[]) RETURNS void LANGUAGE sql AS $$
  SELECT "lookAgain"('task', id, "coalitionId") FROM "Task" WHERE id = ANY(ids) AND "dueAt" IS NOT NULL AND state IN ('open', 'blocked')
$$;
CREATE FUNCTION "dutiesLookAgain"(ids text[]) RETURNS void LANGUAGE sql AS $$
  SELECT "lookAgain"('duty', id, "coalitionId") FROM "Duty" WHERE id = ANY(ids) AND state = 'open'
$$;
CREATE FUNCTION "organisationLooksAgain"(organization text) RETURNS void LANGUAGE sql AS $$
  SELECT "tasksLookAgain"(ARRAY(SELECT id FROM "Task" WHERE "organizationId" = organization AND state IN ('open', 'blocked')));
  SELECT "dutiesLookAgain"(ARRAY(SELECT id FROM "Duty" WHERE "organizationId" = organization AND state = 'open'));
$$;
CREATE FUNCTION "personLooksAgain"(person text) RETURNS void LANGUAGE sql AS $$
  SELECT "tasksLookAgain"(ARRAY(SELECT "taskId" FROM "TaskAssignee" WHERE "personId" = person));
  SELECT "dutiesLookAgain"(ARRAY(SELECT id FROM "Duty" WHERE "ownerId" = person AND state = 'open'));
  SELECT "organisationLooksAgain"("organizationId") FROM "Membership" WHERE "personId" = person AND role = 'coordinator' AND status = 'active';
$$;
CREATE FUNCTION "membershipFalls"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "personLooksAgain"(NEW."personId");
  PERFORM "organisationLooksAgain"(NEW."organizationId");
  RETURN NULL;
END
$$;
CREATE TRIGGER "Membership_falls_due" AFTER INSERT OR UPDATE OF role, status, "organizationId" ON "Membership"
  FOR EACH ROW EXECUTE FUNCTION "membershipFalls"();
CREATE FUNCTION "organisationFalls"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "organisationLooksAgain"(NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER "Organization_falls_due" AFTER UPDATE OF timezone, country, region, escalates, status ON "Organization"
  FOR EACH ROW EXECUTE FUNCTION "organisationFalls"();
CREATE FUNCTION "personFalls"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "personLooksAgain"(NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER "Person_falls_due" AFTER UPDATE OF timezone, "quietFrom", "quietUntil", hour, "workingDays", holidays ON "Person"
  FOR EACH ROW EXECUTE FUNCTION "personFalls"();
CREATE FUNCTION "wishFalls"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "personLooksAgain"(coalesce(NEW."personId", OLD."personId"));
  RETURN NULL;
END
$$;
CREATE TRIGGER "Absence_falls_due" AFTER INSERT OR UPDATE OR DELETE ON "Absence"
  FOR EACH ROW EXECUTE FUNCTION "wishFalls"();
CREATE TRIGGER "Wish_falls_due" AFTER INSERT OR UPDATE OR DELETE ON "Wish"
  FOR EACH ROW EXECUTE FUNCTION "wishFalls"();
CREATE FUNCTION "ladderFalls"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  choice "LadderChoice" := coalesce(NEW, OLD);
BEGIN
  IF choice."itemId" IS NOT NULL THEN
    PERFORM "tasksLookAgain"(ARRAY[choice."itemId"]);
    PERFORM "dutiesLookAgain"(ARRAY[choice."itemId"]);
  ELSIF choice."personId" IS NOT NULL THEN
    PERFORM "personLooksAgain"(choice."personId");
  ELSE
    PERFORM "tasksLookAgain"(ARRAY(SELECT id FROM "Task" WHERE "coalitionId" = choice."coalitionId" AND state IN ('open', 'blocked')));
    PERFORM "dutiesLookAgain"(ARRAY(SELECT id FROM "Duty" WHERE "coalitionId" = choice."coalitionId" AND state = 'open'));
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "LadderChoice_falls_due" AFTER INSERT OR UPDATE OR DELETE ON "LadderChoice"
  FOR EACH ROW EXECUTE FUNCTION "ladderFalls"();
-- The weekly digest of each coalition: looked at anew when its hour is chosen or changed.
CREATE FUNCTION "digestFalls"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."digestOn" THEN
    PERFORM "lookAgain"('digest', NEW.id, NEW.id);
  ELSE
    DELETE FROM "Due" WHERE kind = 'digest' AND subject = NEW.id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "Coalition_digest_falls_due" AFTER INSERT OR UPDATE OF "digestOn", "digestWeekday", "digestMinute", "digestZone", timezone, "pausedUntil" ON "Coalition"
  FOR EACH ROW EXECUTE FUNCTION "digestFalls"();
INSERT INTO "Due" (kind, subject, "coalitionId", "dueAt") SELECT 'digest', id, id, 'epoch' FROM "Coalition" WHERE "digestOn";

-- An account that was closed, whoever found out: the next tick looks whether the person has gone altogether.
CREATE FUNCTION "accountFalls"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "Due" (kind, subject, "dueAt") VALUES ('departure', NEW."personId", 'epoch')
  ON CONFLICT (kind, subject) DO UPDATE SET "dueAt" = 'epoch', attempts = 0, problem = NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER "Account_falls_due" AFTER UPDATE OF "closedAt" ON "Account"
  FOR EACH ROW WHEN (NEW."closedAt" IS NOT NULL AND OLD."closedAt" IS NULL) EXECUTE FUNCTION "accountFalls"();

-- The personal digest of everybody who belongs somewhere. Whoever wants none has their row taken away when it falls due.
CREATE FUNCTION "personalDigestFalls"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'active' THEN
    PERFORM "lookAgain"('personal-digest', NEW."personId", NULL);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "Membership_personal_digest" AFTER INSERT OR UPDATE OF status, "personId" ON "Membership"
  FOR EACH ROW EXECUTE FUNCTION "personalDigestFalls"();
CREATE FUNCTION "personalHourFalls"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Due" SET "dueAt" = 'epoch', attempts = 0, problem = NULL WHERE kind = 'personal-digest' AND subject = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER "Person_personal_digest" AFTER UPDATE OF timezone ON "Person"
  FOR EACH ROW EXECUTE FUNCTION "personalHourFalls"();
INSERT INTO "Due" (kind, subject, "dueAt") SELECT DISTINCT 'personal-digest', "personId", 'epoch'::timestamptz FROM "Membership" WHERE status = 'active';

-- People are written to where they are: the account used last comes first.
ALTER TABLE "Account" ADD COLUMN "activeAt" TIMESTAMPTZ(3);
