import { describe, expect, it } from '@jest/globals';
import { setUpResponder, type Asked } from './responder.mts';
import { setUp, WITHOUT_RETRIES } from './setUp.mts';

const tampuuri = setUp({ units: 10 });
const responder = setUpResponder();

const rowsOf = (count: number) => Array.from({ length: count }, (_, index) => ({ Id: index + 1 }));

const pageOf = ({ body }: Asked, rows: readonly object[], total?: number) => {
	const { Offset, Limit } = body as { Offset: number; Limit: number };
	const Items = rows.slice(Offset, Offset + Limit);
	return { body: total === undefined ? Items : { Offset, Limit, Total: total, Items } };
};

async function readAll(concurrency: number) {
	const { json, hints, error } = await tampuuri.run({
		parameters: {
			resource: 'serviceRequest',
			operation: 'getAll',
			returnAll: true,
			simplify: false,
			options: { concurrency },
		},
		credentials: tampuuri.credentials({ ...WITHOUT_RETRIES, ownAddress: responder.url }),
	});
	const offsets = responder.asked.map(({ body }) => (body as { Offset: number }).Offset);
	return { json, messages: hints.map(({ message }) => message), error, offsets };
}

describe.each([1, 4])('a list read page by page, %i at once', (concurrency) => {
	it('that shifts while its total stays doubles no row and says that one may be missing', async () => {
		const rows = rowsOf(1_000);
		responder.reply = (asked) => {
			const page = pageOf(asked, rows, rows.length);
			if (responder.asked.length === 1) {
				rows.unshift({ Id: 5_000 });
				rows.pop();
			}
			return page;
		};
		const { json, messages, offsets } = await readAll(concurrency);
		expect(new Set(json.map(({ Id }) => Id)).size).toBe(json.length);
		expect(json).toHaveLength(999);
		expect(offsets).toHaveLength(4);
		expect(messages[0]).toMatch(/^The list changed while it was being read\. .*\(999 of 1 000 /);
	});

	it('ends soon after an empty page, whatever the total says', async () => {
		responder.reply = (asked) => pageOf(asked, rowsOf(500), 20_000);
		const { json, messages, offsets } = await readAll(concurrency);
		expect(json).toHaveLength(500);
		expect(offsets.length).toBeLessThanOrEqual(2 + concurrency);
		expect(messages[0]).toMatch(/^Tampuuri returned fewer rows than it reported/);
	});

	it('ends with a short page where there is no total', async () => {
		responder.reply = (asked) => pageOf(asked, rowsOf(620));
		const { json, offsets, messages } = await readAll(concurrency);
		expect(json).toHaveLength(620);
		expect(offsets).toEqual([0, 250, 500]);
		expect(messages).toEqual(['3 API calls used: 0.033 € once your free calls are used up']);
	});

	// Last, since pages that were asked for before may still be on their way.
	it('ends soon after a page that failed', async () => {
		responder.reply = (asked, place) =>
			place === 2 ? { status: 500, body: {} } : pageOf(asked, rowsOf(20_000), 20_000);
		const { error, offsets } = await readAll(concurrency);
		expect(error?.message).toMatch(/^Tampuuri could not process the request/);
		expect(offsets.length).toBeLessThanOrEqual(2 + concurrency);
	});
});
