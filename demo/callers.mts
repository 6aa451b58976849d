import axios, { type AxiosInstance } from 'axios';
import type { CredentialContent } from './n8nClient.mts';
import type { Arrival } from './otherSystems.mts';
import type { Caller } from './otherSystemsPage.mts';

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
export function callersOf(n8nUrl: string): Caller[] {
	const n8n = axios.create({
		baseURL: `${n8nUrl}/webhook/`,
		headers: { [HEADER.name]: HEADER.value },
	});
	return [contractor(n8n), crm(n8n), mail(n8n)];
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

function crm(n8n: AxiosInstance): Caller {
	const lead = {
		leadId: 7,
		identityCode: '010190-925H',
		email: 'lead@example.com',
		phone: '+358 40 0000000',
		startDate: '2027-01-01',
		chargeTypeId: 1,
		rent: 895.5,
	};
	return {
		key: 'crm',
		title: 'The CRM reports a won lead',
		fields: [
			{ name: 'firstName', label: 'First name', value: 'Säde' },
			{ name: 'lastName', label: 'Last name', value: 'Lähteenkorva' },
			{ name: 'unitId', label: 'Unit', value: '1000013' },
		],
		call: async ({ unitId, ...person }) =>
			(await n8n.post('tampuuri-lead', { ...lead, ...person, unitId: Number(unitId) })).status,
	};
}

function mail(n8n: AxiosInstance): Caller {
	return {
		key: 'mail',
		title: 'A mail arrives with a document',
		fields: [{ name: 'subject', label: 'Subject', value: '1000001 Kokouksen pöytäkirja' }],
		call: async ({ subject = '' }) => {
			const form = new FormData();
			form.set('subject', subject);
			form.set('attachment', new Blob(['Pöytäkirja'], { type: 'text/plain' }), 'pöytäkirja.txt');
			return (await n8n.post('tampuuri-documents', form)).status;
		},
	};
}
