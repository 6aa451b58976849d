import { expect, test } from '@jest/globals';
import { TampuuriApi } from '../../../dist/credentials/TampuuriApi.credentials.js';
import { TampuuriWebhookApi } from '../../../dist/credentials/TampuuriWebhookApi.credentials.js';
import { Tampuuri } from '../../../dist/nodes/Tampuuri/Tampuuri.node.js';
import { TampuuriPollingTrigger } from '../../../dist/nodes/TampuuriPollingTrigger/TampuuriPollingTrigger.node.js';
import { TampuuriTrigger } from '../../../dist/nodes/TampuuriTrigger/TampuuriTrigger.node.js';
import { catalogue, fieldsOf, offeredBy } from '../../../dist/nodes/shared/catalogue/index.js';
import { explanationOf } from '../../../guide/content/messages.mts';
import { pages } from '../../documentation/pages.mts';
import { n8nSources } from './n8nSources.mts';

/** Where descriptions keep what the editor shows. */
const SHOWN_KEYS = ['displayName', 'name', 'action', 'placeholder'];

/** On a screen of Tampuuri, printed by the demo, and a sign on a button. */
const ON_OTHER_SCREENS = ['Ylläpito / Webhooks', 'Simulator', '⋯'];

/** An action is found by its English or by its Finnish, which follows in brackets. */
const withoutFinnish = (name: string) => name.replace(/ \([a-zäö ]+\)$/, '');

function namesIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
		typeof inner === 'string' && SHOWN_KEYS.includes(key) ? [inner] : namesIn(inner),
	);
}

/** Every name that the package's nodes and credentials show in the editor. */
function ownNames(): string[] {
	const nodes = [new Tampuuri(), new TampuuriTrigger(), new TampuuriPollingTrigger()];
	const credentials = [new TampuuriApi(), new TampuuriWebhookApi()];
	// The known values of choices, which the editor asks the node for.
	const choices = catalogue
		.flatMap((resource) => offeredBy(resource))
		.flatMap(([, operation]) => fieldsOf(operation))
		.flatMap((field) => (field.type === 'choice' ? field.choices : []));
	return [
		...nodes.flatMap(({ description }) =>
			namesIn(description).flatMap((name) => [name, withoutFinnish(name)]),
		),
		...credentials.flatMap(namesIn),
		...choices.map(({ label }) => label),
	];
}

/** Pages that send readers to n8n's screens and these nodes'. */
const WITH_NAMES =
	/^(README|docs\/(?!COVERAGE)[A-Z-]+|guide\/pages\/(?!tulorekisteri)[a-z-]+)\.md$/;

/** Those in the guide's explanations of messages. */
const namesInExplanations = Object.values(explanationOf).flatMap((explanation) =>
	[...explanation.matchAll(/\*\*(.+?)\*\*/g)].map(([, name = '']) => ({
		file: 'guide/content/messages.json',
		name,
	})),
);

/** Every text in bold or italics that is no sentence and no lead-in, with its page. */
const names = pages
	.filter(({ file }) => WITH_NAMES.test(file))
	.flatMap(({ file, names: marked }) => marked.map((name) => ({ file, name })))
	.concat(namesInExplanations)
	.filter(({ name }) => !/[.:?!]$/.test(name))
	.flatMap(({ file, name }) => name.split(' → ').map((part) => ({ file, name: part })));

test('the documentation sends readers only to names that are on a screen', async () => {
	const screens = await n8nSources(
		'n8n-editor-ui/dist/assets/*.js',
		'n8n-nodes-base/dist/nodes/{HttpRequest,Schedule,Switch,ManualTrigger}/**/*.node.js',
		'n8n-nodes-base/dist/nodes/Transform/RemoveDuplicates/**/*.node.js',
		'n8n-nodes-base/dist/nodes/ExecuteWorkflow/**/*.node.js',
		'n8n-nodes-base/dist/nodes/DataTable/**/*.js',
		'n8n-nodes-base/dist/credentials/*.js',
		'n8n-core/dist/**/*.js',
		'n8n-workflow/dist/cjs/**/*.js',
	);
	const own = new Set([...ownNames(), ...ON_OTHER_SCREENS]);
	const isOnAScreen = (name: string) =>
		own.has(name) || ['"', "'", '`'].some((quote) => screens.includes(quote + name + quote));
	expect(names.length).toBeGreaterThan(0);
	expect(names.filter(({ name }) => !isOnAScreen(name))).toEqual([]);
});
