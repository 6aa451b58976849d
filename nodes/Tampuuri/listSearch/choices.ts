import { catalogue, fieldsOf, offeredBy, type ChoiceField } from '../../shared/catalogue';
import { choiceMethodOf } from '../properties/fieldProperty';
import type { ListSearch } from './records';

function searchOf({ choices }: ChoiceField): ListSearch {
	return async function (filter = '') {
		const wanted = filter.toLowerCase();
		return {
			results: choices
				.filter(({ label, value }) => `${label} ${value}`.toLowerCase().includes(wanted))
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
