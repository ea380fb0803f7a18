// Asks an SQLite database, with the driver that the app itself uses.
//
//   node -e SCRIPT FILE STATEMENT...
//
// Prints every row of all statements: columns parted by U+001F, rows ended by NUL. Of a statement with a
// # before it, it prints the number of rows, and a checksum over the only column of them, in whatever
// order they come.
const fs = require('fs');
const path = require('path');
const { createHash } = require('crypto');
const { execFileSync } = require('child_process');
const Module = require('module');

const UNPACKED = '/app/nocobase';
// Images before 2.1 bring the app packed, and unpack it at the container's first start.
const PACKED = '/app/nocobase.tar.gz';
const DRIVER = 'node_modules/sqlite3';
const UNPACKED_HERE = '/tmp/sqlite-driver';
const WAIT_FOR_LOCKS = 60000;

function folderOfDriver() {
  const folders = [UNPACKED, UNPACKED_HERE].map((root) => path.join(root, DRIVER));
  const found = folders.find((folder) => fs.existsSync(folder));
  if (found) {
    return found;
  }
  const fresh = fs.mkdtempSync(UNPACKED_HERE);
  execFileSync('tar', ['-xzf', PACKED, '-C', fresh, './' + DRIVER], { stdio: 'pipe' });
  fs.renameSync(fresh, UNPACKED_HERE);
  return path.join(UNPACKED_HERE, DRIVER);
}

function find(name, folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const here = path.join(folder, entry.name);
    const found = entry.isDirectory() ? find(name, here) : entry.name === name && here;
    if (found) {
      return found;
    }
  }
  return null;
}

function driver() {
  const folder = folderOfDriver();
  const native = find('node_sqlite3.node', folder);
  // What the driver asks for its native part, which differs between its versions, was not unpacked.
  const locators = {
    bindings: () => require(native),
    '@mapbox/node-pre-gyp': { find: () => native },
    'node-pre-gyp': { find: () => native },
  };
  const load = Module._load;
  Module._load = (name, ...rest) => locators[name] ?? load(name, ...rest);
  return require(folder);
}

function open(file) {
  const { Database, OPEN_READWRITE, OPEN_CREATE } = driver();
  const mode = file === ':memory:' ? OPEN_READWRITE | OPEN_CREATE : OPEN_READWRITE;
  return new Promise((done, failed) => {
    const database = new Database(file, mode, (error) => (error ? failed(error) : done(database)));
    database.configure('busyTimeout', WAIT_FOR_LOCKS);
  });
}

function each(database, statement, use) {
  return new Promise((done, failed) => {
    database.each(
      statement,
      (error, row) => (error ? failed(error) : use(Object.values(row))),
      (error) => (error ? failed(error) : done()),
    );
  });
}

function print(row) {
  process.stdout.write(row.map((value) => value ?? '').join('\x1f') + '\0');
}

async function sum(database, statement) {
  let rows = 0;
  let sum = 0n;
  await each(database, statement, ([text]) => {
    rows++;
    sum += createHash('sha256').update(text).digest().readBigUInt64BE();
  });
  print([rows, BigInt.asUintN(64, sum)]);
}

async function main([file, ...statements]) {
  const database = await open(file);
  for (const statement of statements) {
    await (statement.startsWith('#')
      ? sum(database, statement.slice(1))
      : each(database, statement, print));
  }
  await new Promise((done, failed) => database.close((error) => (error ? failed(error) : done())));
}

main(process.argv.slice(1)).catch((error) => {
  process.stderr.write(String(error.stderr ?? error.message));
  process.exitCode = 1;
});
