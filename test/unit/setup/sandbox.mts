import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { waitUntil } from '../../../demo/waitUntil.mts';
import { projectFolder } from '../../../tools/projectFolder.js';

const LIMIT_MS = 30_000;

/**
 * An npm that installs next to nothing. It stops half-way while the file `$HOLD` is there, and prints
 * and ends as `$NPM_PRINTS` and `$NPM_CODE` say.
 */
const NPM = `
echo "npm $1 in $(basename "$PWD")" >> "$JOURNAL"
[ "$1" = ci ] || exit "\${VIEW_CODE:-0}"
mkdir -p node_modules/.bin node_modules/sqlite3
touch node_modules/half
echo $$ > "$JOURNAL.$(basename "$PWD")"
while [ -e "$HOLD" ]; do /bin/sleep 0.05; done
echo "\${NPM_PRINTS:-} $*"
[ "\${NPM_CODE:-0}" = 0 ] || exit "$NPM_CODE"
case $* in *--ignore-scripts=false*) scripts=run ;; *) scripts=\${npm_config_ignore_scripts:+skip} ;; esac
case $PWD/$scripts in */database-driver/skip) ;; */database-driver/*) mkdir node_modules/sqlite3/build ;; esac
ln -s "$NODE" node_modules/.bin/node
printf '#!/bin/sh\\n%s\\n' 'echo build >> "$JOURNAL"; mkdir -p dist; exec sh gulpfile.js' > node_modules/.bin/gulp
chmod +x node_modules/.bin/gulp
rm node_modules/half
`;

/** What a run of the set-up came to. */
export interface Outcome {
	readonly code: number | null;
	readonly printed: string;
}

/** A run of the set-up that goes on. */
export interface Run {
	readonly program: ChildProcess;
	printed(): string;
	readonly ended: Promise<Outcome>;
}

/** A small project in a folder with a space in its name, with a fake npm. */
export class Sandbox {
	readonly folder = join(
		realpathSync(mkdtempSync(join(tmpdir(), 'n8n-nodes-tampuuri-setup-'))),
		'a project',
	);
	readonly cache = join(dirname(this.folder), 'cache');
	private readonly journal = join(dirname(this.folder), 'journal');
	private readonly hold = join(dirname(this.folder), 'hold');
	private readonly running = new Set<ChildProcess>();

	constructor() {
		// Another user's folder, in one of the tests.
		chmodSync(dirname(this.folder), 0o755);
		for (const path of ['projectFolder.js', 'setup', 'with-setup.mjs']) {
			cpSync(join(projectFolder, 'tools', path), join(this.folder, 'tools', path), {
				recursive: true,
			});
		}
		for (const path of ['credentials', 'icons', 'nodes', 'packages/one/credentials'])
			this.add(path);
		for (const path of ['packages/one/icons', 'packages/one/nodes']) this.add(path);
		this.write('gulpfile.js', '');
		for (const path of ['package.json', 'packages/one/package.json']) this.write(path, '{}');
		for (const path of ['.', 'demo/n8n-runtime', 'demo/n8n-runtime/database-driver']) {
			this.write(join(path, 'package-lock.json'), '{}');
		}
		this.program('npm', NPM);
		this.program('sleep', 'exec /bin/sleep 0.1');
		symlinkSync(process.execPath, join(dirname(this.folder), 'bin', 'node'));
		writeFileSync(this.journal, '');
	}

	private add(path: string): void {
		mkdirSync(join(this.folder, path), { recursive: true });
	}

	write(path: string, content: string): void {
		this.add(dirname(path));
		writeFileSync(join(this.folder, path), content);
	}

	has(path: string): boolean {
		return existsSync(join(this.folder, path));
	}

	/** Puts a shell script first on PATH. */
	program(name: string, script: string): void {
		const path = join(dirname(this.folder), 'bin', name);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, `#!/bin/sh\n${script}`);
		chmodSync(path, 0o755);
	}

	/** From now on npm stops half-way, until `letGo`. */
	holdNpm(): void {
		writeFileSync(this.hold, '');
	}

	letGo(): void {
		rmSync(this.hold, { force: true });
	}

	/** What npm and gulp were asked to do since the last time, in their order. */
	work(): string[] {
		const lines = readFileSync(this.journal, 'utf8').trim().split('\n').filter(Boolean);
		writeFileSync(this.journal, '');
		return lines;
	}

	/** Waits until npm is half-way in a folder, and gives its process id. */
	async halfWay(folder = 'a project'): Promise<number> {
		const file = `${this.journal}.${folder}`;
		const read = () =>
			existsSync(file) ? Number(readFileSync(file, 'utf8')) || undefined : undefined;
		const processId = await waitUntil('npm', read, { limitMs: LIMIT_MS });
		rmSync(file);
		return processId;
	}

	/** Starts the set-up, for a program that says "ready". */
	start(
		environment: Readonly<Record<string, string | undefined>> = {},
		options: readonly string[] = [],
		program: readonly string[] = ['echo', 'ready'],
		user?: number,
	): Run {
		const script = join(this.folder, 'tools/with-setup.mjs');
		const child = spawn(process.execPath, [script, ...options, ...program], {
			env: {
				...process.env,
				PATH: `${join(dirname(this.folder), 'bin')}:/usr/bin:/bin`,
				JOURNAL: this.journal,
				HOLD: this.hold,
				NODE: process.execPath,
				N8N_NODES_TAMPUURI_CACHE: this.cache,
				...environment,
			},
			...(user === undefined ? {} : { uid: user }),
		});
		this.running.add(child);
		let printed = '';
		const keep = (chunk: Buffer) => (printed += chunk.toString());
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		const ended = once(child, 'exit').then(([code]): Outcome => {
			this.running.delete(child);
			return { code: code as number | null, printed };
		});
		return { program: child, printed: () => printed, ended };
	}

	/** Runs the set-up to its end. */
	async run(...given: Parameters<Sandbox['start']>): Promise<Outcome> {
		return await this.start(...given).ended;
	}

	remove(): void {
		this.letGo();
		for (const child of this.running) child.kill('SIGKILL');
		rmSync(dirname(this.folder), { recursive: true, force: true });
	}
}
