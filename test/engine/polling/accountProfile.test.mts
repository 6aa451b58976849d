import { describe, expect, it } from '@jest/globals';
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
		const ids = [0, 1, 2, 3].map((place) => tampuuri.simulator.data.leases.idAt(place));
		const polling = published({
			event: 'leasesEnding',
			days: 100_000,
			leasesFrom: 'ids',
			leaseIds: ids.join(', '),
			emitExisting: true,
		});
		expect(idsOf((await polling.poll()) ?? []).every((id) => ids.includes(Number(id)))).toBe(true);
	});
});
