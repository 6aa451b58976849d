import { calendarDay, MILLISECONDS_IN_DAY } from '../data/dates.mts';
import { FIRST_IDS } from '../data/seeding.mts';
import { CONTROL_PREFIX, escapeHtml } from '../html.mts';
import type { Listeners } from './listeners.mts';

const SHOWN_ATTEMPTS = 50;
const DAYS_TO_LEASE_END = 30;

/** The administration page: Tampuuri's own Ylläpito / Webhooks was not seen, this one is plain. */
export function listenersPage({ all, log }: Listeners, message = ''): string {
	const rows = all.map(
		({ id, address, events, signingSecret }) =>
			`<tr><td>${id}</td><td>${escapeHtml(address)}</td><td>${escapeHtml(events.join(', ') || 'all')}</td>` +
			`<td>${signingSecret === '' ? 'no' : 'yes'}</td>` +
			`<td><form method="post" action="webhooks/${id}/remove"><button>Remove</button></form></td></tr>`,
	);
	const attempts = log
		.slice(-SHOWN_ATTEMPTS)
		.reverse()
		.map(
			({ time, listener, attempt, notifications, status }) =>
				`<tr><td>${time}</td><td>${listener}</td><td>${attempt}</td><td>${notifications}</td><td>${status ?? 'no answer'}</td></tr>`,
		);
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<base href="${CONTROL_PREFIX}/">
<title>Webhooks - Tampuuri simulator</title>
<style>
body { font-family: sans-serif; margin: 2rem; max-width: 70rem; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #ccc; padding: 0.2rem 0.8rem 0.2rem 0; text-align: left; }
label { display: block; margin: 0.5rem 0; }
</style>
<h1>Webhooks (Ylläpito / Webhooks)</h1>
<p>Tampuuri's own page was not seen; this one stands in for it.</p>
<p role="status">${escapeHtml(message)}</p>
<h2>Make a change</h2>
<p>As a person does in Tampuuri itself: no call of the API is counted. The listeners are told.</p>
<form method="post" action="by-hand/service-request">
<label>New service request (ilmoitus): <input name="title" size="40" value="Hana vuotaa" required> <button>Create</button></label>
</form>
<form method="post" action="by-hand/lease-end">
<label>Lease (sopimus) <input name="lease" size="10" value="${FIRST_IDS.lease}" required>
ends on <input name="day" type="date" value="${calendarDay(Date.now() + DAYS_TO_LEASE_END * MILLISECONDS_IN_DAY)}" required> <button>End</button></label>
</form>
<h2>Register a listener</h2>
<form method="post" action="webhooks">
<label>Address, with the secret <input name="address" type="url" size="80" required></label>
<label>Events, separated by commas; all when empty <input name="events" size="60"></label>
<label>Signing secret; no signature when empty <input name="signingSecret" size="40"></label>
<label><input name="skipEcho" type="checkbox"> Skip the check of the address (echo)</label>
<button>Add</button>
</form>
<h2>Listeners</h2>
<table><tr><th>ID</th><th>Address</th><th>Events</th><th>Signed</th><th></th></tr>
${rows.join('\n')}</table>
<h2>Deliveries</h2>
<p>Reload the page to see newer ones.</p>
<table><tr><th>Time</th><th>Listener</th><th>Attempt</th><th>Notifications</th><th>Answer</th></tr>
${attempts.join('\n')}</table>
</html>
`;
}
