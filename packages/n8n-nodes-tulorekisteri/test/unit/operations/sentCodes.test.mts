import { describe, expect, test } from '@jest/globals';

import { noteAsNotSent, noteAsSent } from '../../../nodes/Tulorekisteri/sentCodes.ts';
import { readAccess } from '../../../nodes/shared/api/credential.ts';

const access = readAccess({ environment: 'test', customerId: '0123456-7' });

/** n8n's helper over a list, as far as these functions use it. */
function notebook() {
	const noted: Array<string | number> = [];
	return {
		noted,
		helpers: {
			checkProcessedAndRecord: async (items: Array<string | number>) => {
				const fresh = items.filter((item) => !noted.includes(item));
				noted.push(...fresh);
				return { new: fresh, processed: items.filter((item) => !fresh.includes(item)) };
			},
			removeProcessed: async (items: Array<string | number>) => {
				for (const item of items) noted.splice(noted.indexOf(item), 1);
			},
		},
	};
}

describe('the note of sent codes', () => {
	test('lets codes through once', async () => {
		const context = notebook();
		await noteAsSent(context, access, '12345678903', false);
		await expect(noteAsSent(context, access, '12345678903', false)).rejects.toThrow(
			'were sent before',
		);
		await expect(noteAsSent(context, access, '12345678903', true)).resolves.toBeUndefined();
		await expect(noteAsSent(context, access, '12345678904', false)).resolves.toBeUndefined();
	});

	test('tells customers and environments apart', async () => {
		const context = notebook();
		const others = [{ customerId: '7654321-0' }, { environment: 'production' }];
		await noteAsSent(context, access, '1', false);
		for (const other of others) {
			const another = readAccess({ environment: 'test', customerId: '0123456-7', ...other });
			await expect(noteAsSent(context, another, '1', false)).resolves.toBeUndefined();
		}
		expect(new Set(context.noted).size).toBe(3);
	});

	test('can be taken back, and never holds the code itself', async () => {
		const context = notebook();
		await noteAsSent(context, access, '12345678903', false);
		expect(JSON.stringify(context.noted)).not.toContain('12345678903');
		await noteAsNotSent(context, access, '12345678903');
		await expect(noteAsSent(context, access, '12345678903', false)).resolves.toBeUndefined();
	});

	test('that cannot be kept stops the sending', async () => {
		const context = notebook();
		context.helpers.checkProcessedAndRecord = async () =>
			await Promise.reject(new Error('no workflow id'));
		await expect(noteAsSent(context, access, '1', false)).rejects.toThrow('were not sent');
	});
});
