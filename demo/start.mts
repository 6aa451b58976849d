import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_PORT as simulatorPort, startSimulator } from '../simulator/start.mts';
import { projectFolder } from '../tools/projectFolder.js';
import { callersOf } from './callers.mts';
import { packPackage } from './communityPackage.mts';
import { executionTable } from './executionTable.mts';
import { freePort } from './freePort.mts';
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
const SHOWN_TEMPLATE = 'maintenance';

const { values: options } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
const say = (line: string) => console.log(line);
/** On this process's clock, which the set-up began before. */
const started = Number(process.env.SETUP_STARTED) - performance.timeOrigin;
const cleanUps: Array<() => Promise<void>> = [];

let ending: Promise<never> | undefined;

/** Stops what was started, last first, and ends; the first to call it decides how. */
function end(exitCode: number): Promise<never> {
	ending ??= (async () => {
		for (const cleanUp of cleanUps.reverse()) await cleanUp();
		process.exit(exitCode);
	})();
	return ending;
}

async function workFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-demo-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

async function packed(): Promise<string> {
	const tarball = await packPackage(projectFolder);
	process.on('exit', () => rmSync(dirname(tarball), { recursive: true, force: true }));
	return tarball;
}

/** Sets everything up and runs the shown workflow. */
async function show() {
	const simulator = await step('Starting the Tampuuri simulator', () => startSimulator());
	cleanUps.push(() => simulator.close());
	if (simulator.port !== simulatorPort) {
		say(`  Port ${simulatorPort} for the simulator is taken; using ${simulator.port}`);
	}
	say(`  What n8n will call, to look at meanwhile: ${simulator.controlUrl}`);

	const runtime = installedN8n();
	const tarball = await step('Packing the nodes', packed);
	const userFolder = await workFolder();
	const log = (line: string) => say(`\n  ${line}`);
	const n8n = await step(`Starting n8n ${runtime.version} with the nodes in it`, () =>
		startN8n({
			runtime,
			userFolder,
			packageTarballs: [tarball],
			port: EDITOR_PORT,
			environment: { GENERIC_TIMEZONE: 'Europe/Helsinki' },
			log,
		}),
	);
	cleanUps.push(() => n8n.stop());
	const systems = await OtherSystems.open({
		port: await freePort(SYSTEMS_PORT, 'the other systems', log),
		callers: callersOf(n8n.url),
	});
	cleanUps.push(() => systems.close());
	await giveWork(simulator, systems);

	const client = await N8nClient.signIn(n8n.url, n8n.owner);
	const templates = await step('Importing the ready workflows and publishing what is called', () =>
		workingTemplates({ client, n8nUrl: n8n.url, simulator, systems }),
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
	return { n8n, simulator, systems, templates, execution };
}

/** Stays up until the person, or n8n, ends it. */
async function stay({
	n8n,
	simulator,
	systems,
	templates,
}: Awaited<ReturnType<typeof show>>): Promise<never> {
	const addresses = { n8n: n8n.url, simulator: simulator.controlUrl, systems: systems.url };
	say(`
  Editor         ${n8n.url}
  E-mail         ${n8n.owner.email}
  Password       ${n8n.owner.password}
  Simulator      ${simulator.controlUrl}
  Listeners      ${simulator.controlUrl}webhooks
  Other systems  ${systems.url}

${thingsToTry(addresses, templates)}

Ctrl-C stops everything and deletes what was made in this n8n.`);
	const how = await n8n.ended;
	if (ending) return await ending;
	say(`n8n ended by itself (${how}). The end of its log:\n${logTail(n8n)}`);
	return await end(1);
}

let isUp = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		say(isUp ? '\nStopping …' : '\nStopping before it was ready …');
		void end(isUp ? 0 : 128 + constants.signals[signal]);
	});
}

say("A real n8n with the Tampuuri nodes, against a local simulator (not Visma's service):");
try {
	const shown = await show();
	const succeeded = shown.execution.status === 'success';
	if (!succeeded) say(`  It failed: ${shown.execution.error?.message ?? shown.execution.status}`);
	say(`  All of it took ${elapsed(started)}.`);
	if (options.once) await end(succeeded ? 0 : 1);
	isUp = true;
	await stay(shown);
} catch (error) {
	console.error(error);
	await end(1);
}
