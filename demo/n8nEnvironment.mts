import { LOOPBACK } from '../simulator/loopback.mts';

/** An n8n on this machine only: its folders, which must exist, and its two ports. */
export interface N8nPlace {
	userFolder: string;
	temporaryFolder: string;
	port: number;
	/** The port for its task runner. */
	brokerPort: number;
}

/** The person who owns the n8n. */
export interface N8nOwner {
	email: string;
	password: string;
}

/**
 * The environment of an n8n that listens on loopback only and calls no other host. The same for main,
 * worker and webhook processes.
 */
export function localEnvironment({
	userFolder,
	temporaryFolder,
	port,
	brokerPort,
}: N8nPlace): Record<string, string> {
	return {
		NODE_ENV: 'production',
		TMPDIR: temporaryFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: LOOPBACK,
		N8N_LISTEN_ADDRESS: LOOPBACK,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: LOOPBACK,
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		// This module downloads a list from n8n's site at every start.
		N8N_DISABLED_MODULES: 'mcp-registry',
	};
}

/** The environment with which n8n creates its owner at start, without the editor's sign-up form. */
export function ownerEnvironment(
	{ email }: N8nOwner,
	passwordHash: string,
): Record<string, string> {
	return {
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: email,
		N8N_INSTANCE_OWNER_FIRST_NAME: 'Demo',
		N8N_INSTANCE_OWNER_LAST_NAME: 'Owner',
		N8N_INSTANCE_OWNER_PASSWORD_HASH: passwordHash,
	};
}
