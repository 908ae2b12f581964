-- CreateEnum
CREATE TYPE "Platform" AS ENUM ('slack', 'discord');

-- CreateEnum
CREATE TYPE "OrganizationType" AS ENUM ('ngo', 'informal', 'municipality', 'public', 'university', 'business', 'media');

-- CreateEnum
CREATE TYPE "OrganizationStatus" AS ENUM ('asked', 'active', 'observer', 'declined', 'left');

-- CreateEnum
CREATE TYPE "MemberRole" AS ENUM ('coordinator', 'member', 'alternate', 'observer');

-- CreateEnum
CREATE TYPE "MembershipStatus" AS ENUM ('asked', 'active', 'left');

-- CreateEnum
CREATE TYPE "SpaceStatus" AS ENUM ('active', 'unreachable', 'left');

-- CreateEnum
CREATE TYPE "ChannelAudience" AS ENUM ('coalition', 'organisation');

-- CreateEnum
CREATE TYPE "ChannelMode" AS ENUM ('board', 'cards');

-- CreateEnum
CREATE TYPE "Visibility" AS ENUM ('organisation', 'coalition', 'public');

-- CreateEnum
CREATE TYPE "TaskState" AS ENUM ('open', 'blocked', 'done', 'dropped');

-- CreateEnum
CREATE TYPE "Priority" AS ENUM ('low', 'normal', 'high');

-- CreateEnum
CREATE TYPE "InvitationState" AS ENUM ('open', 'used', 'revoked');

-- CreateEnum
CREATE TYPE "CardKind" AS ENUM ('task', 'board');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('waiting', 'sending', 'sent', 'undeliverable', 'unwanted');

-- CreateTable
CREATE TABLE "Coalition" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "goal" TEXT,
    "language" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "lastTask" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Coalition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Organization" (
    "id" TEXT NOT NULL,
    "coalitionId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "type" "OrganizationType" NOT NULL,
    "country" TEXT NOT NULL,
    "language" TEXT,
    "timezone" TEXT,
    "status" "OrganizationStatus" NOT NULL,
    "spaceId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "leftAt" TIMESTAMPTZ(3),

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "language" TEXT,
    "timezone" TEXT,
    "greetedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "platform" "Platform" NOT NULL,
    "home" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT,
    "timezone" TEXT,
    "closedAt" TIMESTAMPTZ(3),
    "refusedAt" TIMESTAMPTZ(3),
    "dmChannel" TEXT,
    "wrongCodes" INTEGER NOT NULL DEFAULT 0,
    "codesSince" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "coalitionId" TEXT NOT NULL,
    "organizationId" TEXT NOT NULL,
    "role" "MemberRole" NOT NULL,
    "coordinates" BOOLEAN NOT NULL DEFAULT false,
    "status" "MembershipStatus" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Space" (
    "id" TEXT NOT NULL,
    "platform" "Platform" NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT,
    "status" "SpaceStatus" NOT NULL,
    "problem" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Space_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Installation" (
    "id" TEXT NOT NULL,
    "spaceId" TEXT NOT NULL,
    "sealedToken" TEXT,
    "appId" TEXT,
    "botUserId" TEXT NOT NULL,
    "scopes" TEXT[],
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Channel" (
    "id" TEXT NOT NULL,
    "spaceId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "coalitionId" TEXT,
    "organizationId" TEXT,
    "audience" "ChannelAudience" NOT NULL DEFAULT 'coalition',
    "mode" "ChannelMode" NOT NULL DEFAULT 'board',
    "purposes" TEXT[],
    "language" TEXT NOT NULL,
    "connectedAt" TIMESTAMPTZ(3) NOT NULL,
    "problem" TEXT,

    CONSTRAINT "Channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" TEXT NOT NULL,
    "coalitionId" TEXT NOT NULL,
    "codeMac" TEXT NOT NULL,
    "invitedById" TEXT NOT NULL,
    "state" "InvitationState" NOT NULL,
    "organizationId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LinkCode" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "codeMac" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LinkCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Task" (
    "id" TEXT NOT NULL,
    "coalitionId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "details" TEXT,
    "dueAt" TIMESTAMPTZ(3),
    "dueZone" TEXT,
    "dueHasTime" BOOLEAN NOT NULL DEFAULT false,
    "overAt" TIMESTAMPTZ(3),
    "organizationId" TEXT,
    "priority" "Priority" NOT NULL DEFAULT 'normal',
    "visibility" "Visibility" NOT NULL DEFAULT 'coalition',
    "state" "TaskState" NOT NULL DEFAULT 'open',
    "blockedReason" TEXT,
    "sourceUrl" TEXT,
    "createdById" TEXT NOT NULL,
    "doneById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "stateAt" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TaskAssignee" (
    "taskId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TaskAssignee_pkey" PRIMARY KEY ("taskId","personId")
);

-- CreateTable
CREATE TABLE "TaskFollower" (
    "taskId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TaskFollower_pkey" PRIMARY KEY ("taskId","personId")
);

-- CreateTable
CREATE TABLE "Card" (
    "id" TEXT NOT NULL,
    "coalitionId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "kind" "CardKind" NOT NULL,
    "taskId" TEXT,
    "messageId" TEXT,
    "postedAt" TIMESTAMPTZ(3),
    "shown" TEXT,

    CONSTRAINT "Card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL,
    "coalitionId" TEXT,
    "topic" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "cardId" TEXT,
    "channelId" TEXT,
    "personId" TEXT,
    "key" TEXT NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "heldUntil" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "receipt" JSONB,
    "problem" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Pace" (
    "key" TEXT NOT NULL,
    "nextAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Pace_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" TEXT NOT NULL,
    "coalitionId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "personId" TEXT,
    "organizationId" TEXT,
    "taskId" TEXT,
    "data" JSONB NOT NULL,
    "cause" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Organization_spaceId_idx" ON "Organization"("spaceId");

-- CreateIndex
CREATE UNIQUE INDEX "Organization_coalitionId_folded_key" ON "Organization"("coalitionId", "folded");

-- CreateIndex
CREATE UNIQUE INDEX "Organization_id_coalitionId_key" ON "Organization"("id", "coalitionId");

-- CreateIndex
CREATE INDEX "Account_personId_idx" ON "Account"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_platform_home_userId_key" ON "Account"("platform", "home", "userId");

-- CreateIndex
CREATE INDEX "Membership_organizationId_status_idx" ON "Membership"("organizationId", "status");

-- CreateIndex
CREATE INDEX "Membership_coalitionId_status_idx" ON "Membership"("coalitionId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_personId_coalitionId_key" ON "Membership"("personId", "coalitionId");

-- CreateIndex
CREATE UNIQUE INDEX "Space_platform_externalId_key" ON "Space"("platform", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Installation_spaceId_key" ON "Installation"("spaceId");

-- CreateIndex
CREATE INDEX "Channel_coalitionId_idx" ON "Channel"("coalitionId");

-- CreateIndex
CREATE INDEX "Channel_organizationId_idx" ON "Channel"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "Channel_spaceId_externalId_key" ON "Channel"("spaceId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_codeMac_key" ON "Invitation"("codeMac");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_organizationId_key" ON "Invitation"("organizationId");

-- CreateIndex
CREATE INDEX "Invitation_coalitionId_idx" ON "Invitation"("coalitionId");

-- CreateIndex
CREATE UNIQUE INDEX "LinkCode_codeMac_key" ON "LinkCode"("codeMac");

-- CreateIndex
CREATE INDEX "LinkCode_accountId_idx" ON "LinkCode"("accountId");

-- CreateIndex
CREATE INDEX "Draft_accountId_idx" ON "Draft"("accountId");

-- CreateIndex
CREATE INDEX "Draft_expiresAt_idx" ON "Draft"("expiresAt");

-- CreateIndex
CREATE INDEX "Task_coalitionId_state_dueAt_idx" ON "Task"("coalitionId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "Task_organizationId_state_idx" ON "Task"("organizationId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Task_coalitionId_number_key" ON "Task"("coalitionId", "number");

-- CreateIndex
CREATE INDEX "TaskAssignee_personId_idx" ON "TaskAssignee"("personId");

-- CreateIndex
CREATE INDEX "TaskFollower_personId_idx" ON "TaskFollower"("personId");

-- CreateIndex
CREATE INDEX "Card_taskId_idx" ON "Card"("taskId");

-- CreateIndex
CREATE INDEX "Card_coalitionId_idx" ON "Card"("coalitionId");

-- CreateIndex
CREATE UNIQUE INDEX "Card_channelId_taskId_key" ON "Card"("channelId", "taskId");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_key_key" ON "Delivery"("key");

-- CreateIndex
CREATE INDEX "Delivery_state_dueAt_idx" ON "Delivery"("state", "dueAt");

-- CreateIndex
CREATE INDEX "Delivery_cardId_state_idx" ON "Delivery"("cardId", "state");

-- CreateIndex
CREATE INDEX "Delivery_channelId_state_idx" ON "Delivery"("channelId", "state");

-- CreateIndex
CREATE INDEX "Delivery_coalitionId_state_idx" ON "Delivery"("coalitionId", "state");

-- CreateIndex
CREATE INDEX "Event_coalitionId_at_idx" ON "Event"("coalitionId", "at");

-- CreateIndex
CREATE INDEX "Event_taskId_at_idx" ON "Event"("taskId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Event_cause_ordinal_key" ON "Event"("cause", "ordinal");

-- AddForeignKey
ALTER TABLE "Organization" ADD CONSTRAINT "Organization_coalitionId_fkey" FOREIGN KEY ("coalitionId") REFERENCES "Coalition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organization" ADD CONSTRAINT "Organization_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_coalitionId_fkey" FOREIGN KEY ("coalitionId") REFERENCES "Coalition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_organizationId_coalitionId_fkey" FOREIGN KEY ("organizationId", "coalitionId") REFERENCES "Organization"("id", "coalitionId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Installation" ADD CONSTRAINT "Installation_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_coalitionId_fkey" FOREIGN KEY ("coalitionId") REFERENCES "Coalition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_coalitionId_fkey" FOREIGN KEY ("coalitionId") REFERENCES "Coalition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_invitedById_fkey" FOREIGN KEY ("invitedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkCode" ADD CONSTRAINT "LinkCode_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_coalitionId_fkey" FOREIGN KEY ("coalitionId") REFERENCES "Coalition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_organizationId_coalitionId_fkey" FOREIGN KEY ("organizationId", "coalitionId") REFERENCES "Organization"("id", "coalitionId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_doneById_fkey" FOREIGN KEY ("doneById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskAssignee" ADD CONSTRAINT "TaskAssignee_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskAssignee" ADD CONSTRAINT "TaskAssignee_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskFollower" ADD CONSTRAINT "TaskFollower_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskFollower" ADD CONSTRAINT "TaskFollower_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Card" ADD CONSTRAINT "Card_coalitionId_fkey" FOREIGN KEY ("coalitionId") REFERENCES "Coalition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Card" ADD CONSTRAINT "Card_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Card" ADD CONSTRAINT "Card_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_coalitionId_fkey" FOREIGN KEY ("coalitionId") REFERENCES "Coalition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_coalitionId_fkey" FOREIGN KEY ("coalitionId") REFERENCES "Coalition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
