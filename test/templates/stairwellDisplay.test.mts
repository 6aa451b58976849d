import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';
import { DateTime } from 'luxon';
import type { StoredWorkflow } from '../../demo/n8nClient.mts';
import { DEFAULT_ACCOUNTS } from '../../simulator/api/accounts.mts';
import { USUAL_LISTS } from '../../simulator/dialects/usualLists.mts';
import { startSimulator, type Simulator } from '../../simulator/start.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { profileOfDialect } from '../profileOfDialect.mts';
import { displayed, openDisplay, page, readAtNight, type Shown } from './stairwellDisplay.mts';
import { SimulatorPages } from './simulatorPages.mts';
import { TemplateBench } from './templateBench.mts';

const UNITS = 300;
const TODAY = DateTime.now().setZone('Europe/Helsinki').toISODate() ?? '';
const LABELS = { property: ['Nimi', 'Osoite'], lease: ['OsapuoliNimi'], party: ['Nimi'] };

jest.setTimeout(120_000);

/** The profile of an account with the usual lists. */
function accountProfile(): string {
	const lists = USUAL_LISTS.map(({ register, operation, search }) => [
		register,
		{
			operation: `${operation.method} ${operation.path}`,
			...(search !== undefined && { search }),
			paging: 'body',
			id: 'Id',
			label: LABELS[register as keyof typeof LABELS],
			...(register === 'property' && { parent: 'ParentId' }),
		},
	]);
	return JSON.stringify({ ...profileOfDialect('renamed'), lists: Object.fromEntries(lists) });
}

describe('templates/stairwell-display.json, in an account with lists', () => {
	let simulator: Simulator;
	let bench: TemplateBench;
	let stored: StoredWorkflow;
	let pages: SimulatorPages;

	beforeAll(async () => {
		// The one whose values the bench's credential has.
		const account = DEFAULT_ACCOUNTS.at(-1);
		if (account === undefined) throw new Error('The simulator has no account');
		const accounts = [account] as const;
		simulator = await startSimulator({ port: 0, dialect: 'renamed', accounts, units: UNITS });
		pages = new SimulatorPages(simulator.controlUrl);
		bench = await TemplateBench.open({
			ownAddress: simulator.url,
			accountProfile: accountProfile(),
			allowedCalls: 'readsOnly',
		});
		stored = await openDisplay(bench);
	});

	afterEach(async () => {
		await pages.clear();
		expect(simulator.data.writes).toEqual([]);
	});

	afterAll(async () => {
		await bench.clear();
		await bench.close();
		await simulator.close();
	});

	const building = () => simulator.data.properties.at(simulator.data.properties.total - 1).parentId;

	/** Who may be shown in that building, by the simulator's own data. */
	function expectedNames(): Shown[] {
		const { leases, parties, properties } = simulator.data;
		return Array.from({ length: leases.total }, (_, position) => leases.at(position)).flatMap(
			({ propertyId, partyId, start, end }) => {
				const unit = properties.find(propertyId ?? 0);
				const party = parties.find(partyId ?? 0);
				const isInForce = start <= TODAY && (end === null || end >= TODAY);
				const mayShow = party && !party.nonDisclosure && !party.archived;
				if (!isInForce || !mayShow || unit?.parentId !== building()) return [];
				return { unit: unit.name, name: party.name };
			},
		);
	}

	const shownNames = async () =>
		(await displayed(building() ?? 0)).staircases.flatMap(({ names }) => names);
	const sorted = (names: Shown[]) =>
		names.toSorted((one, other) => one.unit.localeCompare(other.unit, 'fi', { numeric: true }));

	test('shows who may be shown, by the least calls a night and none at a visit', async () => {
		const before = simulator.calls.total;
		const execution = await readAtNight(bench, stored);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const { leases, properties } = simulator.data;
		const inForce = execution.nodes['In Force']?.at(-1)?.data?.main?.[0]?.length ?? 0;
		expect(inForce).toBeGreaterThan(250);
		const least = [leases.total, properties.total, inForce].map((rows) => Math.ceil(rows / 250));
		expect(simulator.calls.total - before).toBe(least.reduce((sum, calls) => sum + calls, 0));
		const expected = expectedNames();
		expect(expected.length).toBeGreaterThan(5);
		expect(await shownNames()).toEqual(sorted(expected));
		const visited = simulator.calls.total;
		await page(building() ?? 0);
		expect(simulator.calls.total).toBe(visited);
	});

	test('forgets who is protected or has moved out since, and escapes what is shown', async () => {
		const { leases, parties, properties } = simulator.data;
		const [gone, hidden, odd] = Array.from({ length: UNITS }, (_, position) => leases.at(position))
			.filter(({ propertyId }) => properties.find(propertyId ?? 0)?.parentId === building())
			.filter(({ end, partyId }) => {
				const party = parties.find(partyId ?? 0);
				return end === null && party && !party.archived && !party.nonDisclosure;
			});
		if (!gone || !hidden || !odd) throw new Error('The building has too few leases');
		const change = (id: number | null, more: object) => {
			const party = parties.find(id ?? 0);
			if (party) parties.replace({ ...party, ...more });
		};
		leases.replace({ ...gone, end: '2020-01-31' });
		change(hidden.partyId, { nonDisclosure: true });
		change(odd.partyId, { name: '<b>Ärjylä & "Öö"' });
		expect((await readAtNight(bench, stored)).status).toBe('success');
		const names = await shownNames();
		expect(names).toEqual(sorted(expectedNames()));
		expect(names).toContainEqual(expect.objectContaining({ name: '<b>Ärjylä & "Öö"' }));
		const { data, headers } = await page(building() ?? 0);
		expect(headers['content-type']).toContain('text/html');
		expect(data).not.toContain('<b>');
		expect(data).toContain('&#60;b&#62;Ärjylä &#38;');
		const other = await page(building() ?? 0, 'Ö');
		expect(other.data).toContain('Ei näytettäviä nimiä.');
	});

	test('shows nobody of another building, and nothing to a stranger', async () => {
		expect((await displayed(1)).staircases).toEqual([]);
		const { n8nUrl } = surroundingsNow();
		const address = `${n8nUrl}/webhook/tampuuri-stairwell`;
		const { status } = await axios.get(address, { validateStatus: () => true });
		expect(status).toBe(401);
	});

	test('keeps the names when a night fails, and shows nobody whose protection is unknown', async () => {
		const path = 'osapuolitiedot/osapuolet/hae';
		await pages.answerWith(path, { Message: 'Ei.' }, 403);
		expect((await readAtNight(bench, stored)).status).toBe('error');
		expect(await shownNames()).toEqual(sorted(expectedNames()));
		await pages.clear();
		const { leases, parties } = simulator.data;
		const rows = Array.from({ length: UNITS }, (_, position) =>
			parties.find(leases.at(position).partyId ?? 0),
		)
			.flatMap((party) => party ?? [])
			.map(({ id, name }) => ({ Id: id, Nimi: name, Turvakielto: null }));
		await pages.answerWith(path, rows);
		expect((await readAtNight(bench, stored)).status).toBe('success');
		expect(await shownNames()).toEqual([]);
	});
});
