import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { credentialText } from '../../shared/api/credential';

export const WEBHOOK_CREDENTIAL = 'tampuuriWebhookApi';

const SHORTEST_SECRET = 16;
/** Characters that a URL carries unchanged, however the sender encodes it. */
const SAFE_IN_ADDRESS = /^[\w.~-]+$/;

/** What a call must carry to be accepted. */
export interface ListenerSecrets {
	readonly secret: string;
	readonly queryName: string;
	readonly headerName: string;
	/** Empty if calls need no signature. */
	readonly signingSecret: string;
	readonly signatureHeader: string;
	readonly signaturePrefix: string;
}

/** A setting with which Tampuuri's calls can't be told from anyone else's. */
export interface SettingsProblem {
	readonly message: string;
	readonly advice: string;
}

export function listenerSecretsOf(credential: ICredentialDataDecryptedObject): ListenerSecrets {
	const prefix = credential.signaturePrefix;
	return {
		secret: credentialText(credential, 'secret'),
		queryName: credentialText(credential, 'queryName') || 'secret',
		headerName: (credentialText(credential, 'headerName') || 'X-Tampuuri-Secret').toLowerCase(),
		signingSecret: credentialText(credential, 'signingSecret'),
		signatureHeader: (
			credentialText(credential, 'signatureHeader') || 'ms-signature'
		).toLowerCase(),
		signaturePrefix: typeof prefix === 'string' ? prefix.trim() : 'sha256=',
	};
}

/** Why a trigger with these settings must not listen; undefined if it may. */
export function problemWith({ secret }: ListenerSecrets): SettingsProblem | undefined {
	if (secret === '') {
		return {
			message: 'The Tampuuri Webhook credential has no secret',
			advice:
				'Without a secret, anyone who learns the URL could start this workflow. Enter one in the credential and add it to the URL registered in Tampuuri.',
		};
	}
	if (secret.length < SHORTEST_SECRET) {
		return {
			message: `The secret is shorter than ${SHORTEST_SECRET} characters`,
			advice:
				'A short secret can be guessed. Enter a longer one in the Tampuuri Webhook credential.',
		};
	}
	if (!SAFE_IN_ADDRESS.test(secret)) {
		return {
			message: "The secret contains characters that a URL can't carry",
			advice: 'Use only letters a–z, digits, hyphens, underscores, full stops and tildes.',
		};
	}
	return undefined;
}
