import { catalogue, fieldsOf, offeredBy, type ChoiceField } from '../../shared/catalogue';
import { folded, matcherOf } from '../../shared/foreignValues';
import { choiceMethodOf } from '../properties/fieldProperty';
import type { ListSearch } from './records';

function searchOf({ choices }: ChoiceField): ListSearch {
	return async function (filter = '') {
		const matches = matcherOf(filter);
		return {
			results: choices
				.filter(({ label, value }) => matches(folded(`${label} ${value}`)))
				.map(({ label, value }) => ({ name: label, value })),
		};
	};
}

/** A list search for each choice field of the catalogue. None of them calls Tampuuri. */
export function choiceLists(): Record<string, ListSearch> {
	const fields = catalogue
		.flatMap(offeredBy)
		.flatMap(([, operation]) => fieldsOf(operation))
		.filter((field) => field.type === 'choice');
	return Object.fromEntries(fields.map((field) => [choiceMethodOf(field), searchOf(field)]));
}
