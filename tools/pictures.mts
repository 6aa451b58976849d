/**
 * Takes a picture of every template in the real editor, for docs/TEMPLATES.md and the guide:
 *
 *     node tools/with-setup.mjs --n8n tools/pictures.mts
 *
 * Only those of one folder: `… tools/pictures.mts templates/fi`; only those named:
 * `… tools/pictures.mts maintenance month-cost`.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packPackage } from '../demo/communityPackage.mts';
import { N8nClient } from '../demo/n8nClient.mts';
import { installedN8n } from '../demo/n8nRuntime.mts';
import { startN8n } from '../demo/n8nServer.mts';
import { importTemplates } from '../demo/templates.mts';
import { openBrowser } from '../test/browser/browser.mts';
import { Editor } from '../test/browser/editor.mts';
import { projectFolder } from './projectFolder.js';

const FOLDERS = ['templates', 'templates/fi'];
/** A canvas this full is taken larger, so that its words can be read when the picture is opened. */
const MANY_NODES = 25;
const WINDOW = { width: 1_440, height: 900 };
const LARGE_WINDOW = { width: 2_880, height: 1_800 };
/** Invented; nothing runs while pictures are taken. */
const CREDENTIALS = [
	{
		name: 'Tampuuri',
		type: 'tampuuriApi',
		data: {
			environment: 'own',
			ownAddress: 'http://localhost:4010/v10/api/',
			apiKey: 'key',
			customerName: 'customer',
			softwareVersion: 'version',
			accountName: 'account',
			username: 'user',
			password: 'password',
			headerEncoding: 'latin1',
		},
	},
	{ name: 'Listener', type: 'tampuuriWebhookApi', data: { secret: 'only-for-pictures' } },
	{ name: 'Caller', type: 'httpHeaderAuth', data: { name: 'X-Caller', value: 'value' } },
	{ name: 'Screen', type: 'httpBasicAuth', data: { user: 'screen', password: 'value' } },
	{ name: 'n8n', type: 'n8nApi', data: { apiKey: 'key', baseUrl: 'http://localhost:9' } },
	{
		name: 'Mail',
		type: 'smtp',
		data: {
			user: 'user',
			password: 'password',
			host: 'localhost',
			port: 25,
			secure: false,
			disableStartTls: true,
			hostName: '',
		},
	},
	{
		name: 'Incoming mail',
		type: 'imap',
		data: {
			user: 'user',
			password: 'password',
			host: 'localhost',
			port: 143,
			secure: false,
			allowUnauthorizedCerts: false,
		},
	},
	{
		name: 'Mirror',
		type: 'postgres',
		data: { host: 'localhost', database: 'mirror', user: 'n8n' },
	},
	{ name: 'Model', type: 'openAiApi', data: { apiKey: 'key', url: 'http://localhost:9/v1' } },
];

const given = process.argv.slice(2);
const named = given.filter((word) => !FOLDERS.includes(word));
const folders = FOLDERS.filter((folder) => given.includes(folder));
const tarball = await packPackage(projectFolder);
const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-pictures-'));
const n8n = await startN8n({
	runtime: installedN8n(),
	userFolder,
	packageTarballs: [tarball],
});
const browser = await openBrowser();
try {
	const client = await N8nClient.signIn(n8n.url, n8n.owner);
	const credentials = await Promise.all(
		CREDENTIALS.map(({ name, ...content }) => client.createCredential(name, content)),
	);
	const editor = new Editor(browser.page, n8n.url);
	await editor.signIn(n8n.owner);
	for (const folder of folders.length > 0 ? folders : FOLDERS) {
		const pictures = join('docs/images', folder);
		await mkdir(join(projectFolder, pictures), { recursive: true });
		for (const { key, workflow, stored } of await importTemplates(client, credentials, {
			folder,
		})) {
			if (named.length > 0 && !named.includes(key)) continue;
			const isFull = workflow.nodes.length > MANY_NODES;
			await editor.page.setViewportSize(isFull ? LARGE_WINDOW : WINDOW);
			await editor.openWorkflow(stored.id);
			await editor.canvasPicture(join(projectFolder, pictures, `${key}.png`));
			console.log(join(pictures, `${key}.png`));
			for (const note of await editor.notesCutOff()) console.log(`  cut off: ${note}`);
		}
	}
} finally {
	await browser.close();
	await n8n.stop();
	await rm(userFolder, { recursive: true, force: true });
	await rm(dirname(tarball), { recursive: true, force: true });
}
