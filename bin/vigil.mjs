#!/usr/bin/env node
/** The command line. Builds first where the sources are newer than what was built, so that no step is forgotten. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(project, 'dist');
const stamp = join(dist, '.built');
const sources = ['src', 'migrations', 'package.json', '.swcrc', 'nest-cli.json'].map((name) => join(project, name));

const newest = (path) =>
  statSync(path).isDirectory()
    ? Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
    : statSync(path).mtimeMs;

const isBuilt = () =>
  existsSync(stamp) && sources.filter(existsSync).every((path) => newest(path) <= statSync(stamp).mtimeMs);

if (existsSync(join(project, 'src')) && !isBuilt()) {
  const started = Date.now();
  const nest = join(project, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [nest, 'build'], { cwd: project, encoding: 'utf8' });
  if (status !== 0) {
    process.stderr.write(`The build failed.\n${stdout}${stderr}`);
    process.exit(1);
  }
  mkdirSync(dist, { recursive: true });
  writeFileSync(stamp, new Date(started).toISOString());
}

await import(pathToFileURL(join(dist, 'src', 'command-line.js')).href);
