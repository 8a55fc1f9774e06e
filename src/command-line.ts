import { Command } from 'commander';
import type { BackupOptions } from './commands/backup-options.js';

const program = new Command('vigil')
  .description('Follows human-trafficking trials and finds the witnesses whose testimony is about to be lost.')
  .showHelpAfterError();

program
  .command('start')
  .description('runs the service until it is stopped')
  .action(async () => {
    const { start } = await import('./commands/start.js');
    process.exitCode = await start();
  });

program
  .command('demo')
  .description('runs the service on a fictional docket, and makes its report')
  .option('--once', 'in a throw-away database, ending when the report is made')
  .option('--out <folder>', 'where the report is written')
  .action(async (options: { readonly once?: boolean; readonly out?: string }) => {
    const { demo } = await import('./commands/demo.js');
    process.exitCode = await demo(options);
  });

program
  .command('demo:code')
  .description('prints the code that a persona of the demonstration signs in with now')
  .argument('<email>', 'of the persona')
  .option('--url', 'what an authenticator reads, instead of a code')
  .action(async (email: string, options: { readonly url?: boolean }) => {
    const { demoCode } = await import('./commands/demo-code.js');
    process.exitCode = await demoCode(email, options);
  });

program
  .command('doctor')
  .description('names what is wrong with this installation and how to mend it')
  .action(async () => {
    const { doctor } = await import('./commands/doctor.js');
    process.exitCode = await doctor();
  });

program
  .command('assess')
  .description('assesses a docket file and prints the result as JSON; needs no database')
  .argument('<file>', 'a docket document')
  .option('--pack <folder>', 'the reference pack', 'reference/kosovo-2001')
  .action(async (file: string, { pack }: { readonly pack: string }) => {
    const { assess } = await import('./commands/assess.js');
    process.exitCode = await assess(file, pack);
  });

program
  .command('import')
  .description('loads a docket file into the database, all of it or nothing')
  .argument('<file>', 'a docket document')
  .option('--by <person>', 'on whose behalf, for the audit trail')
  .action(async (file: string, options: { readonly by?: string }) => {
    const { importFile } = await import('./commands/import.js');
    process.exitCode = await importFile(file, options);
  });

program
  .command('audit:verify')
  .description('checks that nothing in the audit trail was changed, deleted, reordered or inserted')
  .argument('[file]', 'an exported trail that the stored one must continue')
  .action(async (file?: string) => {
    const { auditVerify } = await import('./commands/audit.js');
    process.exitCode = await auditVerify(file);
  });

program
  .command('audit:export')
  .description('writes the signed head of the audit trail and the hashes under it, to be kept elsewhere')
  .argument('<file>', 'where to')
  .action(async (file: string) => {
    const { auditExport } = await import('./commands/audit.js');
    process.exitCode = await auditExport(file);
  });

program
  .command('vault:rotate')
  .description('gives the identity vault a new key; run again, it goes on where it stopped')
  .action(async () => {
    const { rotateKey } = await import('./commands/rotate-vault-key.js');
    process.exitCode = await rotateKey();
  });

const backupKeyOptions = ['--key <file>', '--passphrase-file <file>'] as const;

program
  .command('backup')
  .description('writes everything that is stored into one sealed file, also while the service runs')
  .argument('<file>', 'where to')
  .option(backupKeyOptions[0], 'the key file that seals it; default: secrets/backup.key in the data folder')
  .option(backupKeyOptions[1], 'seals it with the first line of this file instead')
  .action(async (file: string, options: BackupOptions) => {
    const { backup } = await import('./commands/backup.js');
    process.exitCode = await backup(file, options);
  });

program
  .command('backup:verify')
  .description('reads a backup from its first byte to its last; needs no database')
  .argument('<file>', 'a file that backup wrote')
  .option(backupKeyOptions[0], 'the key file that opens it; default: secrets/backup.key in the data folder')
  .option(backupKeyOptions[1], 'opens it with the first line of this file instead')
  .action(async (file: string, options: BackupOptions) => {
    const { backupVerify } = await import('./commands/backup.js');
    process.exitCode = await backupVerify(file, options);
  });

program
  .command('restore')
  .description('puts a backup into an empty database, all of it or nothing')
  .argument('<file>', 'a file that backup wrote')
  .option(backupKeyOptions[0], 'the key file that opens it; default: secrets/backup.key in the data folder')
  .option(backupKeyOptions[1], 'opens it with the first line of this file instead')
  .option('--replace', 'deletes what the database holds first')
  .action(async (file: string, options: BackupOptions & { readonly replace?: boolean }) => {
    const { restore } = await import('./commands/restore.js');
    process.exitCode = await restore(file, options);
  });

program
  .command('schema')
  .description('writes schema.gql anew')
  .action(async () => {
    const { schema } = await import('./commands/schema.js');
    process.exitCode = await schema();
  });

// A reader that closes its end early, as `head` does, is no failure: what serves stops cleanly, all else just ends.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  if (process.listenerCount('SIGTERM') > 0) process.kill(process.pid, 'SIGTERM');
  else process.exit(0);
});

await program.parseAsync();
