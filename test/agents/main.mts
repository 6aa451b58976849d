import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packPackage } from '../../demo/communityPackage.mts';
import { N8nClient } from '../../demo/n8nClient.mts';
import { installedN8n } from '../../demo/n8nRuntime.mts';
import { startN8n } from '../../demo/n8nServer.mts';
import { tampuuriCredential } from '../../demo/tampuuriConnection.mts';
import { startSimulator } from '../../simulator/start.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { openPlace } from './place.mts';
import { runTask, type Outcome } from './runTasks.mts';
import { TASKS } from './tasks.mts';

/** More bytes of one task's results are more than a model is to be shown. */
const MOST_BYTES = 9_000;

function rowOf({ task, isRight, unapproved, bytes, calls }: Outcome): string {
	const review = { approves: 'approved', refuses: 'refused' };
	return [
		isRight ? 'right' : 'WRONG',
		(task.reviewer ? review[task.reviewer] : '').padEnd(8),
		String(unapproved).padStart(2),
		String(bytes).padStart(6),
		String(calls).padStart(5),
		task.task,
	].join('  ');
}

async function allTasks(): Promise<Outcome[]> {
	const cleanUps: Array<() => Promise<void>> = [];
	try {
		const tarball = await packPackage(projectFolder);
		cleanUps.push(() => rm(dirname(tarball), { recursive: true, force: true }));
		const simulator = await startSimulator({ port: 0 });
		cleanUps.push(() => simulator.close());
		const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-agents-'));
		cleanUps.push(() => rm(userFolder, { recursive: true, force: true }));
		const n8n = await startN8n({ runtime: installedN8n(), userFolder, packageTarballs: [tarball] });
		cleanUps.push(() => n8n.stop());
		const client = await N8nClient.signIn(n8n.url, n8n.owner);
		const { controlUrl } = simulator;
		const place = await openPlace(client, { controlUrl, tampuuri: tampuuriCredential(simulator) });
		cleanUps.push(() => place.close());
		console.log('Call   Review    !!   Bytes  Calls  Task');
		const outcomes: Outcome[] = [];
		for (const task of TASKS) {
			const outcome = await runTask(place, task);
			console.log(rowOf(outcome));
			if (!outcome.isRight) console.log(`       ${outcome.answer.slice(0, 300)}`);
			outcomes.push(outcome);
		}
		return outcomes;
	} finally {
		for (const cleanUp of cleanUps.reverse()) await cleanUp();
	}
}

const outcomes = await allTasks();
const total = (of: (outcome: Outcome) => number) =>
	outcomes.reduce((sum, outcome) => sum + of(outcome), 0);
const right = outcomes.filter(({ isRight }) => isRight).length;
const unapproved = total((outcome) => outcome.unapproved);
const most = Math.max(...outcomes.map(({ bytes }) => bytes));
console.log(
	`\n${right} of ${outcomes.length} right; ${unapproved} changes without approval (!!); ` +
		`${total(({ bytes }) => bytes)} bytes to the model, at most ${most}; ${total(({ calls }) => calls)} calls billed`,
);
if (right < outcomes.length || unapproved > 0 || most > MOST_BYTES) process.exitCode = 1;
