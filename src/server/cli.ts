// The `gondola` command: which task, then that task's own file.
const task = process.argv[2];

const HELP = `gondola start [options]     run the shop (npx gondola start --help)
gondola import [options]    bring in a catalogue, stock and history (npx gondola import --help)
`;

switch (task) {
  case 'start':
    process.argv.splice(2, 1);
    await import('./main.ts');
    break;
  case 'import': {
    const { importCommand } = await import('./import/command.ts');
    process.exit(await importCommand(process.argv.slice(3)));
  }
  case undefined:
  case 'help':
  case '--help':
    process.stdout.write(HELP);
    break;
  default:
    process.stderr.write(`gondola has no task called ${task}.\n\n${HELP}`);
    process.exitCode = 1;
}
