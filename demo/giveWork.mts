import axios from 'axios';
import { DateTime } from 'luxon';
import type { Simulator } from '../simulator/start.mts';
import type { OtherSystems } from './otherSystems.mts';

/** Both stand in the templates. */
const LEASES = [3000001, 3000002];
const DAYS_TO_LEASE_END = 30;

/** Puts data in place of which the workflows with a schedule have something to do when run by hand. */
export async function giveWork(simulator: Simulator, systems: OtherSystems): Promise<void> {
	const end = DateTime.now().setZone('Europe/Helsinki').plus({ days: DAYS_TO_LEASE_END });
	const leaseEnd = { lease: LEASES.at(-1), day: end.toISODate() };
	await axios.post(`${simulator.controlUrl}by-hand/lease-end`, leaseEnd);
	const leases = LEASES.map((leaseId) => ({ leaseId }));
	systems.answer('GET', 'crm.example.com/api/leases', leases);
	systems.answer('GET', 'contractor.example.com/api/orders/done', []);
}
