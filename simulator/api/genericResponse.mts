import type { AnswerField, AnswerType } from '../../dist/nodes/shared/catalogue/index.js';
import type { Rows } from '../data/collection.mts';
import { millisecondsInDay, momentText, referenceTime } from '../data/dates.mts';
import type { Random } from '../data/random.mts';
import { firstIds, randomFor } from '../data/seeding.mts';
import { behaviourKey, type Call } from './call.mts';

/** Enough for several pages, so that paging shows. */
const pagedRows = 600;
const unpagedRows = 3;

/** How a file's content is fetched is unseen (guess: GAPS 18). */
export const genericFile = {
	contentType: 'application/octet-stream',
	content: Buffer.from('Simulaattorin tiedosto: ä ö å\n'),
};

type MadeUp = Record<string, unknown>;

/** A record for an operation that the simulator knows only from its row: the same id gives the same record. */
export function genericRecord(call: Call, fields: readonly AnswerField[]): MadeUp {
	const [id = firstIds.other] = call.ids.slice(-1);
	return madeUp(call, fields, id);
}

export function genericRows(call: Call, fields: readonly AnswerField[]): Rows<MadeUp> {
	const total = call.operation.paging ? pagedRows : unpagedRows;
	return {
		total,
		slice: (from, to) =>
			Array.from({ length: Math.max(0, Math.min(to, total) - from) }, (_, index) =>
				madeUp(call, fields, firstIds.other + from + index),
			),
	};
}

function madeUp({ data, operation }: Call, fields: readonly AnswerField[], id: number): MadeUp {
	const place = [...behaviourKey(operation.method, operation.path)].reduce(
		(sum, character) => (sum * 31 + character.charCodeAt(0)) | 0,
		id,
	);
	const random = randomFor(data.seed, 'generic', place);
	const hasId = fields.length === 0 || fields.some(({ key }) => key === 'Id');
	return {
		...Object.fromEntries(fields.map(({ key, type }) => [key, valueOf[type](random, key)])),
		...(hasId ? { Id: id } : {}),
	};
}

const valueOf: Readonly<Record<AnswerType, (random: Random, key: string) => unknown>> = {
	integer: (random) => random.integer(1, 9_999),
	decimal: (random) => random.integer(100, 99_999) / 100,
	text: (random, key) => `${key} ${random.integer(1, 999)} ä`,
	boolean: (random) => random.chance(50),
	date: (random) => momentText(referenceTime - random.integer(0, 700) * millisecondsInDay),
	object: () => ({}),
	array: () => [],
	unseen: () => null,
};
