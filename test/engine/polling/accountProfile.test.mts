import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { DialectName } from '../../../simulator/dialects/index.mts';
import { profileOfDialect } from '../../profileOfDialect.mts';
import { idsOf, setUpPolling } from './setUp.mts';

const DIALECTS: readonly DialectName[] = ['renamed', 'nested', 'otherEnumerations'];

describe.each(DIALECTS)('polling an account in the dialect "%s"', (dialect) => {
	const tampuuri = setUpPolling({ units: 20, dialect });
	const credential = { accountProfile: JSON.stringify(profileOfDialect(dialect)) };
	const published = (parameters: Parameters<typeof tampuuri.publish>[0]) =>
		tampuuri.publish(parameters, undefined, undefined, undefined, credential);

	it('tells changed states by the names of the catalogue', async () => {
		const id = tampuuri.create('avoin');
		const polling = published({ event: 'serviceRequestStateChanged', state: '' });
		await polling.poll();
		tampuuri.move(id, 'vastaanotettu');
		const items = await polling.poll();
		expect(items).toMatchObject([{ Id: id, Tila: 'vastaanotettu', previousState: 'avoin' }]);
	});

	it('finds the end dates of leases', async () => {
		const { leases } = tampuuri.simulator.data;
		const soon = DateTime.now().plus({ days: 9 }).toISODate();
		const [ending = 0, ...others] = [soon, null, '2020-01-31'].map(
			(end, position) => leases.replace({ ...leases.at(position), end }).id,
		);
		const polling = published({
			event: 'leasesEnding',
			days: 30,
			leasesFrom: 'ids',
			leaseIds: [ending, ...others].join(', '),
			emitExisting: true,
		});
		expect(idsOf((await polling.poll()) ?? [])).toEqual([ending]);
	});
});
