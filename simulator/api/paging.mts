import type { Rows } from '../data/collection.mts';
import type { Envelope, Settings } from '../settings.mts';
import { invalid } from './errorResponse.mts';
import type { Values } from './values.mts';

/** How a fault distorts a page. Empty for a healthy one. */
export interface PageDistortion {
	/** The largest number of rows in a page, whatever Limit says. */
	readonly cap?: number;
	/** Added to the true total. */
	readonly totalShift?: number;
	/** A row was inserted at the front after the first page, so every later row moves on by one. */
	readonly insertedRow?: boolean;
	readonly ignoresOffset?: boolean;
	readonly envelope?: Envelope;
}

/**
 * One page in its envelope (Help: PagingMetadataResponseOf…, flat).
 * @throws ErrorResponse 400 for a Limit above the maximum, when the settings say so (assumed: EVIDENCE.md#paging)
 */
export function pageOf(
	rows: Rows<unknown>,
	values: Values,
	settings: Settings,
	distortion: PageDistortion = {},
): unknown {
	const offset = values.number('Offset') ?? 0;
	const limit = values.number('Limit') ?? settings.defaultLimit;
	if (limit > settings.maximumLimit && settings.overLimit === 'refuse') {
		throw invalid({ Limit: [`The field Limit must be between 1 and ${settings.maximumLimit}.`] });
	}
	const given = Math.min(limit, settings.maximumLimit, distortion.cap ?? limit);
	const isShifted = distortion.insertedRow === true && offset > 0;
	const start = (distortion.ignoresOffset ? 0 : offset) - (isShifted ? 1 : 0);
	const total = rows.total + (isShifted ? 1 : 0) + (distortion.totalShift ?? 0);
	return wrap(distortion.envelope ?? settings.envelope, rows.slice(start, start + given), {
		offset,
		limit: given,
		total,
	});
}

function wrap(
	envelope: Envelope,
	items: unknown[],
	{ offset, limit, total }: { offset: number; limit: number; total: number },
): unknown {
	switch (envelope) {
		case 'flat':
			return { Offset: offset, Limit: limit, Total: total, Items: items };
		case 'metadata':
			return { Metadata: { Offset: offset, Limit: limit, Total: total }, Items: items };
		case 'lowerCase':
			return { offset, limit, total, items };
		case 'lowerCaseMetadata':
			return { metadata: { offset, limit, total }, items };
		case 'bare':
			return items;
	}
}
