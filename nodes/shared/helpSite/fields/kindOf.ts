import type { ModelPage, PageField, PageType } from '../pages/types';
import type { Kind } from './liveField';

const SIMPLE_KINDS: Readonly<Record<string, Kind>> = {
	integer: 'integer',
	'unsigned integer': 'integer',
	byte: 'integer',
	'signed byte': 'integer',
	'decimal number': 'decimal',
	boolean: 'boolean',
	string: 'text',
	character: 'text',
	URI: 'text',
	'globally unique identifier': 'text',
	'time interval': 'text',
};

/** Help: POST yhteydenotot. */
const FILE_CONTAINER = 'ApiFileBase64Container';

/**
 * Help: days and moments are both a "date"; names of days end in `Pvm` or `päivä`
 * (EVIDENCE.md#dates).
 */
const DAY_NAME = /(pvm|p[äa]iv[äa])$/i;

/**
 * An enumeration whose name ends in `Int` is sent as a number, any other by its name
 * (EVIDENCE.md#enumerations).
 */
const NUMBER_ENUMERATION = /Int$/;

function collectionKind(of: PageType): Kind {
	if (of.kind === 'model' && of.name === FILE_CONTAINER) return 'fileList';
	if (of.kind !== 'simple') return 'array';
	if (of.name === 'byte') return 'file';
	const element = SIMPLE_KINDS[of.name];
	if (element === 'integer') return 'integerList';
	return element === 'text' ? 'textList' : 'array';
}

function modelKind(model: ModelPage, sample: unknown): Kind {
	if (model.kind === 'object') return 'object';
	if (model.kind === 'unread') return 'json';
	const isNumber =
		typeof sample === 'number' || (sample === undefined && NUMBER_ENUMERATION.test(model.name));
	return isNumber ? 'choiceNumber' : 'choice';
}

/**
 * How to send a field of a page. `model` is the page of the model that its type names, `sample` its
 * value in the page's sample.
 */
export function kindOf(
	{ name, type }: Pick<PageField, 'name' | 'type'>,
	model?: ModelPage,
	sample?: unknown,
): Kind {
	switch (type.kind) {
		case 'unread':
			return 'json';
		case 'collection':
			return collectionKind(type.of);
		case 'model':
			return model === undefined ? 'json' : modelKind(model, sample);
		case 'simple':
			if (type.name === 'date') return DAY_NAME.test(name) ? 'date' : 'dateTime';
			return SIMPLE_KINDS[type.name] ?? 'text';
	}
}
