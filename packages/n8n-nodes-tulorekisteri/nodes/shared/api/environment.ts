import { attempt, Refusal } from '../errors/refusal';

/** The value of `Environment` in every request. */
type EnvironmentName = 'PRODUCTION' | 'TEST';

export interface Environment {
	name: EnvironmentName;
	address: string;
}

/** Source: vero.fi, retrieving a certificate; stakeholder testing. */
const PRODUCTION: Environment = {
	name: 'PRODUCTION',
	address: 'https://pkiws.vero.fi/2017/10/CertificateServices',
};
const TEST: Environment = {
	name: 'TEST',
	address: 'https://pkiws-testi.vero.fi/2017/10/CertificateServices',
};

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The service's address and its own name for the environment.
 * An address of one's own must be https, or http to this very machine.
 * @throws Refusal
 */
export function readEnvironment(choice: string, ownAddress: string, ownName: string): Environment {
	if (choice === 'production') return PRODUCTION;
	if (choice === 'test') return TEST;
	if (choice !== 'own') {
		throw new Refusal(
			'The environment in the credential is none of Production, Test and Own Address',
			'Choose it again from the list.',
		);
	}
	const url = attempt(() => new URL(ownAddress));
	const isSafe =
		url?.protocol === 'https:' ||
		(url?.protocol === 'http:' && LOOPBACK_HOSTS.includes(url.hostname));
	if (!url || !isSafe || url.username !== '' || url.password !== '') {
		throw new Refusal(
			'The own address in the credential cannot be used',
			'Write a whole https address without a user name. Plain http is for this machine (127.0.0.1) only.',
		);
	}
	return { name: ownName === 'PRODUCTION' ? 'PRODUCTION' : 'TEST', address: url.href };
}
