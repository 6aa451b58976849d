import type { ModelPage, PageType } from '../pages/types';
import type { HelpSite } from '../site';

/** The models that an operation's fields name, by name. */
export type Models = ReadonlyMap<string, ModelPage>;

/** Maximum number of models to fetch. Each is a separate page. */
const MOST_MODELS = 60;

/** Maximum depth of models in a sample. */
export const DEEPEST = 3;

function modelNamesIn(type: PageType): string[] {
	if (type.kind === 'collection') return modelNamesIn(type.of);
	return type.kind === 'model' ? [type.name] : [];
}

/** Fetches the models of some types, and those inside them, a whole level at a time. */
export async function readModels(
	types: readonly PageType[],
	site: Pick<HelpSite, 'model'>,
): Promise<Models> {
	const models = new Map<string, ModelPage>();
	let level = types;
	for (let depth = 0; depth < DEEPEST; depth++) {
		const wanted = [...new Set(level.flatMap(modelNamesIn))]
			.filter((name) => !models.has(name))
			.slice(0, MOST_MODELS - models.size);
		const pages = await Promise.all(wanted.map(async (name) => await site.model(name)));
		for (const [place, name] of wanted.entries()) {
			models.set(name, pages[place] ?? { kind: 'unread', name });
		}
		level = pages.flatMap((page) =>
			page.kind === 'object' ? page.fields.map(({ type }) => type) : [],
		);
	}
	return models;
}
