import type { Failure } from './failure';

export interface FailureMessage {
	/** What happened. */
	readonly message: string;
	/** What to do about it. */
	readonly advice: string;
}

const MESSAGES_BY_STATUS: Readonly<Record<number, FailureMessage>> = {
	400: {
		message: 'Tampuuri did not accept the values sent',
		advice: 'Correct the fields named and run again.',
	},
	401: {
		message: 'Tampuuri refused the key, user name or password',
		advice:
			'Check the six values in the credential, the environment, and that the API user may use this operation.',
	},
	404: {
		message: 'Tampuuri did not find what was asked for',
		advice:
			'Check that the ID is right and not archived, and that the account of the credential is the one that holds it.',
	},
	405: {
		message: 'Tampuuri does not offer this operation',
		advice: "Check method and path against Tampuuri's Help pages.",
	},
	409: {
		message: 'Tampuuri did not allow the change in the present state',
		advice: 'Get the record again and check its state before the change.',
	},
	429: {
		message: 'Tampuuri asks to be called less often',
		advice: 'Run less often or with a lower Page Concurrency.',
	},
};

const REFUSED: FailureMessage = {
	message: 'Tampuuri refused the call',
	advice: "Check the values sent against Tampuuri's Help pages.",
};

const BROKEN: FailureMessage = {
	message: 'Tampuuri could not process the call',
	advice: "Try again later. When it goes on, tell Visma's support the method and path above.",
};

/** What Node and axios call a broken connection, by what the user can do about it. */
const MESSAGES_BY_CODE: Readonly<Record<string, FailureMessage>> = {
	ECONNREFUSED: {
		message: "Nothing answers at Tampuuri's address",
		advice: 'Check the environment or Own Address in the credential, and that the service runs.',
	},
	ENOTFOUND: {
		message: "Tampuuri's address was not found",
		advice: "Check the Own Address in the credential and this server's connection to the internet.",
	},
	ETIMEDOUT: {
		message: 'Tampuuri did not answer in time',
		advice: 'Try again later, or allow more time with the option Timeout.',
	},
	UNTRUSTED_CERTIFICATE: {
		message: "The certificate of Tampuuri's address is not to be trusted",
		advice: 'Check the address in the credential; nothing was sent.',
	},
};

const SAME_AS: Readonly<Record<string, string>> = {
	EAI_AGAIN: 'ENOTFOUND',
	ECONNABORTED: 'ETIMEDOUT',
	EHOSTUNREACH: 'ECONNREFUSED',
	ENETUNREACH: 'ECONNREFUSED',
};

const CUT: FailureMessage = {
	message: 'The connection to Tampuuri broke off',
	advice: 'Try again later.',
};

/** The message for a failure, without what the server said. */
export function messageFor(failure: Failure): FailureMessage {
	switch (failure.kind) {
		case 'refused': {
			const status = failure.status === 403 ? 401 : failure.status;
			return MESSAGES_BY_STATUS[status] ?? (status >= 500 ? BROKEN : REFUSED);
		}
		case 'redirected':
			return {
				message: `Tampuuri's address points on to ${failure.host}`,
				advice:
					'The call was not sent there, so that key and password stay with Tampuuri. Check the address in the credential.',
			};
		case 'unreachable':
			return MESSAGES_BY_CODE[SAME_AS[failure.code] ?? failure.code] ?? CUT;
		case 'unreadable':
			return {
				message: "Tampuuri's answer could not be read as JSON",
				advice: `It begins: ${failure.beginning === '' ? '(nothing)' : failure.beginning}`,
			};
	}
}
