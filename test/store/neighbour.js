// A service as another process, for postgres.test.ts: uses the server of a folder until it is told to leave.
import { startPostgres } from '#store/postgres.ts';

try {
  const postgres = await startPostgres({ dataDir: process.argv[2], settings: { fsync: 'off' } });
  process.once('message', async () => {
    await postgres.stop();
    process.disconnect();
  });
  process.send({ url: postgres.url, adopted: postgres.adopted });
} catch (error) {
  process.send({ error: String(error) });
  process.disconnect();
}
