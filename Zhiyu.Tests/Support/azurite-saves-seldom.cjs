// Loaded into the Azurite of the tests before Azurite itself (NODE_OPTIONS). Azurite saves its whole tables every five
// seconds; with those of some thousand tests in them, that takes a tenth of the machine. No test starts it again.

const { createRequire } = require('node:module');

const Loki = createRequire(process.argv[1])('lokijs');
const enable = Loki.prototype.autosaveEnable;
Loki.prototype.autosaveEnable = function (...args) {
  this.autosaveInterval = 10 * 60 * 1000;
  return enable.apply(this, args);
};
