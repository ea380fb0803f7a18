// Stands in for NocoBase where a real one would take a minute a start: a web page that answers at once, an API
// that answers 503 while it is at work and 200 after, a version in the database, migrations in several steps that are
// not one transaction. Like the real one it sets itself up on an empty database, and does not refuse a downgrade.
//
// VERSION is its version; FAULT makes it fail: "crash" at once, "migration" half-way, "broken" before it has begun and
// for ever, "fresh" on a database that is not its own; "slow" makes it take a minute, and say so.
const http = require('http');
const fs = require('fs');
const { Client } = require('/app/nocobase/node_modules/pg');

const version = process.env.STAND_IN_VERSION;
const fault = process.env.STAND_IN_FAULT || '';
const storage = '/app/nocobase/storage';
let state = { code: 'APP_PREPARING', message: 'application main is preparing, please wait patiently' };

process.on('SIGTERM', () => process.exit(0));
if (fault === 'crash') {
  console.error('Error: nothing works here');
  setTimeout(() => process.exit(1), 300);
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const doing = (message) => {
  state = { code: 'APP_COMMANDING', message };
  console.log(message);
};

http
  .createServer((request, response) => {
    if (!request.url.startsWith('/api/')) {
      response.end('<html><body>NocoBase</body></html>');
    } else if (state.code !== 'APP_RUNNING') {
      response.writeHead(503, { 'Content-Type': 'application/json' });
      const error = { status: 503, maintaining: true, ...state, command: { name: 'start' } };
      response.end(JSON.stringify({ error }));
    } else if (request.url === '/api/__health_check') {
      response.end('ok');
    } else if (request.url === '/api/app:getInfo') {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ data: { version: state.version, lang: 'en-US' } }));
    } else {
      response.writeHead(404);
      response.end();
    }
  })
  .listen(80);

async function connect() {
  for (let tries = 0; ; tries++) {
    const client = new Client({
      host: process.env.DB_HOST,
      port: Number(process.env.DB_PORT || 5432),
      database: fault === 'fresh' ? 'postgres' : process.env.DB_DATABASE,
      user: process.env.DB_USER,
      password: process.env.DB_PASSWORD,
    });
    // The database ends: so does the app, and the engine starts it again.
    client.on('error', () => process.exit(1));
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (tries === 60) throw error;
      await pause(250);
    }
  }
}

const INSTALL = [
  'CREATE TABLE "applicationVersion" (id int PRIMARY KEY, value text)',
  'CREATE TABLE "applicationPlugins" (name text PRIMARY KEY, version text)',
  'CREATE TABLE collections (name text PRIMARY KEY, title text)',
  'CREATE TABLE users (id serial PRIMARY KEY, nickname text)',
  'CREATE TABLE attachments (id serial PRIMARY KEY, filename text)',
  'CREATE TABLE migrations (name text PRIMARY KEY)',
  "INSERT INTO users (nickname) VALUES ('Super Admin')",
  "INSERT INTO collections VALUES ('users', 'Users')",
];

// Each can be done again.
const MIGRATIONS = {
  '20300101000000-orders-get-a-state': [
    'ALTER TABLE orders ADD COLUMN IF NOT EXISTS state text',
    "UPDATE orders SET state = 'open' WHERE state IS NULL",
  ],
  '20300102000000-approvals': [
    'CREATE TABLE IF NOT EXISTS approvals (id int PRIMARY KEY, name text)',
    "INSERT INTO approvals VALUES (1, 'first'), (2, 'second') ON CONFLICT DO NOTHING",
  ],
  '20300103000000-shorter-notes': [
    'UPDATE orders SET note = upper(note)',
    'ALTER TABLE orders DROP COLUMN IF EXISTS obsolete',
  ],
};

async function install(db) {
  console.log('start install built-in plugins');
  for (const statement of INSTALL) await db.query(statement);
}

async function migrate(db) {
  const done = new Set((await db.query('SELECT name FROM migrations')).rows.map((row) => row.name));
  for (const [name, statements] of Object.entries(MIGRATIONS)) {
    if (done.has(name)) continue;
    console.log(`event: 'migrating', name: '${name}'`);
    doing(`migrating ${name}`);
    for (const statement of statements) {
      await db.query(statement);
      await pause(60);
      if (fault === 'migration' && name.includes('approvals')) {
        throw new Error(`Migration ${name} (up) failed: something is wrong`);
      }
    }
    for (let second = 1; fault === 'slow' && second <= 30; second++) {
      doing(`slow migration, ${second}/30`);
      await pause(1000);
    }
    await db.query('INSERT INTO migrations VALUES ($1) ON CONFLICT DO NOTHING', [name]);
    console.log(`event: 'migrated', name: '${name}', durationSeconds: 0.1`);
  }
  fs.mkdirSync(`${storage}/plugins/new`, { recursive: true });
  fs.writeFileSync(`${storage}/plugins/new/index.js`, `// ${version}\n`);
}

async function start() {
  if (fault === 'broken') {
    state = { code: 'MODULE_NOT_FOUND', message: "Cannot find module 'somewhere'" };
    return;
  }
  const db = await connect();
  doing('init plugins');
  const tables = await db.query(`SELECT to_regclass('public."applicationVersion"') AS there`);
  if (!tables.rows[0].there) await install(db);
  const known = (await db.query('SELECT value FROM "applicationVersion"')).rows[0];
  fs.mkdirSync(`${storage}/uploads`, { recursive: true });
  // Versions differ in their last number here.
  if (known && known.value < version) await migrate(db);
  await db.query(
    'INSERT INTO "applicationVersion" VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET value = $1', [version]);
  await db.query(
    `INSERT INTO "applicationPlugins" VALUES ('users', $1) ON CONFLICT (name) DO UPDATE SET version = $1`, [version]);
  doing('start load');
  await pause(200);
  console.log('app has been started');
  state = { code: 'APP_RUNNING', version };
}

if (fault !== 'crash') {
  start().catch((error) => {
    console.error(error);
    // As the real one: the server stays alive and says so for ever.
    state = { code: 'APP_ERROR', message: error.message };
  });
}
