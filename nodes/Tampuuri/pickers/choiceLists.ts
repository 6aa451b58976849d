import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { catalogue, fieldsOf, type ChoiceField } from '../catalogue';
import { choiceMethodOf } from '../description/fieldProperty';

type ListSearch = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

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

/** A list search for each choice field of the catalogue; none of them calls Tampuuri. */
export function choiceLists(): Record<string, ListSearch> {
	const fields = catalogue
		.flatMap(({ operations }) => Object.values(operations))
		.flatMap(fieldsOf)
		.filter((field) => field.type === 'choice');
	return Object.fromEntries(fields.map((field) => [choiceMethodOf(field), searchOf(field)]));
}
