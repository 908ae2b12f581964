-- Rules that schema.prisma cannot say. Prisma's comparison does not look at them; test/store/rules.test.ts does.

-- What happened has happened: events are only ever added. Erasing a person blanks the Person row and leaves these.
CREATE FUNCTION "refuseChange"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP;
END
$$;
CREATE TRIGGER "Event_append_only" BEFORE UPDATE OR DELETE ON "Event"
  FOR EACH ROW EXECUTE FUNCTION "refuseChange"();

-- A card shows its task; a board shows all of them, and a channel has one. The unique key on (channelId, taskId) does
-- not see boards, whose taskId is null. An exclusion, because Prisma would propose to drop a partial unique index.
ALTER TABLE "Card" ADD CONSTRAINT "Card_kind_task" CHECK ((kind = 'task') = ("taskId" IS NOT NULL));
ALTER TABLE "Card" ADD CONSTRAINT "Card_one_board" EXCLUDE USING btree ("channelId" WITH =) WHERE (kind = 'board');

-- A moment without its zone would be a wrong date in silence.
ALTER TABLE "Task" ADD CONSTRAINT "Task_due_zone" CHECK (("dueAt" IS NULL) = ("dueZone" IS NULL));
ALTER TABLE "Task" ADD CONSTRAINT "Task_number" CHECK (number > 0);

-- What one organisation alone may see needs that organisation.
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_audience"
  CHECK ("coalitionId" IS NULL OR audience = 'coalition' OR "organizationId" IS NOT NULL);
