import { hasBody } from '../../dist/nodes/shared/helpSite/fields/fieldsOfPage.js';
import { operationIdentity } from '../../dist/nodes/shared/helpSite/pages/operationName.js';
import type { OperationPage, PageContent } from '../../dist/nodes/shared/helpSite/pages/types.js';
import type { SeenOperation, Site } from '../catalogue/readSite.mts';
import { canBeTemplate } from './names.mts';

/** An operation whose own page was read in full. */
export interface WholeOperation extends SeenOperation {
	readonly page: OperationPage;
}

/** An operation that a document can't have, and why. */
export interface LeftOut {
	/** `GET kohteet/{kohde_id}` */
	readonly name: string;
	readonly reason: string;
}

/** Whether a section is there and its table, if it has one, was read in full. */
function isWhole({ type, fields, complete }: PageContent): boolean {
	if (complete) return true;
	const isMissing = type.kind === 'unread' && type.text === '';
	return fields.length === 0 && !isMissing;
}

function reasonAgainst(operation: SeenOperation): string | undefined {
	const { page } = operation;
	if (page === undefined) return 'its page is missing or could not be read';
	if (operationIdentity(page) !== operationIdentity(operation)) {
		return `its page is about ${page.method} ${page.path}`;
	}
	if (!canBeTemplate(page.path)) return 'OpenAPI has no way to write its path';
	if (!page.uriParameters.complete) return 'its URI parameters could not be read in full';
	if (hasBody(page) && !isWhole(page.body)) return 'its body could not be read in full';
	if (page.response && !isWhole(page.response)) return 'its response could not be read in full';
	return undefined;
}

/** Parts a site's operations into those whose pages tell all, and those left out. */
export function wholeOperations({ operations }: Site): {
	readonly whole: readonly WholeOperation[];
	readonly leftOut: readonly LeftOut[];
} {
	const whole: WholeOperation[] = [];
	const leftOut: LeftOut[] = [];
	for (const operation of operations) {
		const { method, path, page } = operation;
		const reason = reasonAgainst(operation);
		if (reason !== undefined) leftOut.push({ name: `${method} ${path}`, reason });
		else if (page !== undefined) whole.push({ ...operation, page });
	}
	return { whole, leftOut };
}
