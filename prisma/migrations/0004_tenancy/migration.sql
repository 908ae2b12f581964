-- What belongs to one coalition names only what belongs to the same: the keys carry the coalition, so that a slip in the
-- code is refused by the database. Events and channels may have no coalition, and a key with a null in it is not
-- looked at: the last two checks close that door.

-- DropForeignKey
ALTER TABLE "Card" DROP CONSTRAINT "Card_taskId_fkey";

-- DropForeignKey
ALTER TABLE "Channel" DROP CONSTRAINT "Channel_organizationId_fkey";

-- DropForeignKey
ALTER TABLE "Event" DROP CONSTRAINT "Event_organizationId_fkey";

-- DropForeignKey
ALTER TABLE "Event" DROP CONSTRAINT "Event_taskId_fkey";

-- DropForeignKey
ALTER TABLE "Invitation" DROP CONSTRAINT "Invitation_organizationId_fkey";

-- CreateIndex
CREATE UNIQUE INDEX "Task_id_coalitionId_key" ON "Task"("id", "coalitionId");

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_organizationId_coalitionId_fkey" FOREIGN KEY ("organizationId", "coalitionId") REFERENCES "Organization"("id", "coalitionId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_organizationId_coalitionId_fkey" FOREIGN KEY ("organizationId", "coalitionId") REFERENCES "Organization"("id", "coalitionId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Card" ADD CONSTRAINT "Card_taskId_coalitionId_fkey" FOREIGN KEY ("taskId", "coalitionId") REFERENCES "Task"("id", "coalitionId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_organizationId_coalitionId_fkey" FOREIGN KEY ("organizationId", "coalitionId") REFERENCES "Organization"("id", "coalitionId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_taskId_coalitionId_fkey" FOREIGN KEY ("taskId", "coalitionId") REFERENCES "Task"("id", "coalitionId") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Channel" ADD CONSTRAINT "Channel_organisation_of_coalition"
  CHECK ("organizationId" IS NULL OR "coalitionId" IS NOT NULL);
ALTER TABLE "Event" ADD CONSTRAINT "Event_of_coalition"
  CHECK (("organizationId" IS NULL AND "taskId" IS NULL) OR "coalitionId" IS NOT NULL);
