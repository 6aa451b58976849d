import { InvalidInput } from '../../errors/invalidInput';
import { identityOf, type Kind, type Place } from '../fields/liveField';
import { isEmpty } from '../../call/values';

/** One field of a resource mapper with the value given to it. */
export interface MappedValue {
	/** The field's id in the editor. */
	readonly id: string;
	readonly place: Place;
	readonly kind: Kind;
	readonly key: string;
	/** Undefined when it was left empty. */
	readonly value: unknown;
}

interface StoredMapper {
	readonly value?: Readonly<Record<string, unknown>> | null;
	readonly schema?: ReadonlyArray<{ readonly id: string; readonly required?: boolean }>;
}

function isStored(parameter: unknown): parameter is StoredMapper {
	return typeof parameter === 'object' && parameter !== null;
}

/**
 * The fields of a resource mapper as the workflow keeps them: those of the page it was filled in
 * from, and what was added by hand or by an AI tool.
 *
 * @throws InvalidInput when a required one is empty
 */
export function mappedValuesOf(parameter: unknown): MappedValue[] {
	const { value, schema = [] } = isStored(parameter) ? parameter : {};
	const values = new Map(Object.entries(value ?? {}));
	const required = new Set(schema.filter((field) => field.required).map(({ id }) => id));
	const ids = new Set([...schema.map(({ id }) => id), ...values.keys()]);
	return [...ids].flatMap((id) => {
		const identity = identityOf(id);
		if (identity === undefined) return [];
		const own = values.get(id);
		if (required.has(id) && isEmpty(own)) {
			throw new InvalidInput(
				`${identity.key === '' ? 'Body' : identity.key} is empty`,
				'It is required. Fill it in.',
			);
		}
		return [{ id, ...identity, value: isEmpty(own) ? undefined : own }];
	});
}
