// Loaded into Azurite's process before Azurite itself (node --require). It ties Azurite's life to the process that
// holds the other end of stdin, in the one way that works on Linux, macOS and Windows alike.

// Azurite keeps acknowledged writes in memory for seconds before it saves them: however its owner ends, SIGKILL
// included, stdin ends too, and Azurite then saves and closes as it does on SIGTERM.
process.stdin.on('end', () => {
  setTimeout(() => process.exit(1), 20_000).unref();
  if (!process.emit('SIGTERM')) process.exit(0);
});
process.stdin.resume();
process.stdin.unref();

// With the owner gone, the output has no reader, and the broken pipe must not cut the saving short.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

// Ctrl-C in a terminal reaches every process of the group, but the owner still needs its storage to drain.
process.on('SIGINT', () => {});
process.on('newListener', (event, listener) => {
  if (event === 'SIGINT') setImmediate(() => process.removeListener(event, listener));
});
