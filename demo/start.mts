import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { LOOPBACK } from '../simulator/loopback.mts';
import {
	DEFAULT_PORT as SIMULATOR_PORT,
	startSimulator,
	type Simulator,
} from '../simulator/start.mts';
import { hasImapServer, ImapServer } from './imapServer.mts';
import { projectFolder } from '../tools/projectFolder.js';
import { callersOf } from './callers.mts';
import { packPackage } from './communityPackage.mts';
import { executionTable } from './executionTable.mts';
import { freePort } from './freePort.mts';
import { Gallery } from './gallery/gallery.mts';
import { Mailbox } from './mailbox.mts';
import { N8nClient } from './n8nClient.mts';
import { logTail } from './n8nProcess.mts';
import { installedN8n } from './n8nRuntime.mts';
import { startN8n } from './n8nServer.mts';
import { OtherSystems } from './otherSystems.mts';
import { elapsed, step } from './progress.mts';
import { manualTriggerOf } from './templates.mts';
import { thingsToTry } from './thingsToTry.mts';
import { giveWork, workingTemplates } from './workingTemplates.mts';

const EDITOR_PORT = 5678;
const SYSTEMS_PORT = 4020;
const GALLERY_PORT = 4030;
const SHOWN_TEMPLATE = 'maintenance';

const USAGE = `Starts n8n with the nodes in it, a simulator of Tampuuri and stand-ins for your other systems.

  --keep     keeps this n8n with your own workflows, and goes on with it next time
  --once     runs one ready workflow and ends
  --finnish  imports the ready workflows with Finnish names and notes (työnkulut suomeksi)
`;

const { values: options } = parseArgs({
	options: {
		/** Ends after the first run. */
		once: { type: 'boolean', default: false },
		/** Goes on with the n8n that was kept before, and keeps it. */
		keep: { type: 'boolean', default: false },
		/** Imports the Finnish twins of the ready workflows instead. */
		finnish: { type: 'boolean', default: false },
		help: { type: 'boolean', default: false },
	},
});
if (options.help) {
	console.log(USAGE);
	process.exit();
}
const say = (line: string) => console.log(line);
const log = (line: string) => say(`\n  ${line}`);
/** On this process's clock, which the set-up began before. */
const started = Number(process.env.SETUP_STARTED) - performance.timeOrigin;
const runtime = installedN8n();
/** Beside n8n in the cache. Twins are called at the same addresses, so each language has its own. */
const keptName = options.finnish ? 'kept-n8n-fi' : 'kept-n8n';
const keptFolder = join(dirname(runtime.directory), keptName);
const cleanUps: Array<() => Promise<void>> = [];

let ending: Promise<never> | undefined;

/** Stops what was started, last first, and ends; the first call decides the exit code. */
function end(exitCode: number): Promise<never> {
	ending ??= (async () => {
		for (const cleanUp of cleanUps.reverse()) await cleanUp();
		process.exit(exitCode);
	})();
	return ending;
}

/** n8n's own folder, which is deleted at the end unless it is to be kept. */
async function userFolder(): Promise<string> {
	if (options.keep) {
		await mkdir(keptFolder, { recursive: true });
		return keptFolder;
	}
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-demo-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

async function packed(): Promise<string> {
	const tarball = await packPackage(projectFolder);
	process.on('exit', () => rmSync(dirname(tarball), { recursive: true, force: true }));
	return tarball;
}

/** The port for the other systems. Kept workflows have its number in them, so it must be free for them. */
async function systemsPort(): Promise<number> {
	const port = await freePort(SYSTEMS_PORT, 'the other systems', options.keep ? () => {} : log);
	if (!options.keep || port === SYSTEMS_PORT) return port;
	say(
		`The kept workflows call port ${SYSTEMS_PORT}. End the program that uses it, perhaps another "npm start", and try again.`,
	);
	return await end(1);
}

/** Starts everything around n8n, then n8n with the nodes in it. */
async function startAll() {
	const simulator = await step('Starting the Tampuuri simulator', () =>
		startSimulator({ dialect: 'withLists' }),
	);
	cleanUps.push(() => simulator.close());
	if (simulator.port !== SIMULATOR_PORT) {
		say(`  Port ${SIMULATOR_PORT} for the simulator is taken; using ${simulator.port}`);
	}
	say(`  Its pages, to look at meanwhile: ${simulator.controlUrl}`);
	const tarball = await step('Packing the nodes', packed);
	const port = await freePort(EDITOR_PORT, 'n8n', log);
	const others = await startOtherSystems(`http://${LOOPBACK}:${port}`, simulator);
	const folder = await userFolder();
	const environment = { GENERIC_TIMEZONE: 'Europe/Helsinki', ...others.gallery.environment };
	const n8n = await step(`Starting n8n ${runtime.version} with the nodes in it`, () =>
		startN8n({ runtime, userFolder: folder, packageTarballs: [tarball], port, environment, log }),
	);
	cleanUps.push(() => n8n.stop());
	return { n8n, simulator, ...others };
}

/** Starts what n8n talks to besides Tampuuri: the other systems, a mail server and the gallery. */
async function startOtherSystems(n8nUrl: string, { data }: Simulator) {
	const mailbox = await Mailbox.start();
	cleanUps.push(() => mailbox.stop());
	const { mails } = mailbox;
	const imap = hasImapServer ? await ImapServer.start() : undefined;
	if (imap) cleanUps.push(() => imap.stop());
	const callers = callersOf(n8nUrl, data, imap);
	const systems = await OtherSystems.open({ port: await systemsPort(), callers, mails });
	cleanUps.push(() => systems.close());
	const gallery = await Gallery.open({
		port: await freePort(GALLERY_PORT, 'the gallery', log),
		adapt: (text) => systems.inPlaceOfExamples(text),
	});
	cleanUps.push(() => gallery.close());
	return { systems, mailbox, gallery, imap };
}

/** Sets everything up and runs the shown workflow. */
async function show() {
	const { n8n, simulator, systems, mailbox, imap } = await startAll();
	await giveWork(simulator, systems);
	const client = await N8nClient.signIn(n8n.url, n8n.owner);
	const templates = await step('Importing the ready workflows and publishing what is called', () =>
		workingTemplates({
			...{ client, n8nUrl: n8n.url, simulator, systems, mailbox, imap },
			folder: options.finnish ? 'templates/fi' : 'templates',
		}),
	);
	const shown = templates.find(({ key }) => key === SHOWN_TEMPLATE);
	if (shown === undefined) throw new Error(`templates/${SHOWN_TEMPLATE}.json is missing`);
	const calledBefore = simulator.calls.total;
	const execution = await step(`Running "${shown.stored.name}"`, () =>
		client.runWorkflow(shown.stored.id, manualTriggerOf(shown.workflow)),
	);
	say(`\n${executionTable(execution)}\n`);
	const calls = simulator.calls.total - calledBefore;
	say(`  The run made ${calls} API calls, as Visma would bill them.`);
	return { n8n, simulator, systems, imap, templates, shown, execution };
}

/** Says what to open and what to try, and stays until the person, or n8n, ends it. */
async function stay(running: Awaited<ReturnType<typeof show>>): Promise<never> {
	const { n8n, simulator, systems, imap, templates, shown } = running;
	const addresses = { n8n: n8n.url, simulator: simulator.controlUrl, systems: systems.url };
	say(`
  Ready workflow  ${n8n.url}/workflow/${shown.stored.id}
  Workflows       ${n8n.url}/home/workflows
  Templates       ${n8n.url}/templates
  E-mail          ${n8n.owner.email}
  Password        ${n8n.owner.password}

  Tampuuri        ${simulator.controlUrl}data
  Webhooks        ${simulator.controlUrl}webhooks
  Simulator       ${simulator.controlUrl}
  Other systems   ${systems.url}
  Mailbox         ${systems.url}mailbox

${thingsToTry(addresses, templates, imap !== undefined)}

${farewell()}`);
	const how = await n8n.ended;
	if (ending) return await ending;
	say(`n8n ended by itself (${how}). The end of its log:\n${logTail(n8n)}`);
	return await end(1);
}

/** What becomes of the person's own work. */
function farewell(): string {
	const againCommand = `npm start -- --keep${options.finnish ? ' --finnish' : ''}`;
	return options.keep
		? `Ctrl-C stops everything. Your workflows are kept in ${keptFolder}
and found again by the next "${againCommand}". The data in the simulator is not kept.`
		: `Ctrl-C stops everything and deletes this n8n, with any workflow of your own in it.
Before you build something that you want to keep, start with: ${againCommand}`;
}

let isUp = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		say(isUp ? '\nStopping …' : '\nStopping before it was ready …');
		void end(isUp ? 0 : 128 + constants.signals[signal]);
	});
}

say("A real n8n with the Tampuuri nodes and a local simulator (not Visma's service):");
try {
	const running = await show();
	const succeeded = running.execution.status === 'success';
	if (!succeeded) {
		say(`  It failed: ${running.execution.error?.message ?? running.execution.status}`);
	}
	say(`  All of it took ${elapsed(started)}.`);
	if (options.once) await end(succeeded ? 0 : 1);
	isUp = true;
	await stay(running);
} catch (error) {
	// What the system refuses, a full disk for example, needs no stack.
	console.error(error instanceof Error && 'syscall' in error ? `\n${error.message}` : error);
	await end(1);
}
