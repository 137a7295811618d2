// Stands in for the compiled logger of the VS Code server: appends to the same files.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
let level = 2;

class Logger {
  constructor(_type, _name, file) {
    mkdirSync(dirname(file), { recursive: true });
    this.file = file;
    this.level = level;
  }
  write(rank, text) {
    if (rank < this.level) return;
    const line = this.raw ? text : `${new Date().toISOString()} [${levels[rank]}] ${text}\n`;
    try {
      appendFileSync(this.file, line);
    } catch {
      // The folder is thrown away when the server ends; its last words are of no use.
    }
  }
  getLevel() {
    return this.level;
  }
  setLevel(value) {
    this.level = value;
  }
  clearFormatters() {
    this.raw = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
}
levels.forEach((name, rank) => {
  Logger.prototype[name] = function (text) {
    this.write(rank, text);
  };
});

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = (value) => {
  level = value;
};
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (name, file) => new Logger('rotating', name, file);
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
