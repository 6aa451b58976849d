import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

const LOCAL_HOST =
	/^(localhost|.*\.local(host)?|127\..*|10\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*|0\.0\.0\.0|\[.*\])$/;

/** Why Tampuuri can't use an address of this n8n; undefined if it looks usable. */
export function addressWarning(address: string): string | undefined {
	if (!URL.canParse(address)) return undefined;
	const { hostname, protocol } = new URL(address);
	if (LOCAL_HOST.test(hostname)) {
		return `This n8n's address (${hostname}) is only reachable from its own network, so Tampuuri can't call it. Ask whoever runs this n8n to set N8N_WEBHOOK_URL to a public address.`;
	}
	if (protocol !== 'https:') {
		return "This n8n's address does not start with https://, so the secret would be sent unencrypted. Set up HTTPS for n8n before you register the listener.";
	}
	return undefined;
}

/**
 * The address of this n8n's webhooks, which may differ from the editor's that the context knows.
 */
const WEBHOOK_ADDRESS = '{{ $execution.resumeUrl }}';

/** A hint in a manual run if Tampuuri can't reach the trigger. */
export function addressHint(context: IExecuteFunctions): NodeExecutionHint[] {
	if (context.getMode() !== 'manual') return [];
	const message = addressWarning(String(context.evaluateExpression(WEBHOOK_ADDRESS, 0)));
	return message === undefined ? [] : [{ message, location: 'outputPane', type: 'warning' }];
}
