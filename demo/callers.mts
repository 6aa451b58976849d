import axios, { type AxiosInstance } from 'axios';
import type { AccountData } from '../simulator/data/accountData.mts';
import type { ImapServer } from './imapServer.mts';
import type { CredentialContent } from './n8nClient.mts';
import type { Arrival } from './otherSystems.mts';
import type { Caller } from './otherSystemsPage.mts';

/** The unit whose address the lead has. */
const LET_UNIT = 1000013;
const ORDERS = 'contractor.example.com/api/orders';

/** The header that authenticates callers of the ready workflows; invented for the demo. */
const HEADER = { name: 'X-Caller', value: 'demo' };

/** The credential that lets the other systems call n8n. */
export const callerCredential = {
	type: 'httpHeaderAuth',
	data: HEADER,
} satisfies CredentialContent;

/** The credential with which a display in the stairwell opens its page. */
export const displayCredential = {
	type: 'httpBasicAuth',
	data: { user: 'demo', password: 'demo' },
} satisfies CredentialContent;

/** The service request of the latest order. */
function lastOrdered(arrivals: readonly Arrival[]): string {
	const body = arrivals.findLast(({ address }) => address === ORDERS)?.body;
	const isOrder = typeof body === 'object' && body !== null && 'reference' in body;
	return isOrder ? String(body.reference) : '';
}

/** The systems that call the ready workflows, with the requests that those expect. */
export function callersOf(
	n8nUrl: string,
	{ properties }: AccountData,
	imap: ImapServer | undefined,
): Caller[] {
	const unit = properties.find(LET_UNIT);
	const n8n = axios.create({
		baseURL: `${n8nUrl}/webhook/`,
		headers: { [HEADER.name]: HEADER.value },
	});
	const address = String((unit && properties.addressOf(unit)) ?? '');
	return [
		contractor(n8n),
		lead(n8n, address),
		leaseEnd(n8n),
		...(imap === undefined ? [] : [mail(imap)]),
	];
}

function contractor(n8n: AxiosInstance): Caller {
	return {
		key: 'contractor',
		title: 'The contractor reports that an order is done or waiting',
		fields: [
			{ name: 'reference', label: 'Reference', value: lastOrdered },
			{ name: 'state', label: 'State', value: 'done' },
			{ name: 'comment', label: 'Comment', value: 'Tiiviste vaihdettu.' },
		],
		call: async ({ reference, ...report }) =>
			(await n8n.post('tampuuri-contractor', { reference: Number(reference), ...report })).status,
	};
}

/** An ID that no lead had in an n8n that was kept; the same while this runs, to be sent twice. */
const LEAD_ID = String(Math.floor(Date.now() / 1_000));

function lead(n8n: AxiosInstance, address: string): Caller {
	const rest = {
		identityCode: '010190-925H',
		email: 'lead@example.com',
		phone: '+358 40 0000000',
		startDate: '2027-01-01',
		chargeTypeId: 1,
		rent: 895.5,
	};
	return {
		key: 'lead',
		title: 'The CRM reports a won lead',
		fields: [
			{ name: 'leadId', label: 'Lead', value: LEAD_ID },
			{ name: 'firstName', label: 'First name', value: 'Säde' },
			{ name: 'lastName', label: 'Last name', value: 'Lähteenkorva' },
			{ name: 'address', label: 'Address', value: address },
		],
		call: async (given) => (await n8n.post('tampuuri-lead', { ...rest, ...given })).status,
	};
}

function leaseEnd(n8n: AxiosInstance): Caller {
	return {
		key: 'lease-end',
		title: 'The CRM reports the end of a lease',
		fields: [
			{ name: 'leaseId', label: 'Lease', value: '3000003' },
			{ name: 'endDate', label: 'End date', value: '2027-05-31' },
		],
		call: async ({ leaseId, endDate }) =>
			(await n8n.post('tampuuri-lease-ended', { leaseId: Number(leaseId), endDate })).status,
	};
}

function mail(imap: ImapServer): Caller {
	return {
		key: 'mail',
		title: 'A mail arrives with a document',
		fields: [{ name: 'subject', label: 'Subject', value: '1000001 Kokouksen pöytäkirja' }],
		call: async ({ subject = '' }) => {
			const file = { name: 'pöytäkirja.txt', contentType: 'text/plain', content: 'Pöytäkirja' };
			await imap.deliver({ subject, files: [file] });
			return 'The mail is in the mailbox that n8n reads.';
		},
	};
}
