import { simulatorPage } from '../control/layout.mts';
import type { AccountData } from '../data/accountData.mts';
import { calendarDay, MILLISECONDS_IN_DAY } from '../data/dates.mts';
import { FIRST_IDS } from '../data/seeding.mts';
import { escapeHtml, link, table, type Cell, type Markup } from '../html.mts';
import type { SimulatorState } from '../state.mts';
import { causesOf } from './events.mts';
import { EVENT_TYPES, sampleId, type EventType } from './eventTypes.mts';
import type { Attempt } from './delivery.mts';
import type { Listener } from './listener.mts';

const SHOWN_ATTEMPTS = 50;
const DAYS_TO_LEASE_END = 30;
const EVIDENCE_PAGE =
	'https://github.com/n8n-nodes-tampuuri/n8n-nodes-tampuuri/blob/main/docs/EVIDENCE.md#event-names';

/** The administration of listeners. It stands in for Tampuuri's own Ylläpito / Webhooks. */
export function listenersPage({ accounts, listeners }: SimulatorState, message = ''): string {
	const data = accounts[0]?.data;
	return simulatorPage(
		'Webhooks (Ylläpito / Webhooks)',
		`<p>Stands in for the page in Tampuuri, which we could not see.</p>
<p role="status"><b>${escapeHtml(message)}</b></p>
<h2>Make a change</h2>
<p>As a person does in Tampuuri itself. The listeners are notified; no API call is counted.</p>
${changeForms()}
<h2>Send an event</h2>
<p>Notifies the listeners of an event without changing any data. Some names are guesses
(${link(EVIDENCE_PAGE, 'why').html}): the webinar names the kind of event, but not its literal name.
If yours differ, enter them in the trigger under <b>Other Event Names</b>.</p>
${data === undefined ? '' : eventTable(data)}
<h2>Register a listener</h2>
${registrationForm()}
<h2>Listeners</h2>
${listenerTable(listeners.all)}
<h2>Deliveries</h2>
<p>Reload the page to see newer ones.</p>
${deliveryTable(listeners.log.slice(-SHOWN_ATTEMPTS).reverse())}`,
	);
}

function changeForms(): string {
	const leaseEnd = calendarDay(Date.now() + DAYS_TO_LEASE_END * MILLISECONDS_IN_DAY);
	return `<form method="post" action="by-hand/service-request">
<label>New service request (ilmoitus) <input name="title" size="40" value="Hana vuotaa" required> <button>Create</button></label>
</form>
<form method="post" action="by-hand/lease-end">
<label>End date of lease (sopimus) <input name="lease" size="10" value="${FIRST_IDS.lease}" required>
<input name="day" type="date" value="${leaseEnd}" required> <button>End</button></label>
</form>`;
}

function eventTable(data: AccountData): string {
	return table(
		['What has happened', 'Event', 'Name', 'Record', 'Also sent after'],
		EVENT_TYPES.map((type) => eventRow(type, data)),
	);
}

function eventRow(type: EventType, data: AccountData): Cell[] {
	const { action, description, evidence } = type;
	return [
		description,
		action,
		evidence === 'guess' ? { html: '<b>guess</b>' } : 'known',
		sendForm(type, data),
		causesOf(action).join(', '),
	];
}

function sendForm({ action, about, secondary }: EventType, data: AccountData): Markup {
	const field = (name: string, register: EventType['about'], label: string) =>
		`<label>${label} <input name="${name}" size="9" value="${sampleId(register, data)}" required></label>`;
	return {
		html: `<form class="inline" method="post" action="by-hand/event">
<input type="hidden" name="event" value="${action}">${field('id', about, 'ID')}
${secondary === undefined ? '' : field('secondaryId', secondary, 'Property ID')} <button>Send</button></form>`,
	};
}

function registrationForm(): string {
	return `<form method="post" action="webhooks">
<label>Address, including the secret <input name="address" type="url" size="80" required></label>
<label>Events, separated by commas; leave empty for all <input name="events" size="60"></label>
<label>Signing secret; leave empty for no signature <input name="signingSecret" size="40"></label>
<label><input name="skipEcho" type="checkbox"> Do not check that the address responds (echo)</label>
<button>Add</button>
</form>`;
}

function listenerTable(listeners: readonly Listener[]): string {
	return table(
		['ID', 'Address', 'Events', 'Signed', ''],
		listeners.map(({ id, address, events, signingSecret }) => [
			String(id),
			address,
			events.join(', ') || 'all',
			signingSecret === '' ? 'no' : 'yes',
			{
				html: `<form method="post" action="webhooks/${id}/remove"><button>Remove</button></form>`,
			},
		]),
		'No listener is registered.',
	);
}

function deliveryTable(attempts: readonly Attempt[]): string {
	return table(
		['Time', 'Listener', 'Attempt', 'Notifications', 'Response'],
		attempts.map(({ time, listener, attempt, notifications, status }) => [
			time,
			String(listener),
			String(attempt),
			String(notifications),
			String(status ?? 'none'),
		]),
	);
}
