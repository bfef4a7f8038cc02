// Loaded into Azurite's process before Azurite itself (node --require). At the line "die" on stdin the process kills
// itself as SIGKILL would, but for one thing: what it has acknowledged is on the disk by then. Azurite saves every five
// seconds only; without this, a kill would lose what no real storage account loses.

const { createRequire } = require('node:module');
const { ServerResponse } = require('node:http');

const Loki = createRequire(process.argv[1])('lokijs');
const databases = new Set();
// Its constructor calls this.
const configure = Loki.prototype.configureOptions;
Loki.prototype.configureOptions = function (...args) {
  databases.add(this);
  return configure.apply(this, args);
};

process.stdin.on('data', async (data) => {
  if (!data.toString().includes('die')) return;
  // From here on nothing is acknowledged: what is under way may or may not have happened, as with any crash.
  ServerResponse.prototype.write = ServerResponse.prototype.end = function () { return this; };
  await new Promise((resolve) => setTimeout(resolve, 50));
  await Promise.all([...databases].map((database) =>
    new Promise((resolve) => database.saveDatabase(() => resolve()))));
  process.kill(process.pid, 'SIGKILL');
});
