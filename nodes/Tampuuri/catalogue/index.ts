import { lease } from './lease';
import { person } from './person';
import { property } from './property';
import { serviceRequest } from './serviceRequest';
import type { Resource } from './types';

/** Everything the package knows of the API, in the order the editor lists it. */
export const catalogue: readonly Resource[] = [lease, person, property, serviceRequest];

export type * from './types';
export * from './layout';
