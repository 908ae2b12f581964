// For developers: `npm run migration -- 0002_name` writes the SQL that brings the migrations to schema.prisma. The
// engine is Prisma's own, compiled to WebAssembly, since its command would download a program for that.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { migrate, migrationsFolder } from '#store/migrate.ts';
import { startPostgres } from '#store/postgres.ts';

const path = fileURLToPath(new URL('schema.prisma', import.meta.url));

/** TypeScript knows this global only together with a browser's. */
declare const WebAssembly: {
  instantiate(bytes: Buffer, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

type Engine = {
  diff(params: unknown): Promise<{ stdout: string | null }>;
  applyMigrations(params: unknown): Promise<unknown>;
  free(): void;
};

/**
 * Compares a database with schema.prisma.
 * @param url a database to which all migrations have been applied
 * @returns the SQL that leads from the database to the schema; empty when both say the same
 */
export async function missingSql(url: string): Promise<string> {
  const { stdout } = await withEngine(url, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', files: [schema()], configDir: dirname(path) },
      to: { tag: 'schemaDatamodel', files: [schema()] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  const sql = (stdout ?? '').trim();
  return /^(--[^\n]*\s*)*$/.test(sql) ? '' : `${sql}\n`;
}

/**
 * Applies migrations as `prisma migrate deploy` does, for the test that our own runner agrees with it.
 * @param folder where the migrations are
 */
export async function applyWithPrisma(url: string, folder: string): Promise<void> {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const migrationDirectories = names.map(({ name }) => {
    const value = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
    return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } } };
  });
  const lockfile = { path: 'migration_lock.toml', content: readFileSync(join(folder, 'migration_lock.toml'), 'utf8') };
  await withEngine(url, (engine) =>
    engine.applyMigrations({
      migrationsList: { baseDir: folder, lockfile, shadowDbInitScript: '', migrationDirectories },
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
}

/** Runs some work with an engine on a database, and ends its connections: one of them holds Prisma's lock. */
async function withEngine<Result>(url: string, work: (engine: Engine) => Promise<Result>): Promise<Result> {
  loaded ??= load();
  const { SchemaEngine } = await loaded;
  const pool = new pg.Pool({ connectionString: url });
  const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogueAdapter(pool, url));
  const engine: Engine = await SchemaEngine.new({ datamodels: [[path, schema().content]] }, () => {}, adapter);
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

function schema(): { path: string; content: string } {
  return { path, content: readFileSync(path, 'utf8') };
}

/** Once in a process: the glue around the module remembers the memory of its first instance. */
let loaded: ReturnType<typeof load> | undefined;

/** Node's own import of .wasm files is experimental and prints a warning, so the module is put together by hand. */
async function load() {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const home = dirname(fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm')));
  const bytes = readFileSync(join(home, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: start } = instance.exports;
  if (typeof start === 'function') start();
  return glue;
}

/**
 * The engine reads PostgreSQL's own catalogue, where `constraint_type` has the one-letter type 18. The adapter refuses
 * that type, and the engine refuses any other: so it passes the adapter as text (25) and is handed on as a character.
 */
class CatalogueAdapter extends PrismaPg {
  readonly #url: string;

  constructor(pool: pg.Pool, url: string) {
    const ask: (query: unknown) => Promise<pg.QueryArrayResult> = pool.query.bind(pool);
    const query = async (question: unknown) => {
      const result = await ask(question);
      for (const field of result.fields) if (field.dataTypeID === 18) field.dataTypeID = 25;
      return result;
    };
    super(Object.assign(pool, { query }));
    this.#url = url;
  }

  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    // The adapter cuts a script at every semicolon, also inside comments and functions; Prisma's own program does not.
    adapter.executeScript = async (script) => {
      const client = new pg.Client({ connectionString: this.#url });
      await client.connect();
      await client.query(script).finally(() => client.end());
    };
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const at = result.columnNames.indexOf('constraint_type');
      if (at >= 0) result.columnTypes[at] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  }
}

/** Before the first release the one migration is written anew: `npm run migration -- 0001_bridge`. */
async function writeMigration(name: string): Promise<string> {
  const folder = join(migrationsFolder, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(migrationsFolder, { recursive: true });
  const lock = join(migrationsFolder, 'migration_lock.toml');
  if (!existsSync(lock)) writeFileSync(lock, 'provider = "postgresql"\n');
  const dataDir = mkdtempSync(join(tmpdir(), 'mosty-migration-'));
  const postgres = await startPostgres({ dataDir, settings: { fsync: 'off' } });
  try {
    await migrate(postgres.url, () => new Date());
    const sql = await missingSql(postgres.url);
    if (sql === '') return 'The migrations already say what schema.prisma says.';
    mkdirSync(folder);
    writeFileSync(join(folder, 'migration.sql'), sql);
    return `Written: ${join(folder, 'migration.sql')}. Read it before you commit it.`;
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const name = process.argv[2];
  const usage = 'Usage: npm run migration -- 0002_what_changes';
  process.stdout.write(`${name && /^\d{4}_\w+$/.test(name) ? await writeMigration(name) : usage}\n`);
}
