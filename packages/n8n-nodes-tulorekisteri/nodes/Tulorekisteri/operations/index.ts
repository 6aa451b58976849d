import type { Operation } from './operation';
import { certificateCheck } from './certificateCheck';
import { certificateGet } from './certificateGet';
import { certificateRenew } from './certificateRenew';
import { certificateRetrieveNew } from './certificateRetrieveNew';
import { keyCreate } from './keyCreate';
import { orderPlanReminders } from './orderPlanReminders';
import { orderValidate } from './orderValidate';

/** All operations, in the order the editor lists them. */
export const operations: Operation[] = [
	certificateCheck,
	certificateGet,
	certificateRenew,
	certificateRetrieveNew,
	keyCreate,
	orderPlanReminders,
	orderValidate,
];
