import { catalogue, fieldsOf, offeredBy } from '../../dist/nodes/shared/catalogue/index.js';
import { TampuuriApi } from '../../dist/credentials/TampuuriApi.credentials.js';
import { TampuuriWebhookApi } from '../../dist/credentials/TampuuriWebhookApi.credentials.js';
import { Tampuuri } from '../../dist/nodes/Tampuuri/Tampuuri.node.js';
import { TampuuriPollingTrigger } from '../../dist/nodes/TampuuriPollingTrigger/TampuuriPollingTrigger.node.js';
import { TampuuriTrigger } from '../../dist/nodes/TampuuriTrigger/TampuuriTrigger.node.js';

/** Where descriptions keep what the editor shows. */
const SHOWN_KEYS = ['displayName', 'name', 'action', 'placeholder'];

function namesIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
		typeof inner === 'string' && SHOWN_KEYS.includes(key) ? [inner] : namesIn(inner),
	);
}

/** The known values of choices, which the editor asks the node for. */
function choiceLabels(): string[] {
	return catalogue
		.flatMap((resource) => offeredBy(resource))
		.flatMap(([, operation]) => fieldsOf(operation))
		.flatMap((field) => (field.type === 'choice' ? field.choices : []))
		.map(({ label }) => label);
}

/** Every name that the package's nodes and credentials show in the editor. */
export function ourNames(): ReadonlySet<string> {
	const nodes = [new Tampuuri(), new TampuuriTrigger(), new TampuuriPollingTrigger()];
	const credentials = [new TampuuriApi(), new TampuuriWebhookApi()];
	const descriptions = [...nodes.map(({ description }) => description), ...credentials];
	return new Set([...descriptions.flatMap(namesIn), ...choiceLabels()]);
}

/** Names of n8n's own screens; an end-to-end test looks each up in n8n's editor and nodes. */
export const N8N_NAMES = [
	'Add first step…',
	'Community nodes',
	'Continue (using error output)',
	'Create credential',
	'Connection tested successfully',
	'Create workflow',
	'Credentials',
	'Do not save',
	'Every Minute',
	'Execute step',
	'Execute workflow',
	'Executions',
	'Fetch Test Event',
	'From file',
	'From list',
	'HTTP Request',
	'Import',
	'Install',
	'On Error',
	'Personal',
	'Poll Times',
	'Production URL',
	'Publish',
	'Remove Duplicates',
	'Retry',
	'Retry On Fail',
	'Save',
	'Save failed production executions',
	'Save manual executions',
	'Save successful production executions',
	'Schedule Trigger',
	'Settings',
	'Switch',
	'Test URL',
	'Trigger manually',
];

/** Names of Tampuuri's own screens (webinar, blog), and marks that stand for buttons. */
export const TAMPUURI_NAMES = ['Ylläpito / Webhooks', '⋯', '+'];
