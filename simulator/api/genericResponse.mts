import type { ResponseField, ResponseType } from '../../dist/nodes/shared/catalogue/index.js';
import type { Rows } from '../data/collection.mts';
import { MILLISECONDS_IN_DAY, momentText, REFERENCE_TIME } from '../data/dates.mts';
import type { Random } from '../data/random.mts';
import { FIRST_IDS, randomFor } from '../data/seeding.mts';
import { behaviourKey, type Call } from './call.mts';

/** Enough for several pages. */
const PAGED_ROWS = 600;
const UNPAGED_ROWS = 3;

/** How the API returns a file's content is unknown (EVIDENCE.md#file-download). */
export const GENERIC_FILE = {
	contentType: 'application/octet-stream',
	content: Buffer.from('Simulaattorin tiedosto: ä ö å\n'),
};

type Generated = Record<string, unknown>;

/** A generated record for an operation without a behaviour. The same id gives the same record. */
export function genericRecord(call: Call, fields: readonly ResponseField[]): Generated {
	const [id = FIRST_IDS.other] = call.ids.slice(-1);
	return generateRecord(call, fields, id);
}

export function genericRows(call: Call, fields: readonly ResponseField[]): Rows<Generated> {
	const total = call.operation.paging ? PAGED_ROWS : UNPAGED_ROWS;
	return {
		total,
		slice: (from, to) =>
			Array.from({ length: Math.max(0, Math.min(to, total) - from) }, (_, index) =>
				generateRecord(call, fields, FIRST_IDS.other + from + index),
			),
	};
}

function generateRecord(
	{ data, operation }: Call,
	fields: readonly ResponseField[],
	id: number,
): Generated {
	const place = [...behaviourKey(operation.method, operation.path)].reduce(
		(sum, character) => (sum * 31 + character.charCodeAt(0)) | 0,
		id,
	);
	const random = randomFor(data.seed, 'generic', place);
	const hasId = fields.length === 0 || fields.some(({ key }) => key === 'Id');
	return {
		...Object.fromEntries(fields.map(({ key, type }) => [key, GENERATORS[type](random, key)])),
		...(hasId ? { Id: id } : {}),
	};
}

const GENERATORS: Readonly<Record<ResponseType, (random: Random, key: string) => unknown>> = {
	integer: (random) => random.integer(1, 9_999),
	decimal: (random) => random.integer(100, 99_999) / 100,
	text: (random, key) => `${key} ${random.integer(1, 999)} ä`,
	boolean: (random) => random.chance(50),
	date: (random) => momentText(REFERENCE_TIME - random.integer(0, 700) * MILLISECONDS_IN_DAY),
	object: () => ({}),
	array: () => [],
	unseen: () => null,
};
