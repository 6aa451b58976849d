import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import axios from 'axios';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { packPackage } from '../../../../demo/communityPackage.mts';
import { Mailbox, type ReceivedMail } from '../../../../demo/mailbox.mts';
import {
	N8nClient,
	parseWorkflow,
	type Credential,
	type StoredWorkflow,
	type Workflow,
} from '../../../../demo/n8nClient.mts';
import { itemsOf, type Execution } from '../../../../demo/n8nExecution.mts';
import { installedN8n } from '../../../../demo/n8nRuntime.mts';
import { startN8n, type N8nServer } from '../../../../demo/n8nServer.mts';
import { waitUntil } from '../../../../demo/waitUntil.mts';
import type { ImapServer } from '../../../../demo/imapServer.mts';
import { StandIn } from '../../standin/server.mts';
import { CREDENTIAL, NODE, TRIGGER } from '../engine/credential.mts';
import { PACKAGE_FOLDER } from '../fixtures/fixtures.mts';

const LIMIT = { limitMs: 90_000 };
const GET_OPTIONS = '{"firstWait":0,"interval":1,"giveUpAfter":0}';
const FORM_TRIGGER = 'n8n-nodes-base.formTrigger';
const IMAP_TRIGGER = 'n8n-nodes-base.emailReadImap';

/** A real n8n with this package, a certificate service and a mailbox: what a template needs to run. */
export class TemplateBench {
	readonly standIn: StandIn;
	readonly mailbox: Mailbox;
	readonly client: N8nClient;
	private readonly n8n: N8nServer;
	private readonly smtp: Credential;
	private imap: Credential | undefined;
	private readonly cleanUps: Array<() => Promise<unknown>>;

	private constructor(
		parts: Pick<TemplateBench, 'standIn' | 'mailbox' | 'client'>,
		n8n: N8nServer,
		smtp: Credential,
		cleanUps: Array<() => Promise<unknown>>,
	) {
		this.standIn = parts.standIn;
		this.mailbox = parts.mailbox;
		this.client = parts.client;
		this.n8n = n8n;
		this.smtp = smtp;
		this.cleanUps = cleanUps;
	}

	static async start(): Promise<TemplateBench> {
		const cleanUps: Array<() => Promise<unknown>> = [];
		const runtime = installedN8n();
		const tarball = await packPackage(PACKAGE_FOLDER);
		cleanUps.push(() => rm(dirname(tarball), { recursive: true, force: true }));
		const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tulorekisteri-e2e-'));
		cleanUps.push(() => rm(userFolder, { recursive: true, force: true }));
		const standIn = await StandIn.start({ packageFolder: PACKAGE_FOLDER });
		cleanUps.push(() => standIn.stop());
		const mailbox = await Mailbox.start();
		cleanUps.push(() => mailbox.stop());
		const n8n = await startN8n({ runtime, userFolder, packageTarballs: [tarball] });
		cleanUps.push(() => n8n.stop());
		const client = await N8nClient.signIn(n8n.url, n8n.owner);
		const smtp = await client.createCredential('Mailbox', mailbox.credential);
		return new TemplateBench({ standIn, mailbox, client }, n8n, smtp, cleanUps);
	}

	async stop(): Promise<void> {
		for (const cleanUp of this.cleanUps.reverse()) await cleanUp();
	}

	/** No mail, no request yet, and a service that behaves. */
	reset(): void {
		this.mailbox.mails.length = 0;
		this.standIn.service.journal.length = 0;
		this.standIn.service.getsUntilReady = 0;
		this.standIn.service.daysAhead = 0;
		this.standIn.misbehaviour = undefined;
		this.standIn.misbehavingOperation = undefined;
	}

	async credential(data: ICredentialDataDecryptedObject): Promise<Credential> {
		return await this.client.createCredential('Certificate', { type: CREDENTIAL, data });
	}

	/** Gives the templates a mailbox to read. */
	async readMailsFrom(server: ImapServer): Promise<void> {
		const content = { type: 'imap', data: server.credential };
		this.imap = await this.client.createCredential('Contact', content);
	}

	/**
	 * A template with its credentials chosen and its waits cut short.
	 * @param chosen for all of this package's steps, or by the names of steps
	 */
	async template(file: string, chosen: Credential | Record<string, Credential>): Promise<Workflow> {
		const text = await readFile(join(PACKAGE_FOLDER, 'templates', file), 'utf8');
		const short = JSON.stringify(parseWorkflow(text))
			.replaceAll(/("operation":"get".*?"options":)\{\}/g, `$1${GET_OPTIONS}`)
			.replaceAll('"amount":1,"unit":"hours"', '"amount":0.1,"unit":"seconds"');
		const { nodes, ...rest } = parseWorkflow(short);
		const forStep = (name: string) => (isCredential(chosen) ? chosen : chosen[name]);
		return {
			...rest,
			nodes: nodes.map((node) => ({
				...node,
				...(node.type === FORM_TRIGGER && { webhookId: randomUUID() }),
				credentials: this.credentialsOf(node.type, forStep(node.name)),
			})),
		};
	}

	private credentialsOf(type: string, own: Credential | undefined): Record<string, Credential> {
		if (type === 'n8n-nodes-base.emailSend') return { smtp: this.smtp };
		if (type === IMAP_TRIGGER && this.imap) return { imap: this.imap };
		return own && [NODE, TRIGGER].includes(type) ? { [CREDENTIAL]: own } : {};
	}

	async publish(workflow: Workflow): Promise<StoredWorkflow> {
		const stored = await this.client.createWorkflow(workflow);
		await this.client.publishWorkflow(stored);
		return stored;
	}

	/** Fills the form a workflow begins with. */
	async submit(workflow: Workflow, ...fields: string[]): Promise<void> {
		const form = new FormData();
		fields.forEach((value, index) => form.append(`field-${index}`, value));
		const webhookId = workflow.nodes.find(({ type }) => type === FORM_TRIGGER)?.webhookId;
		await axios.post(`${this.n8n.url}/form/${String(webhookId)}`, form);
	}

	/** Presses a button of a mail. The mail is out a moment before n8n has put the execution to sleep. */
	async press({ html }: Pick<ReceivedMail, 'html'>, approved: boolean): Promise<void> {
		const [url] = [...html.matchAll(/href="([^"]+)"/g)]
			.map((match) => match[1]?.replaceAll('&amp;', '&'))
			.filter((each) => each?.includes(`approved=${approved}`));
		const headers = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };
		await waitUntil(
			'The press of the button',
			async () => {
				const validateStatus = (code: number) => code < 300 || code === 409;
				return (await axios.get(String(url), { headers, validateStatus })).status !== 409;
			},
			LIMIT,
		);
	}

	/** The mails about it, once there are so many. */
	async mailsAbout(subject: string, count: number): Promise<ReceivedMail[]> {
		return await waitUntil(
			`The mail "${subject}"`,
			() => {
				const found = this.mailbox.mails.filter((mail) => mail.subject.includes(subject));
				return found.length >= count && found;
			},
			// n8n looks once a minute for executions whose waiting is over.
			{ limitMs: 150_000 },
		);
	}

	async mailAbout(subject: string): Promise<ReceivedMail> {
		const [mail] = await this.mailsAbout(subject, 1);
		if (mail === undefined) throw new Error(`No mail "${subject}"`);
		return mail;
	}

	/** The execution of a workflow that came last, of so many, once it has ended. */
	async execution({ id }: StoredWorkflow, count = 1): Promise<Execution> {
		const [newest] = await waitUntil(
			'An execution',
			async () => {
				const executions = await this.client.executions(id);
				return executions.length >= count && executions;
			},
			LIMIT,
		);
		return await this.client.finishedExecution(newest?.id ?? '');
	}
}

/** What the person pastes into the credential at the end. */
export function newPair(execution: Execution) {
	return {
		publicCertificate: String(itemsOf(execution, 'Get the Certificate')[0]?.json.publicCertificate),
		privateKey: String(itemsOf(execution, 'New Key and Request')[0]?.json.privateKey),
	};
}

function isCredential(chosen: Credential | Record<string, Credential>): chosen is Credential {
	return typeof chosen.id === 'string';
}
