import type { Credential, Workflow } from '../../demo/n8nClient.mts';
import type { Execution } from '../../demo/n8nExecution.mts';
import type { ReceivedMail } from '../../demo/mailbox.mts';
import { mailsOf } from './simulatorPages.mts';
import type { TemplateBench } from './templateBench.mts';

/** Runs the report with these credentials, and gives the mails by the account they name. */
export async function reportAccounts(
	bench: TemplateBench,
	{ mantyla, testipiha }: { mantyla: Credential; testipiha: Credential },
): Promise<{ execution: Execution; mails: Map<string | undefined, ReceivedMail> }> {
	const chosen = new Map([
		['Mäntylä: Open Requests', mantyla],
		['Testipiha: Open Requests', testipiha],
	]);
	const choose = (workflow: Workflow): Workflow => ({
		...workflow,
		nodes: workflow.nodes.map((node) => {
			const credential = chosen.get(node.name);
			if (credential === undefined) return node;
			const { id, name } = credential;
			return { ...node, credentials: { tampuuriApi: { id, name } } };
		}),
	});
	const stored = await bench.import('accounts-report', choose);
	await bench.client.publishWorkflow(stored);
	const execution = await bench.run(stored, 'Every Monday at Eight');
	const mails = await mailsOf(bench, 2);
	return { execution, mails: new Map(mails.map((mail) => [mail.subject.split(':')[0], mail])) };
}
