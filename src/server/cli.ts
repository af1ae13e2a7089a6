// The `gondola` command: which task, then that task's own file.
const task = process.argv[2];

const HELP = `gondola start [options]     run the shop (npx gondola start --help)
gondola import [options]    bring in a catalogue, stock and history (npx gondola import --help)
gondola channel TASK        keys for web shops that send what visitors did (npx gondola channel --help)
gondola tags [options]      shelf tags to print, as a PDF (npx gondola tags --help)
gondola rotate-sealing-key  seal what shoppers leave to a new key (npx gondola rotate-sealing-key --help)
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
  case 'channel': {
    const { channelCommand } = await import('./events/channel-command.ts');
    process.exit(await channelCommand(process.argv.slice(3)));
  }
  case 'tags': {
    const { tagCommand } = await import('./tags/tag-command.ts');
    process.exit(await tagCommand(process.argv.slice(3)));
  }
  case 'rotate-sealing-key': {
    const { rotateCommand } = await import('./rotate-command.ts');
    process.exit(await rotateCommand(process.argv.slice(3)));
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
