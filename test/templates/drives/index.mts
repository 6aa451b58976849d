import { AGENT_DRIVES } from './agents.mts';
import { CRM_DRIVES } from './crm.mts';
import type { Drives } from './drive.mts';
import { LEASE_DRIVES } from './leases.mts';
import { PROPERTY_DRIVES } from './properties.mts';
import { SERVICE_REQUEST_DRIVES } from './serviceRequests.mts';

/** All templates with a step of Tampuuri, and how each is set off. */
export const DRIVES: Drives = {
	...AGENT_DRIVES,
	...CRM_DRIVES,
	...LEASE_DRIVES,
	...PROPERTY_DRIVES,
	...SERVICE_REQUEST_DRIVES,
};
