// The interface of the npm package `sqlite3`, as far as it is used here, over SQLite as WebAssembly:
// that needs no build of its own for each kind of processor.
const wasm = require('./node-sqlite3-wasm.js');

exports.OPEN_READWRITE = 2;
exports.OPEN_CREATE = 4;

function tell(done, work) {
  try {
    const result = work();
    process.nextTick(done, null, result);
  } catch (error) {
    process.nextTick(done, error);
  }
}

exports.Database = class {
  constructor(file, mode, opened) {
    tell(opened, () => {
      this.database = new wasm.Database(file, { fileMustExist: !(mode & exports.OPEN_CREATE) });
    });
  }

  configure() {}

  exec(statements, done) {
    tell(done, () => this.database.exec(statements));
  }

  each(statement, use, done) {
    tell(done, () => this.database.all(statement).forEach((row) => use(null, row)));
  }

  close(done) {
    tell(done, () => this.database.close());
  }
};
