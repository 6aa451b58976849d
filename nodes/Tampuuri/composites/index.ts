import type { Composite } from '../../shared/catalogue';
import { completeServiceRequest } from './completeServiceRequest';
import type { RunComposite } from './composite';
import { findOrCreatePerson } from './findOrCreatePerson';

/** How the steps of each composite follow. */
export const composites: Readonly<Record<Composite['composite'], RunComposite>> = {
	completeServiceRequest,
	findOrCreatePerson,
};
