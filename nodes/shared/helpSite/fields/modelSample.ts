import type { PageType } from '../pages/types';
import { DEEPEST, type Models } from './models';

/** Maximum number of values in a sample: a label shows no more. */
const MOST_VALUES = 60;

const SAMPLES: Readonly<Record<string, unknown>> = {
	integer: 1,
	'unsigned integer': 1,
	byte: 1,
	'signed byte': 1,
	'decimal number': 2.5,
	boolean: true,
	date: '2026-11-05T00:00:00',
};

/** Makes one sample of at most so many values, since models inside models multiply. */
class Sampler {
	private left = MOST_VALUES;

	constructor(private readonly models: Models) {}

	sample(type: PageType, inside: readonly string[] = []): unknown {
		if (this.left-- <= 0) return undefined;
		switch (type.kind) {
			case 'simple':
				return SAMPLES[type.name] ?? 'text';
			case 'collection': {
				const element = this.sample(type.of, inside);
				return element === undefined ? [] : [element];
			}
			case 'unread':
				return undefined;
			case 'model':
				return this.modelSample(type.name, inside);
		}
	}

	private modelSample(name: string, inside: readonly string[]): unknown {
		if (inside.includes(name) || inside.length >= DEEPEST) return undefined;
		const model = this.models.get(name);
		if (model?.kind === 'enumeration') return model.values[0]?.name;
		if (model?.kind !== 'object') return undefined;
		const sample: Record<string, unknown> = {};
		for (const field of model.fields) {
			if (this.left <= 0) break;
			const value = this.sample(field.type, [...inside, name]);
			if (value !== undefined) sample[field.name] = value;
		}
		return sample;
	}
}

/**
 * Makes an example of a type to show its shape. Includes models a few levels deep, but never one
 * inside itself.
 */
export function sampleOf(type: PageType, models: Models): unknown {
	return new Sampler(models).sample(type);
}
