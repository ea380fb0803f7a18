// Stands in for an old NocoBase that keeps its records in a file: it says that it is healthy, tells its
// version, runs whatever statement it is sent, and makes a table of its own for each new version.
const fs = require('fs');
const http = require('http');
const { Database, OPEN_READWRITE, OPEN_CREATE } = require('/app/nocobase/node_modules/sqlite3');

const version = process.env.STAND_IN_VERSION;
const folder = '/app/nocobase/storage/db';

const MAKE = `
  CREATE TABLE IF NOT EXISTS "applicationVersion" (id INTEGER PRIMARY KEY, value TEXT);
  CREATE TABLE IF NOT EXISTS users (id INTEGER PRIMARY KEY AUTOINCREMENT, nickname TEXT,
    "createdAt" DATETIME, "updatedAt" DATETIME);
  CREATE TABLE IF NOT EXISTS collections (name TEXT, title TEXT);
  CREATE TABLE IF NOT EXISTS "migrated to ${version}" (id INTEGER);
  INSERT INTO users (nickname) SELECT 'Admin' WHERE NOT EXISTS (SELECT 1 FROM users);
  DELETE FROM "applicationVersion";
  INSERT INTO "applicationVersion" (value) VALUES ('${version}');`;

function answer(database, request, statement, response) {
  if (request.url === '/api/app:getInfo') {
    response.end(JSON.stringify({ data: { version } }));
  } else if (request.url === '/statement') {
    const rows = [];
    database.each(
      statement,
      (error, row) => rows.push(Object.values(row).join('|')),
      (error) => {
        response.statusCode = error ? 400 : 200;
        response.end(error ? String(error) : rows.join('\n'));
      },
    );
  } else {
    response.end('ok');
  }
}

fs.mkdirSync(folder, { recursive: true });
const database = new Database(`${folder}/nocobase.sqlite`, OPEN_READWRITE | OPEN_CREATE, (error) => {
  if (error) {
    throw error;
  }
  database.exec(MAKE, (failed) => {
    if (failed) {
      throw failed;
    }
    http
      .createServer((request, response) => {
        let body = '';
        request.on('data', (part) => (body += part));
        request.on('end', () => answer(database, request, body, response));
      })
      .listen(80);
  });
});
process.on('SIGTERM', () => process.exit());
