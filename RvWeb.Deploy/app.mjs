// What cdk.json starts. `dotnet run` has MSBuild look each time whether there is something to build, which takes half of a synthesis that
// makes nothing new. So MSBuild is asked only if something is not as it was after the last build.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const project = join(here, 'RvWeb.Deploy.csproj');
const note = join(root, 'artifacts', 'cdk-app.json');

// Of the whole repository, whichever files the build names: one too many costs a question to MSBuild, one too few a wrong stack.
const madeByTools = new Set(['artifacts', 'bin', 'obj', 'node_modules', 'cdk.out']);
// MSBuild takes any variable for a property. These are of one run of cdk, npm or a shell, or of AWS; none of them builds otherwise.
const ofOneRun = /^(AWS_|CDK_|CONTEXT_OVERFLOW_|npm_|(_|PWD|OLDPWD|SHLVL|INIT_CWD|COLUMNS|LINES)$)/i;

function* filesIn(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (!entry.isDirectory()) yield path;
    else if (!madeByTools.has(entry.name) && !entry.name.startsWith('.')) yield* filesIn(path);
  }
}

// Size and time of a change, as make and MSBuild look at files; the names tell what was added or deleted.
function describe(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return `${file} ${found?.size} ${found?.mtimeMs}`;
}

const hash = lines => createHash('sha256').update(lines.join('\0')).digest('hex');

function inputs() {
  const variables = Object.entries(process.env).filter(([name]) => !ofOneRun.test(name)).map(([name, value]) => `${name}=${value}`);
  return hash([dotnet(['--version']), ...variables.sort(), ...[...filesIn(root)].sort().map(describe)]);
}

const outputs = program => hash([...filesIn(dirname(program))].sort().map(describe));

function lastBuild() {
  try {
    return JSON.parse(readFileSync(note, 'utf8'));
  } catch {
    // None yet, or none that can be read: the same as one that does not hold.
    return {};
  }
}

function isUpToDate(last, now) {
  try {
    return last.inputs === now && last.outputs === outputs(last.program);
  } catch {
    // What was built is gone.
    return false;
  }
}

function dotnet(args) {
  const run = spawnSync('dotnet', args, { cwd: here, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (run.error) fail(`dotnet does not start (${run.error.code}). RvWeb.Deploy is built with the .NET SDK that global.json names: https://dot.net`, 1);
  // Asked for a property, MSBuild leaves its errors to standard error.
  if (run.status !== 0) fail(`dotnet ${args[0]} failed, so there is nothing to synthesize with. Try it alone: dotnet build RvWeb.Deploy`, run.status ?? 1);
  return run.stdout.trim();
}

function fail(message, code) {
  console.error(message);
  process.exit(code);
}

function build(now) {
  const program = dotnet(['build', project, '-nologo', '-nodeReuse:false', '-t:Build', '-getProperty:TargetPath']).split(/\r?\n/).at(-1);
  mkdirSync(dirname(note), { recursive: true });
  // Complete or not at all, also beside another cdk.
  const half = `${note}.${process.pid}`;
  writeFileSync(half, JSON.stringify({ inputs: now, outputs: outputs(program), program }));
  renameSync(half, note);
  return program;
}

// Before the build: what changes during it counts as changed the next time.
const now = inputs();
const last = lastBuild();
const program = isUpToDate(last, now) ? last.program : build(now);

const app = spawn('dotnet', [program, ...process.argv.slice(2)], { stdio: 'inherit' });
// A terminal sends Ctrl-C to both; the app says how it ended.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => app.kill('SIGTERM'));
app.on('exit', code => process.exit(code ?? 1));
