import type { HelpSite } from '../site';
import type { PageType } from '../pages/types';

/** Maximum depth of models in a sample. */
const DEEPEST = 3;

const SAMPLES: Readonly<Record<string, unknown>> = {
	integer: 1,
	'unsigned integer': 1,
	byte: 1,
	'signed byte': 1,
	'decimal number': 2.5,
	boolean: true,
	date: '2026-11-05T00:00:00',
};

type Models = Pick<HelpSite, 'model'>;

/**
 * Makes an example of a type to show its shape. Includes models a few levels deep, but never one
 * inside itself.
 */
export async function sampleOf(
	type: PageType,
	site: Models,
	inside: readonly string[] = [],
): Promise<unknown> {
	switch (type.kind) {
		case 'simple':
			return SAMPLES[type.name] ?? 'text';
		case 'collection': {
			const element = await sampleOf(type.of, site, inside);
			return element === undefined ? [] : [element];
		}
		case 'unread':
			return undefined;
		case 'model':
			return await modelSample(type.name, site, inside);
	}
}

async function modelSample(
	name: string,
	site: Models,
	inside: readonly string[],
): Promise<unknown> {
	if (inside.includes(name) || inside.length >= DEEPEST) return undefined;
	const model = await site.model(name);
	if (model.kind === 'enumeration') return model.values[0]?.name;
	if (model.kind === 'unread') return undefined;
	const sample: Record<string, unknown> = {};
	for (const field of model.fields) {
		const value = await sampleOf(field.type, site, [...inside, name]);
		if (value !== undefined) sample[field.name] = value;
	}
	return sample;
}
