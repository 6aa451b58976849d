import { describe, expect, it } from '@jest/globals';
import * as catalogue from '../../../dist/nodes/shared/catalogue/index.js';
import { pageOf } from '../../documentation/pages.mts';

describe('docs/REFERENCE.md', () => {
	it.each(catalogue.catalogue.flatMap((resource) => catalogue.offeredBy(resource)))(
		'names every field of %s and its call',
		(_name, operation) => {
			const { text } = pageOf('docs/REFERENCE.md');
			const steps = 'steps' in operation ? operation.steps : [operation];
			for (const { method, path } of steps) expect(text).toContain(`\`${method} ${path}\``);
			for (const { label, key, parameter } of catalogue.fieldsOf(operation)) {
				const isListed = 'lists' in operation && key === 'searchWord';
				const isSetting = 'steps' in operation && key === parameter;
				const sentAs = isListed ? 'as in the profile' : isSetting ? 'not sent' : `\`${key}\``;
				expect(text).toContain(`| ${label} | ${sentAs} |`);
			}
		},
	);
});
