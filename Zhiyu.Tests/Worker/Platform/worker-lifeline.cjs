// node worker-lifeline.cjs PROGRAM ARGUMENT...
// Runs a program that ends with the process that holds the other end of stdin: however that ends, stdin ends too.

const { spawn } = require('node:child_process');

const [program, ...rest] = process.argv.slice(2);
const child = spawn(program, rest, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', fault => {
  console.error(fault.message);
  process.exit(1);
});
child.on('exit', code => process.exit(code ?? 137));

process.stdin.on('end', () => child.kill('SIGKILL'));
process.stdin.resume();

// With the holder gone the output has no reader, and Ctrl-C in a terminal reaches the holder itself.
process.stdout.on('error', () => {});
process.on('SIGINT', () => {});
